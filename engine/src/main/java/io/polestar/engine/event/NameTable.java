package io.polestar.engine.event;

import java.util.Arrays;

/**
 * The names of one batch, numbered from {@link BatchLayout#FIRST_NAME} in the order of their first use.
 * Open addressing over a keyed hash; cleared with the batch. One thread.
 */
final class NameTable {
    /** A batch holds no more distinct names than this. */
    static final int MAX_NAMES = 4096;

    /** What a full table returns, as an unsigned short. */
    static final int FULL = 0xFFFF;

    private final KeyedHash hash;
    private byte[] text = new byte[1024];
    private int textEnd;
    private int[] offsets = new int[64];
    private long[] hashes = new long[64];
    private int[] slots = new int[128];
    private int count;

    NameTable(KeyedHash hash) {
        this.hash = hash;
    }

    void clear() {
        count = 0;
        textEnd = 0;
        Arrays.fill(slots, 0);
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
        if (index < 0 || index >= count) {
            return false;
        }
        int at = offsets[index];
        return BatchLayout.getShort(text, at) == length
                && Arrays.equals(text, at + 2, at + 2 + length, utf8, offset, offset + length);
    }

    /** Number of the name, 0 when it is not there. */
    int find(byte[] utf8, int offset, int length) {
        long wanted = hash.of(utf8, offset, length);
        int mask = slots.length - 1;
        for (int slot = (int) wanted & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int ref = slots[slot];
            if (hashes[ref - BatchLayout.FIRST_NAME] == wanted && is(ref, utf8, offset, length)) {
                return ref;
            }
        }
        return 0;
    }

    /** Number of the name, added when it is new; -1 when there is no room for it. */
    int intern(byte[] utf8, int offset, int length) {
        long wanted = hash.of(utf8, offset, length);
        int mask = slots.length - 1;
        int slot = (int) wanted & mask;
        for (int ref = slots[slot]; ref != 0; ref = slots[slot]) {
            if (hashes[ref - BatchLayout.FIRST_NAME] == wanted && is(ref, utf8, offset, length)) {
                return ref;
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, wanted, utf8, offset, length);
    }

    private int add(int slot, long nameHash, byte[] utf8, int offset, int length) {
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
        hashes[count] = nameHash;
        BatchLayout.putShort(text, textEnd, length);
        System.arraycopy(utf8, offset, text, textEnd + 2, length);
        textEnd += 2 + length;
        int ref = BatchLayout.FIRST_NAME + count++;
        slots[slot] = ref;
        if (count * 2 > slots.length) {
            rehash();
        }
        return ref;
    }

    private void rehash() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int index = 0; index < count; index++) {
            int slot = (int) hashes[index] & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = BatchLayout.FIRST_NAME + index;
        }
        slots = larger;
    }
}
