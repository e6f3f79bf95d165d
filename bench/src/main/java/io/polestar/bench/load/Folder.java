package io.polestar.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for the time of a measurement. */
public final class Folder implements AutoCloseable {
    private final Path path;

    /** One in the default temporary directory. */
    public Folder() throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param parent where it is made */
    public Folder(Path parent) throws IOException {
        path = Files.createTempDirectory(parent, "polestar-bench");
    }

    public Path path() {
        return path;
    }

    /** Deletes a directory of it with all that is in it, if it is there. */
    void delete(String name) throws IOException {
        deleteAll(path.resolve(name));
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        deleteAll(path);
    }
}
