package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.util.Arrays;

/** The numbers that pairs of segments have been given: open addressing, no boxing. One thread. */
final class PairSegments {
    private static final long EMPTY = -1;

    private long[] keys = new long[32];
    private int[] numbers = new int[32];
    private int size;

    PairSegments() {
        Arrays.fill(keys, EMPTY);
    }

    /** Number of a pair, -1 when it has none yet. */
    int find(int first, int second) {
        int slot = slot(key(first, second));
        return keys[slot] == EMPTY ? -1 : numbers[slot];
    }

    void put(int first, int second, int number) {
        if (++size * 2 > keys.length) {
            grow();
        }
        int slot = slot(key(first, second));
        keys[slot] = key(first, second);
        numbers[slot] = number;
    }

    private static long key(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }

    /** Where a pair is, or would be. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) KeyedHash.mix(key) & mask;
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[keys.length];
        Arrays.fill(keys, EMPTY);
        for (int at = 0; at < oldKeys.length; at++) {
            if (oldKeys[at] != EMPTY) {
                int slot = slot(oldKeys[at]);
                keys[slot] = oldKeys[at];
                numbers[slot] = oldNumbers[at];
            }
        }
    }
}
