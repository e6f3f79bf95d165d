package io.polestar.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The payload of a definition in the journal: from this record on it is in force, and what it adds to the one before was counted from
 * the journal's beginning up to the record before.
 *
 * <pre>
 * int -2 · text · version of the definition last read from a file · recounted metrics · sequence up to which corrections are known
 * · segments by dimension · rule states        (format 1: int length, text in UTF-8, rule states)
 * </pre>
 *
 * @param text the definition
 * @param fileVersion version of the one that was last read from a file; another in the file then means a change
 * @param recounted ids of metrics that were counted anew although nothing about them changed, for the sake of corrections
 * @param correctedUpTo sequence of the last record whose retractions the counting anew knew beforehand
 * @param segmentCounts how many segments each dimension had when the counting began, by id
 * @param alerts rule states to be taken over, as the alert book writes them; empty to keep those of the definition before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DefinitionRecord(
        String text,
        String fileVersion,
        Set<String> recounted,
        long correctedUpTo,
        Map<String, Integer> segmentCounts,
        byte[] alerts) {
    private static final int FORMAT = -2;

    DefinitionRecord {
        recounted = Set.copyOf(recounted);
        segmentCounts = Map.copyOf(segmentCounts);
    }

    /** A definition that is the first of its journal, or that counts like the one before. */
    static DefinitionRecord plain(String text, String fileVersion) {
        return new DefinitionRecord(text, fileVersion, Set.of(), 0, Map.of(), new byte[0]);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
            out.writeUTF(fileVersion);
            out.writeInt(recounted.size());
            for (String metric : new TreeSet<>(recounted)) {
                out.writeUTF(metric);
            }
            out.writeLong(correctedUpTo);
            out.writeInt(segmentCounts.size());
            for (Map.Entry<String, Integer> dimension : new TreeMap<>(segmentCounts).entrySet()) {
                out.writeUTF(dimension.getKey());
                out.writeInt(dimension.getValue());
            }
            out.write(alerts);
        } catch (IOException failure) {
            throw new UncheckedIOException("memory does not fail to be written", failure);
        }
        return bytes.toByteArray();
    }

    static DefinitionRecord decode(byte[] payload, int length) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload, 0, length));
        int first = in.readInt();
        if (first != FORMAT) {
            return new DefinitionRecord(text(in, first), "", Set.of(), 0, Map.of(), in.readAllBytes());
        }
        String text = text(in, in.readInt());
        String fileVersion = in.readUTF();
        Set<String> recounted = new TreeSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            recounted.add(in.readUTF());
        }
        long correctedUpTo = in.readLong();
        Map<String, Integer> segmentCounts = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            segmentCounts.put(in.readUTF(), in.readInt());
        }
        return new DefinitionRecord(text, fileVersion, recounted, correctedUpTo, segmentCounts, in.readAllBytes());
    }

    private static String text(DataInputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
