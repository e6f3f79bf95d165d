package io.polestar.ingest.source;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Up to which row an import is done: every row until then is acknowledged, rejected, or before the range. Kept as a
 * small file of {@code key=value} lines, replaced as a whole. The end of the range is not part of it, because rows past
 * the end hold the point back: a later run with a later end finds them.
 *
 * @param digest the SHA-256 of the CSV file
 * @param mapping the version of the mapping
 * @param fromMillis the begin of the range
 * @param target the sink's name
 * @param row the last row that is done
 * @param totals what came of the rows until then
 * @param sequence the newest sequence that holds one of their events
 */
public record ResumePoint(
        String digest, String mapping, long fromMillis, String target, long row, ImportTotals totals, long sequence) {

    private static final String FORMAT = "1";

    /**
     * Whether a progress file is there and was written for the CSV file of that digest.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isFor(String digest, Path progressFile) throws IOException {
        Optional<ResumePoint> point = read(progressFile);
        return point.isPresent() && point.get().digest().equals(digest);
    }

    /** Why this point is no use to an import that is otherwise like the other, or empty if it is. */
    Optional<String> mismatch(ResumePoint begin) {
        if (!digest.equals(begin.digest)) {
            return Optional.of("the file is another one");
        }
        if (!mapping.equals(begin.mapping)) {
            return Optional.of("the mapping is another one");
        }
        if (fromMillis != begin.fromMillis) {
            return Optional.of("--from is another one");
        }
        if (!target.equals(begin.target)) {
            return Optional.of("it went to " + target);
        }
        return Optional.empty();
    }

    static Optional<ResumePoint> read(Path file) throws IOException {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": is not a progress file; remove it to begin at the first row", e);
        }
        if (!FORMAT.equals(lines.getProperty("polestar-import"))) {
            throw new IOException(file + ": is not a progress file; remove it to begin at the first row");
        }
        return Optional.of(new ResumePoint(
                text(lines, "digest", file),
                text(lines, "mapping", file),
                number(lines, "from", file),
                text(lines, "target", file),
                number(lines, "row", file),
                new ImportTotals(
                        number(lines, "row", file),
                        number(lines, "skipped", file),
                        number(lines, "accepted", file),
                        number(lines, "duplicates", file),
                        number(lines, "rejected", file)),
                number(lines, "sequence", file)));
    }

    private static String text(Properties lines, String key, Path file) throws IOException {
        String value = lines.getProperty(key);
        if (value == null) {
            throw new IOException(file + ": lacks \"" + key + "\"; remove it to begin at the first row");
        }
        return value;
    }

    private static long number(Properties lines, String key, Path file) throws IOException {
        try {
            return Long.parseLong(text(lines, key, file));
        } catch (NumberFormatException e) {
            throw new IOException(file + ": \"" + key + "\" is no number; remove it to begin at the first row", e);
        }
    }

    void write(Path file) throws IOException {
        Map<String, Object> lines = new TreeMap<>();
        lines.put("polestar-import", FORMAT);
        lines.put("digest", digest);
        lines.put("mapping", mapping);
        lines.put("from", fromMillis);
        lines.put("target", target.replace("\\", "\\\\"));
        lines.put("row", row);
        lines.put("skipped", totals.skipped());
        lines.put("accepted", totals.accepted());
        lines.put("duplicates", totals.duplicates());
        lines.put("rejected", totals.rejected());
        lines.put("sequence", sequence);
        String text = lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
        Path fresh = file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
