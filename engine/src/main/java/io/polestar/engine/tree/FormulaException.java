package io.polestar.engine.tree;

/** A formula or condition that does not parse. The message states the rule and what to write instead. */
public final class FormulaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    /** For the text position {@code column}, counted from 1. */
    public FormulaException(String message, int column) {
        super(message);
        this.column = column;
    }

    /** Where in the text, counted from 1. */
    public int column() {
        return column;
    }
}
