package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.event.TextIndex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Texts numbered 0, 1, 2 … in the order they were added, found by their UTF-8 without making a string. One thread writes;
 * {@link #texts} may be read by others.
 */
final class NameIndex {
    private static final int FIRST_SLOTS = 32;

    private final TextIndex numbers;
    private final Texts texts = new Texts();
    private byte[][] utf8 = new byte[16][];
    private int size;

    NameIndex(KeyedHash hash) {
        this.numbers = new TextIndex(hash, this::is, FIRST_SLOTS);
    }

    private boolean is(int number, byte[] bytes, int offset, int length) {
        return Arrays.equals(utf8[number], 0, utf8[number].length, bytes, offset, offset + length);
    }

    int size() {
        return size;
    }

    /** All texts by number; safe to read from any thread. */
    List<String> texts() {
        return texts;
    }

    /** A text's UTF-8, not to be changed. */
    byte[] utf8(int number) {
        return utf8[number];
    }

    /** Number of the text, or -1. */
    int find(byte[] bytes, int offset, int length) {
        return numbers.find(bytes, offset, length);
    }

    int find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return find(bytes, 0, bytes.length);
    }

    int add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return add(bytes, 0, bytes.length);
    }

    /** Number of the text, which is added when it is new. */
    int add(byte[] bytes, int offset, int length) {
        int found = find(bytes, offset, length);
        if (found >= 0) {
            return found;
        }
        if (size == utf8.length) {
            utf8 = Arrays.copyOf(utf8, size * 2);
        }
        utf8[size] = Arrays.copyOfRange(bytes, offset, offset + length);
        texts.add(new String(utf8[size], StandardCharsets.UTF_8));
        numbers.add(bytes, offset, length, size);
        return size++;
    }
}
