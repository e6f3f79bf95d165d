package io.polestar.api.command;

import io.polestar.ingest.source.FileDigest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files of the demo that are packed into the jar. */
final class DemoFiles {

    private static final String SAMPLE = "online-retail-sample.csv.gz";

    private DemoFiles() {}

    /** The tree, as YAML. */
    static String definition() throws IOException {
        return text("definition.yaml");
    }

    /** The mapping of the Online Retail file, as YAML. */
    static String mapping() throws IOException {
        return text("mapping.yaml");
    }

    /** The SHA-256 of the sample, in hex. */
    static String sampleDigest() throws IOException {
        try (InputStream in = open(SAMPLE)) {
            return FileDigest.of(in);
        }
    }

    /** Writes the sample into the directory, and returns where it is. */
    static Path unpackSample(Path directory) throws IOException {
        Path file = directory.resolve(SAMPLE);
        try (InputStream in = open(SAMPLE)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = DemoFiles.class.getResourceAsStream("/demo/" + name);
        if (in == null) {
            throw new FileNotFoundException("the jar lacks demo/" + name);
        }
        return in;
    }
}
