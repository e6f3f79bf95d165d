package io.polestar.engine.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The kept files of one golden data directory, see {@code golden/README.md} among the test resources. */
final class GoldenFiles {
    private static final String DATA = "data.zip";

    private final String name;

    /** @param name of the folder under {@code golden} */
    GoldenFiles(String name) {
        this.name = name;
    }

    /** Packs what a data directory needs to be replayed: its properties and its journal. */
    static void pack(Path directory, Path made) throws IOException {
        Files.createDirectories(made);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(made.resolve(DATA)))) {
            pack(zip, directory, directory.resolve("polestar.properties"));
            for (Path segment : Disk.segments(directory)) {
                pack(zip, directory, segment);
            }
        }
    }

    /** A data file is packed up to its last byte that is not 0: the rest is the room it had left. */
    private static void pack(ZipOutputStream zip, Path directory, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length;
        while (bytes[length - 1] == 0) {
            length--;
        }
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        zip.write(bytes, 0, length);
    }

    Path unpack(Path directory) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(resource(DATA))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        return directory;
    }

    String text(String file) throws IOException {
        try (InputStream in = resource(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private InputStream resource(String file) throws IOException {
        InputStream in = GoldenFiles.class.getResourceAsStream("/golden/" + name + "/" + file);
        if (in == null) {
            throw new IOException("golden/" + name + "/" + file + " is not there");
        }
        return in;
    }
}
