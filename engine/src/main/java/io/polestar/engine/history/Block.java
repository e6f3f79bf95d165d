package io.polestar.engine.history;

import java.util.Arrays;

/**
 * The entries of one step: a hash table from series to two numbers, open addressing with linear probing, at most half full. Written
 * by the keeper's thread only.
 */
final class Block {

    private static final int FREE = -1;
    private static final int ENTRY_BYTES = Integer.BYTES + 2 * Long.BYTES;
    private static final int FIXED_BYTES = 160;

    private int[] series;
    private long[] first;
    private long[] second;
    private int shift;
    private int size;

    Block(int expectedSize) {
        allocate(Math.max(4, Integer.highestOneBit(Math.max(1, expectedSize * 2 - 1)) * 2));
    }

    int size() {
        return size;
    }

    long bytes() {
        return FIXED_BYTES + (long) series.length * ENTRY_BYTES;
    }

    /** Adds to both numbers of a series. ArithmeticException if one overflows. */
    void add(int key, long count, long sum) {
        int slot = claim(key);
        first[slot] = Math.addExact(first[slot], count);
        second[slot] = Math.addExact(second[slot], sum);
    }

    /** Sets the value of a series unless one of a later time is there. */
    void keepNewest(int key, long value, long timeMillis) {
        int before = size;
        int slot = claim(key);
        if (size > before || timeMillis >= second[slot]) {
            first[slot] = value;
            second[slot] = timeMillis;
        }
    }

    /** The slot of a series, or a negative number. */
    int find(int key) {
        int mask = series.length - 1;
        for (int slot = home(key); ; slot = (slot + 1) & mask) {
            if (series[slot] == key) {
                return slot;
            }
            if (series[slot] == FREE) {
                return -1;
            }
        }
    }

    /** Whether there is a series with from ≤ number ≤ to; from is 0 or more. */
    boolean hasSeriesWithin(int from, int to) {
        for (int each : series) {
            if (each >= from && each <= to) {
                return true;
            }
        }
        return false;
    }

    int slots() {
        return series.length;
    }

    /** The series in a slot; negative if the slot is free. */
    int series(int slot) {
        return series[slot];
    }

    long first(int slot) {
        return first[slot];
    }

    long second(int slot) {
        return second[slot];
    }

    private int claim(int key) {
        int mask = series.length - 1;
        int slot = home(key);
        while (series[slot] != key) {
            if (series[slot] == FREE) {
                if ((size + 1) * 2 > series.length) {
                    grow();
                    return claim(key);
                }
                series[slot] = key;
                size++;
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(int key) {
        return (key * 0x9E3779B9) >>> shift;
    }

    private void grow() {
        int[] oldSeries = series;
        long[] oldFirst = first;
        long[] oldSecond = second;
        allocate(oldSeries.length * 2);
        size = 0;
        for (int i = 0; i < oldSeries.length; i++) {
            if (oldSeries[i] != FREE) {
                int slot = claim(oldSeries[i]);
                first[slot] = oldFirst[i];
                second[slot] = oldSecond[i];
            }
        }
    }

    private void allocate(int slots) {
        series = new int[slots];
        Arrays.fill(series, FREE);
        first = new long[slots];
        second = new long[slots];
        shift = Integer.numberOfLeadingZeros(slots) + 1;
    }
}
