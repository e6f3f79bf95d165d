package io.polestar.engine.tree;

/**
 * One rule of the definition language, broken once in a file that is otherwise right.
 *
 * @param base the right file
 * @param passage what to replace in it
 * @param replacement by what
 * @param marker a passage of the line the problem must point to
 * @param rule the rule the problem must state
 * @param fix the fix it must state
 */
record RefusalCase(String base, String passage, String replacement, String marker, String rule, String fix) {
    /** A case in the retailer's file. */
    RefusalCase(String passage, String replacement, String marker, String rule, String fix) {
        this(RetailFile.TEXT, passage, replacement, marker, rule, fix);
    }

    /** A case in the file of every kind. */
    static RefusalCase ofKinds(String passage, String replacement, String marker, String rule, String fix) {
        return new RefusalCase(KindsFile.TEXT, passage, replacement, marker, rule, fix);
    }

    String text() {
        return RetailFile.with(base, passage, replacement);
    }

    int line() {
        String text = text();
        return 1
                + (int) text.substring(0, text.indexOf(marker))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    @Override
    public String toString() {
        return rule;
    }
}
