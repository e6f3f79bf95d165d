package io.polestar.engine.recovery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What happens to a data directory behind the engine's back. */
final class Disk {
    private static final int CHUNK = 1 << 20;

    private Disk() {}

    /**
     * The directory as the sudden death of its engine at this moment would leave it: without the lock, in an order in which the journal
     * is never behind the snapshots. The engine may be running.
     */
    static Path copy(Path live, Path copy) throws IOException {
        Files.createDirectories(copy);
        Files.copy(live.resolve("polestar.properties"), copy.resolve("polestar.properties"));
        for (String part : List.of("snapshots", "history", "journal")) {
            copyTree(live.resolve(part), copy.resolve(part));
        }
        return copy;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path target = to.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else if (!entry.toString().endsWith(".tmp")) {
                    copyFile(entry, target);
                }
            }
        } catch (UncheckedIOException deletedMeanwhile) {
            if (!(deletedMeanwhile.getCause() instanceof NoSuchFileException)) {
                throw deletedMeanwhile;
            }
        }
    }

    /** Copies front to back and leaves out pages of nothing, of which the journal's files have many. */
    private static void copyFile(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            long at = 0;
            while (in.read(chunk.clear(), at) > 0) {
                int length = chunk.flip().remaining();
                if (chunk.mismatch(ByteBuffer.allocate(length)) >= 0) {
                    out.write(chunk, at);
                }
                at += length;
            }
            if (at > out.size()) {
                out.write(ByteBuffer.allocate(1), at - 1);
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            Files.deleteIfExists(to);
        }
    }

    /** The data file of the newest segment of the journal. */
    static Path newestSegment(Path directory) throws IOException {
        return segments(directory).stream().reduce((older, newer) -> newer).orElseThrow();
    }

    /** The data files of all segments that have one, oldest first. */
    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory.resolve("journal"))) {
            return entries.filter(entry -> entry.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    /** The snapshots, oldest first. */
    static List<Path> snapshots(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve("snapshots"))) {
            return entries.sorted().toList();
        }
    }

    /** Where a text is last found in a file. */
    static long lastOf(Path file, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (bytes[at] == wanted[0] && startsWith(bytes, at, wanted)) {
                return at;
            }
        }
        throw new IOException(text + " is not in " + file);
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
        for (int index = 0; index < wanted.length; index++) {
            if (bytes[at + index] != wanted[index]) {
                return false;
            }
        }
        return true;
    }

    static void overwrite(Path file, long at, String text) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            open.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Overwrites a byte in the middle. */
    static void damage(Path file) throws IOException {
        overwrite(file, Files.size(file) / 2, "damaged");
    }

    static void cut(Path file, long length) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.truncate(length);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
