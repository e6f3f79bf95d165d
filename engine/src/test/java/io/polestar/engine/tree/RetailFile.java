package io.polestar.engine.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The definition the tests of this package start from. */
final class RetailFile {
    static final String NAME = "retail.yaml";
    static final String TEXT = text();

    private RetailFile() {}

    static Definition definition() {
        try {
            return DefinitionReader.read(TEXT, NAME);
        } catch (DefinitionException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The file with one passage replaced; the passage must occur. */
    static String with(String passage, String replacement) {
        if (!TEXT.contains(passage)) {
            throw new AssertionError("the file has no such passage, passage=" + passage);
        }
        return TEXT.replace(passage, replacement);
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(RetailFile.class.getResourceAsStream(NAME))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
