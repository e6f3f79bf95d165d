package io.polestar.engine.tree;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a secret is kept. A definition never holds a secret itself: it is read, shown, journalled and compared.
 *
 * @param keeper what keeps it
 * @param name the environment variable's name, or the file's path
 */
public record Secret(Keeper keeper, String name) {
    private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]{0,127})");
    private static final Pattern FILE = Pattern.compile("file:([^\\p{Cntrl}]{1,500})");

    /** What keeps a secret. */
    public enum Keeper {
        /** The environment of the process. */
        ENV,
        /** A file: its text without the line's end. */
        FILE
    }

    /** The secret that {@code env:NAME} or {@code file:PATH} points to; empty for any other text, which may be a secret by mistake. */
    static Optional<Secret> parse(String text) {
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return Optional.of(new Secret(Keeper.ENV, variable.group(1)));
        }
        Matcher file = FILE.matcher(text);
        return file.matches() ? Optional.of(new Secret(Keeper.FILE, file.group(1))) : Optional.empty();
    }

    /** As it stands in a definition; says nothing of the secret itself. */
    @Override
    public String toString() {
        return (keeper == Keeper.ENV ? "env:" : "file:") + name;
    }
}
