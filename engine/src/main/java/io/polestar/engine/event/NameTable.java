package io.polestar.engine.event;

import java.util.Arrays;

/**
 * The names of one batch, numbered from {@link BatchLayout#FIRST_NAME} in the order of their first use. Cleared with the
 * batch. One thread.
 */
final class NameTable {
    /** A batch holds no more distinct names than this. */
    static final int MAX_NAMES = 4096;

    /** What a full table returns, as an unsigned short. */
    static final int FULL = 0xFFFF;

    private static final int FIRST_SLOTS = 128;

    private final KeyedHash hash;
    private final TextIndex numbers;
    private byte[] text = new byte[1024];
    private int textEnd;
    private int[] offsets = new int[64];
    private long[] hashes = new long[64];
    private int count;

    NameTable(KeyedHash hash) {
        this.hash = hash;
        this.numbers = new TextIndex(hash, this::isAt, FIRST_SLOTS);
    }

    void clear() {
        count = 0;
        textEnd = 0;
        numbers.clear();
    }

    int count() {
        return count;
    }

    /** Length of the table as {@link #copyTo} writes it. */
    int lengthBytes() {
        return textEnd;
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(text, 0, target, offset, textEnd);
    }

    long hash(int nameRef) {
        return hashes[nameRef - BatchLayout.FIRST_NAME];
    }

    boolean is(int nameRef, byte[] utf8, int offset, int length) {
        int index = nameRef - BatchLayout.FIRST_NAME;
        return index >= 0 && index < count && isAt(index, utf8, offset, length);
    }

    private boolean isAt(int index, byte[] utf8, int offset, int length) {
        int at = offsets[index];
        return BatchLayout.getShort(text, at) == length
                && Arrays.equals(text, at + 2, at + 2 + length, utf8, offset, offset + length);
    }

    /** Number of the name, 0 when it is not there. */
    int find(byte[] utf8, int offset, int length) {
        int index = numbers.find(utf8, offset, length);
        return index < 0 ? 0 : BatchLayout.FIRST_NAME + index;
    }

    /** Number of the name, added when it is new; -1 when there is no room for it. */
    int intern(byte[] utf8, int offset, int length) {
        int index = numbers.find(utf8, offset, length);
        return index < 0 ? add(utf8, offset, length) : BatchLayout.FIRST_NAME + index;
    }

    private int add(byte[] utf8, int offset, int length) {
        if (count == MAX_NAMES || length > 0xFFFE) {
            return -1;
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
        }
        if (textEnd + 2 + length > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, textEnd + 2 + length));
        }
        offsets[count] = textEnd;
        hashes[count] = hash.of(utf8, offset, length);
        BatchLayout.putShort(text, textEnd, length);
        System.arraycopy(utf8, offset, text, textEnd + 2, length);
        textEnd += 2 + length;
        numbers.add(utf8, offset, length, count);
        return BatchLayout.FIRST_NAME + count++;
    }
}
