package io.polestar.ingest.wire;

import java.nio.charset.StandardCharsets;

/** Quotes what a sender sent, at most {@link Rejection#VALUE_CHARACTERS} characters of it. */
final class Excerpt {
    private static final int MOST_BYTES = 4 * Rejection.VALUE_CHARACTERS;

    private Excerpt() {}

    /** What is written from {@code from} on; bytes that are not UTF-8 become U+FFFD. */
    static String raw(byte[] bytes, int from, int to) {
        int end = Math.max(from, Math.min(to, from + MOST_BYTES));
        String text = new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
        if (text.length() <= Rejection.VALUE_CHARACTERS) {
            return text;
        }
        int cut = Rejection.VALUE_CHARACTERS;
        return text.substring(0, Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut);
    }

    /** The JSON value that begins at {@code from}, without the quotes of a text; at most up to {@code to}. */
    static String value(byte[] bytes, int from, int to, ValueSkipper skipper) {
        ByteScanner in = new ByteScanner();
        in.over(bytes, from, to, false);
        in.peek();
        int begin = in.at;
        int end = skipper.pass(in) ? in.at : to;
        boolean quoted = end - begin >= 2 && bytes[begin] == '"' && bytes[end - 1] == '"';
        return quoted ? raw(bytes, begin + 1, end - 1) : raw(bytes, begin, end);
    }
}
