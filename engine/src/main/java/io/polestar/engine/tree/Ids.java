package io.polestar.engine.tree;

import java.util.regex.Pattern;

/** The form of the ids of metrics, dimensions and rules: a lower-case letter, then lower-case letters, digits and underscores. */
final class Ids {
    static final int MAX_LENGTH = 100;

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*");

    private Ids() {}

    static boolean isId(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    static String require(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "an id is a lower-case letter followed by lower-case letters, digits or _, id=" + id);
        }
        return id;
    }
}
