package io.polestar.engine.view;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The text of a filter: {@code country:France,channel:app}.
 *
 * <pre>
 * filter     = condition { "," condition }
 * condition  = dimension ":" value
 * value      = any characters; "," is written "\,", and "\" is written "\\"; ":" may be written "\:" but need not
 * </pre>
 */
public final class Where {
    private static final char ESCAPE = '\\';

    private Where() {}

    /**
     * Reads a filter; an empty text is none.
     *
     * @return the value wanted by dimension, in the text's order
     * @throws IllegalArgumentException if the text is no filter or names a dimension twice; the message says which rule
     */
    public static Map<String, String> parse(String text) {
        Map<String, String> where = new LinkedHashMap<>();
        for (int at = 0; at < text.length(); ) {
            int colon = text.indexOf(':', at);
            if (colon <= at) {
                throw new IllegalArgumentException(
                        "where must be dimension:value, or two of them with a comma between, where=" + text);
            }
            String dimension = text.substring(at, colon);
            StringBuilder value = new StringBuilder();
            at = readValue(text, colon + 1, value);
            if (where.put(dimension, value.toString()) != null) {
                throw new IllegalArgumentException("where must name a dimension once, where=" + text);
            }
        }
        return where;
    }

    /** Appends the value that begins there; returns where the next condition begins. */
    private static int readValue(String text, int from, StringBuilder value) {
        for (int at = from; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == ',') {
                if (at + 1 == text.length()) {
                    throw new IllegalArgumentException("where must not end with a comma, where=" + text);
                }
                return at + 1;
            }
            if (next == ESCAPE && ++at == text.length()) {
                throw new IllegalArgumentException("where must not end with an escape, where=" + text);
            }
            value.append(text.charAt(at));
        }
        return text.length();
    }

    /** The text that {@link #parse} reads as these conditions. */
    public static String write(Map<String, String> where) {
        StringBuilder text = new StringBuilder();
        where.forEach((dimension, value) -> {
            text.append(text.isEmpty() ? "" : ",").append(dimension).append(':');
            text.append(value.replace("\\", "\\\\").replace(",", "\\,"));
        });
        return text.toString();
    }
}
