package io.polestar.engine.tree;

/**
 * One thing wrong with a definition file.
 *
 * @param file the file's name as the reader was told it
 * @param line counted from 1
 * @param column counted from 1
 * @param rule which rule is broken and by what, without a full stop
 * @param fix what to write instead, without a full stop
 */
public record Problem(String file, int line, int column, String rule, String fix) {
    /** {@code file:line: rule. Fix: fix}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + rule + ". Fix: " + fix;
    }
}
