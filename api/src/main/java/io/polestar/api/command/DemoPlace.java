package io.polestar.api.command;

import io.polestar.ingest.source.ResumePoint;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data directory of a demo. One that was named is kept. Without a name it is a directory of this user among the
 * temporary files, one for each port: it is removed when the demo is stopped, so that the next begins anew, and is still
 * there after a kill, so that the next continues and nothing is lost.
 *
 * @param directory the engine's data directory
 * @param kept whether it stays when the demo is stopped
 * @param resumes whether it holds what an earlier demo replayed of the same file
 */
record DemoPlace(Path directory, boolean kept, boolean resumes) {

    private static final String PROGRESS = "demo.polestar-import";

    /**
     * The directory that was named.
     *
     * @throws IOException if it holds something else than a replay of that file
     */
    static DemoPlace named(Path directory, String digest) throws IOException {
        if (!Files.isDirectory(directory) || isEmpty(directory)) {
            Files.createDirectories(directory);
            return new DemoPlace(directory, true, false);
        }
        if (!ResumePoint.isFor(digest, directory.resolve(PROGRESS))) {
            throw new IOException(directory + " holds something else than a replay of that file:"
                    + " name another directory, or an empty one");
        }
        return new DemoPlace(directory, true, true);
    }

    /** The directory of a demo on that port that was not named. */
    static DemoPlace temporary(int port, String digest) throws IOException {
        String name = "polestar-demo-" + System.getProperty("user.name") + "-" + port;
        Path directory = Path.of(System.getProperty("java.io.tmpdir")).resolve(name);
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            requireOwn(directory);
            if (ResumePoint.isFor(digest, directory.resolve(PROGRESS))) {
                return new DemoPlace(directory, false, true);
            }
            remove(directory);
        }
        Files.createDirectory(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return new DemoPlace(directory, false, false);
    }

    /** The same, or the named one if there is a name. */
    static DemoPlace of(@Nullable Path named, int port, String digest) throws IOException {
        return named == null ? temporary(port, digest) : named(named, digest);
    }

    /** Where the importer keeps how far it is. */
    Path progressFile() {
        return directory.resolve(PROGRESS);
    }

    /** Removes the directory unless it is kept, or gone already. */
    synchronized void leave() throws IOException {
        if (!kept && Files.exists(directory)) {
            remove(directory);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** Others may write among the temporary files: what is not this user's own directory is not touched. */
    private static void requireOwn(Path directory) throws IOException {
        Path mine = Files.createTempFile("polestar", ".owner");
        boolean own = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine));
        Files.delete(mine);
        if (!own) {
            throw new IOException(directory + " is not a directory of this user: name another one with --data");
        }
    }

    private static void remove(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
