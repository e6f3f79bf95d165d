package io.polestar.api.command;

import java.io.PrintWriter;

/**
 * Lines that stay, and on a terminal one last line that is drawn over. Used by one thread.
 */
final class StatusLine {

    private final PrintWriter err;
    private final boolean terminal;
    private int shownChars;

    StatusLine(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Whether there is a line to draw over. */
    boolean isTerminal() {
        return terminal;
    }

    /** Replaces the last line; an empty text takes it away. Does nothing where it cannot be drawn over. */
    void draw(String text) {
        if (!terminal || (text.isEmpty() && shownChars == 0)) {
            return;
        }
        err.print("\r" + text + " ".repeat(Math.max(0, shownChars - text.length())) + (text.isEmpty() ? "\r" : ""));
        err.flush();
        shownChars = text.length();
    }

    /** Writes a line that stays. */
    void say(String text) {
        draw("");
        err.println(text);
        err.flush();
    }
}
