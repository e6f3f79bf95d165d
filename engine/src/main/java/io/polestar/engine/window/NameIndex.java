package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Texts numbered 0, 1, 2 … in the order they were added, found by their UTF-8 without making a string. Open addressing over
 * a keyed hash, so that nobody can choose texts that collide. One thread writes; {@link #texts} may be read by
 * others.
 */
final class NameIndex {
    private final KeyedHash hash;
    private final Texts texts = new Texts();
    private byte[][] utf8 = new byte[16][];
    private long[] hashes = new long[16];
    private int[] slots = new int[32];
    private int size;

    NameIndex(KeyedHash hash) {
        this.hash = hash;
        Arrays.fill(slots, -1);
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
        return find(hash.of(bytes, offset, length), bytes, offset, length);
    }

    private int find(long wanted, byte[] bytes, int offset, int length) {
        int mask = slots.length - 1;
        int slot = (int) wanted & mask;
        for (int number = slots[slot]; number >= 0; number = slots[slot]) {
            if (hashes[number] == wanted
                    && Arrays.equals(utf8[number], 0, utf8[number].length, bytes, offset, offset + length)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
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
        long wanted = hash.of(bytes, offset, length);
        int found = find(wanted, bytes, offset, length);
        if (found >= 0) {
            return found;
        }
        if (size == utf8.length) {
            utf8 = Arrays.copyOf(utf8, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
            rehash();
        }
        utf8[size] = Arrays.copyOfRange(bytes, offset, offset + length);
        hashes[size] = wanted;
        texts.add(new String(utf8[size], StandardCharsets.UTF_8));
        place(size);
        return size++;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, -1);
        for (int number = 0; number < size; number++) {
            place(number);
        }
    }

    private void place(int number) {
        int mask = slots.length - 1;
        int slot = (int) hashes[number] & mask;
        while (slots[slot] >= 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
    }
}
