package io.polestar.engine.tree;

import java.util.List;

/** A piece of a YAML file with the place where it begins. Scalars stay text: what they mean is for the reader of a key to say. */
sealed interface YamlNode {
    /** Counted from 1. */
    int line();

    /** Counted from 1. */
    int column();

    /**
     * A text.
     *
     * @param text its content after unquoting
     * @param contentColumn column of its first character if the content stands on one line, else {@code column}
     * @param plain true if it is not quoted
     */
    record Scalar(String text, int line, int column, int contentColumn, boolean plain) implements YamlNode {
        /** Whether the file gives no value here: nothing, {@code null} or {@code ~}. */
        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {}

    /** Entries in the file's order; a key may occur more than once. */
    record Mapping(List<Entry> entries, int line, int column) implements YamlNode {}

    record Entry(Scalar key, YamlNode value) {}
}
