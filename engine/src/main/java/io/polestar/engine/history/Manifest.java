package io.polestar.engine.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What one checkpoint consists of: the moment it had reached and its run files, oldest written first.
 *
 * <pre>
 *   polestar-history 1
 *   sequence 90210
 *   newest 1700000000000
 *   first 1s 1699996400            one line per tier: its first step kept
 *   run 00000017-1s-additive.run 1s additive 48320 1f00cafe
 *                                  name, tier, kind, bytes, CRC-32C; for a run taken over from another history one more word:
 *                                  by how much the numbers of its series are greater than those in the file
 *   forgotten 12 19                one line per range of series that are no more, both ends included
 *   end 7e57ab1e                   CRC-32C of all lines before it
 * </pre>
 *
 * @param sequence the engine's sequence of the cut
 * @param newestMillis the time of the newest row; {@link Long#MIN_VALUE} if there was none
 * @param firstSteps the first step kept, by the ordinal of the tier
 * @param runs the run files, those of one tier and kind in the order they were written
 * @param forgotten the series that the runs may still have but that are no more
 */
record Manifest(long sequence, long newestMillis, List<Long> firstSteps, List<RunFile> runs, SeriesSet forgotten) {

    private static final String HEAD = "polestar-history 1";

    /** A run file, how to recognise it, and by how much the numbers of its series are greater than those in the file. */
    record RunFile(String name, Tier tier, SeriesKind kind, long bytes, int checksum, int seriesOffset) {}

    Manifest {
        firstSteps = List.copyOf(firstSteps);
        runs = List.copyOf(runs);
    }

    byte[] toBytes() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        text.append("sequence ").append(sequence).append('\n');
        text.append("newest ").append(newestMillis).append('\n');
        for (Tier tier : Tier.FINEST_FIRST) {
            text.append("first ").append(tier.label()).append(' ');
            text.append(firstSteps.get(tier.ordinal())).append('\n');
        }
        for (RunFile run : runs) {
            text.append("run ").append(run.name()).append(' ').append(run.tier().label());
            text.append(' ').append(run.kind().label()).append(' ').append(run.bytes());
            text.append(' ').append(Integer.toHexString(run.checksum()));
            text.append(run.seriesOffset() == 0 ? "" : " " + run.seriesOffset()).append('\n');
        }
        for (SeriesSet.Range range : forgotten.ranges()) {
            text.append("forgotten ")
                    .append(range.first())
                    .append(' ')
                    .append(range.last())
                    .append('\n');
        }
        String checked = text.toString();
        return (checked + "end " + Integer.toHexString(checksum(checked)) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a manifest back.
     *
     * @param origin names the file in the error
     * @throws IOException if a byte is not as it was written
     */
    static Manifest parse(byte[] bytes, String origin) throws IOException {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        int end = text.lastIndexOf("\nend ") + 1;
        String checked = text.substring(0, end);
        if (end == 0 || !text.substring(end).equals("end " + Integer.toHexString(checksum(checked)) + "\n")) {
            throw new IOException("history manifest fails its checksum, file=" + origin);
        }
        if (!checked.startsWith(HEAD + "\n")) {
            throw new IOException("not a history manifest of this version, file=" + origin);
        }
        long sequence = 0;
        long newest = Long.MIN_VALUE;
        List<Long> firstSteps = new ArrayList<>();
        List<RunFile> runs = new ArrayList<>();
        List<SeriesSet.Range> forgotten = new ArrayList<>();
        for (String line : checked.substring(HEAD.length() + 1).split("\n", -1)) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "sequence" -> sequence = Long.parseLong(words[1]);
                case "newest" -> newest = Long.parseLong(words[1]);
                case "first" -> firstSteps.add(Long.parseLong(words[2]));
                case "run" ->
                    runs.add(new RunFile(
                            words[1],
                            tier(words[2]),
                            kind(words[3]),
                            Long.parseLong(words[4]),
                            Integer.parseUnsignedInt(words[5], 16),
                            words.length > 6 ? Integer.parseInt(words[6]) : 0));
                case "forgotten" ->
                    forgotten.add(new SeriesSet.Range(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
                case "" -> {}
                default -> throw new IOException("unknown line in history manifest, file=" + origin + ", line=" + line);
            }
        }
        return new Manifest(sequence, newest, firstSteps, runs, new SeriesSet(forgotten));
    }

    private static Tier tier(String label) throws IOException {
        for (Tier tier : Tier.FINEST_FIRST) {
            if (tier.label().equals(label)) {
                return tier;
            }
        }
        throw new IOException("unknown tier in history manifest, tier=" + label);
    }

    private static SeriesKind kind(String label) throws IOException {
        for (SeriesKind kind : SeriesKind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IOException("unknown kind in history manifest, kind=" + label);
    }

    private static int checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return (int) crc.getValue();
    }
}
