package io.polestar.engine.tree;

/**
 * One rule of the definition language, broken once in a file that is otherwise right.
 *
 * @param passage what to replace in the right file
 * @param replacement by what
 * @param marker a passage of the line the problem must point to
 * @param rule the rule the problem must state
 * @param fix the fix it must state
 */
record RefusalCase(String passage, String replacement, String marker, String rule, String fix) {
    String text() {
        return RetailFile.with(passage, replacement);
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
