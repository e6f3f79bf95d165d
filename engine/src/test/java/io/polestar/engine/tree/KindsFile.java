package io.polestar.engine.tree;

/** A definition with a metric of every kind, pairs of dimensions and calendar windows. */
final class KindsFile {
    static final String TEXT = RetailFile.text("kinds.yaml");

    private KindsFile() {}

    static Definition definition() {
        try {
            return DefinitionReader.read(TEXT, RetailFile.NAME);
        } catch (DefinitionException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
