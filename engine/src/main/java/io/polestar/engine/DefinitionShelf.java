package io.polestar.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every definition that has been in force, by the record from which on it was: a file each, so that they can be compared when the
 * journal has let them go. The oldest are deleted beyond {@value #MOST}. Safe from any thread.
 */
final class DefinitionShelf {
    /** The most that are kept. */
    static final int MOST = 1_000;

    private static final String ENDING = ".yaml";

    private final Path directory;

    DefinitionShelf(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
    }

    /** Keeps a definition that takes force; keeping it again changes nothing. */
    synchronized void keep(long sequence, long wallMillis, String version, String text) throws IOException {
        Path file = directory.resolve(String.format("%016d-%013d-%s%s", sequence, wallMillis, version, ENDING));
        if (!Files.exists(file)) {
            Path aside = directory.resolve("new.tmp");
            Files.writeString(aside, text);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        List<Path> files = files();
        for (Path oldest : files.subList(0, Math.max(0, files.size() - MOST))) {
            Files.delete(oldest);
        }
    }

    /** All that are kept, oldest first. */
    List<DefinitionVersion> versions() throws IOException {
        List<DefinitionVersion> versions = new ArrayList<>();
        for (Path file : files()) {
            String[] parts = file.getFileName().toString().replace(ENDING, "").split("-");
            versions.add(new DefinitionVersion(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1])));
        }
        return versions;
    }

    /**
     * The text of a version.
     *
     * @throws NoSuchFileException when it is not kept
     */
    String text(String version) throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().endsWith("-" + version + ENDING)) {
                return Files.readString(file);
            }
        }
        throw new NoSuchFileException("no definition of version " + version + " is kept");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{16}-\\d{13}-[0-9a-f]{12}\\.yaml"))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }
}
