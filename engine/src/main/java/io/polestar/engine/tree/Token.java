package io.polestar.engine.tree;

/**
 * A word of a formula or condition.
 *
 * @param type what it is
 * @param text its characters; for {@link Type#TEXT} the text it stands for, for {@link Type#END} empty
 * @param number its value if it is a number, else 0
 * @param column where it begins, counted from 1
 */
record Token(Type type, String text, double number, int column) {
    enum Type {
        NUMBER,
        NAME,
        TEXT,
        SYMBOL,
        END
    }

    boolean isSymbol(String symbol) {
        return type == Type.SYMBOL && text.equals(symbol);
    }

    boolean isName(String name) {
        return type == Type.NAME && text.equals(name);
    }

    /** How a message refers to it. */
    String shown() {
        return switch (type) {
            case END -> "the end";
            case TEXT -> "a text";
            case NUMBER, NAME, SYMBOL -> "'" + text + "'";
        };
    }
}
