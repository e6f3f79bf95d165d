package io.polestar.engine;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data directory: what was decided when it was made, and the lock that keeps a second engine out.
 *
 * <pre>
 * polestar.properties   format, clock, key
 * lock                  held while an engine runs
 * journal/              segments
 * snapshots/            the two newest
 * history/              the past of every series
 * definitions/          every definition that has been in force
 * recount/              the past of what is being counted for another definition
 * backtest/             the past of a backtest that is under way
 * </pre>
 */
final class DataDirectory implements AutoCloseable {
    private static final String FORMAT = "1";

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final long key;

    DataDirectory(EngineConfig config) throws IOException {
        path = config.directory();
        Files.createDirectories(path);
        lockFile = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock = lockOrRefuse();
            Path file = path.resolve("polestar.properties");
            key = Files.exists(file) ? read(file, config.clock()) : make(file, config);
        } catch (IOException | RuntimeException failure) {
            lockFile.close();
            throw failure;
        }
    }

    private FileLock lockOrRefuse() throws IOException {
        @Nullable FileLock taken;
        try {
            taken = lockFile.tryLock();
        } catch (OverlappingFileLockException ours) {
            taken = null;
        }
        if (taken == null) {
            throw new IOException("data directory " + path + " is in use by another engine");
        }
        return taken;
    }

    private static long make(Path file, EngineConfig config) throws IOException {
        long key = config.newKey().getAsLong();
        Properties properties = new Properties();
        properties.setProperty("format", FORMAT);
        properties.setProperty("clock", config.clock().name());
        properties.setProperty("key", Long.toHexString(key));
        Path aside = file.resolveSibling("polestar.properties.tmp");
        try (Writer out = Files.newBufferedWriter(aside)) {
            properties.store(out, "Made with the data directory and never changed");
        }
        if (Files.getFileStore(aside).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        return key;
    }

    private static long read(Path file, ClockMode wanted) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        if (!FORMAT.equals(properties.getProperty("format"))) {
            throw new IOException(file + " has format " + properties.getProperty("format") + ", this version reads "
                    + FORMAT + " only");
        }
        String clock = properties.getProperty("clock", "");
        if (!clock.equals(wanted.name())) {
            throw new IOException("the data directory was made with the " + clock.toLowerCase(java.util.Locale.ROOT)
                    + " clock and keeps it; start with that clock or with another directory");
        }
        return Long.parseUnsignedLong(properties.getProperty("key", ""), 16);
    }

    /** The key of the journal's hashes. */
    long key() {
        return key;
    }

    Path journal() {
        return path.resolve("journal");
    }

    Path snapshots() {
        return path.resolve("snapshots");
    }

    Path history() {
        return path.resolve("history");
    }

    Path definitions() {
        return path.resolve("definitions");
    }

    Path recount() {
        return path.resolve("recount");
    }

    Path backtest() {
        return path.resolve("backtest");
    }

    /** The key of a directory, which an engine may be running on. */
    static long keyOf(Path directory, ClockMode clock) throws IOException {
        return read(directory.resolve("polestar.properties"), clock);
    }

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }
}
