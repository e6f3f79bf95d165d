package io.polestar.engine.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The definition the tests of this package start from. */
final class RetailFile {
    static final String NAME = "retail.yaml";
    static final String TEXT = text(NAME);

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
        return with(TEXT, passage, replacement);
    }

    /** A text with one passage replaced; the passage must occur. */
    static String with(String text, String passage, String replacement) {
        if (!text.contains(passage)) {
            throw new AssertionError("the file has no such passage, passage=" + passage);
        }
        return text.replace(passage, replacement);
    }

    /** A file of this package. */
    static String text(String name) {
        try (InputStream in = Objects.requireNonNull(RetailFile.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
