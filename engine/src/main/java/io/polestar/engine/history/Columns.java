package io.polestar.engine.history;

import java.nio.LongBuffer;
import java.util.Arrays;

/** A growable list of entries of one series in three parallel columns: step, first number, second number. Single-threaded. */
final class Columns {

    private long[] steps = new long[16];
    private long[] first = new long[16];
    private long[] second = new long[16];
    private int size;

    int size() {
        return size;
    }

    long step(int index) {
        return steps[index];
    }

    long first(int index) {
        return first[index];
    }

    long second(int index) {
        return second[index];
    }

    /** The steps, as a view to read at once. */
    LongBuffer steps() {
        return LongBuffer.wrap(steps, 0, size);
    }

    LongBuffer firstNumbers() {
        return LongBuffer.wrap(first, 0, size);
    }

    LongBuffer secondNumbers() {
        return LongBuffer.wrap(second, 0, size);
    }

    void clear() {
        size = 0;
    }

    void add(long step, long firstNumber, long secondNumber) {
        reserve(size + 1);
        steps[size] = step;
        first[size] = firstNumber;
        second[size] = secondNumber;
        size++;
    }

    /** Appends entries that lie in three columns of a buffer of longs, one behind the other. */
    void addColumns(LongBuffer from, int entries) {
        reserve(size + entries);
        from.get(steps, size, entries).get(first, size, entries).get(second, size, entries);
        size += entries;
    }

    void addAll(Columns other) {
        addRange(other, 0, other.size);
    }

    /** Becomes the fold of two lists that each ascend by step; on equal steps the second list is the later written. */
    void fold(Columns older, Columns newer, SeriesKind kind) {
        size = 0;
        reserve(older.size + newer.size);
        int i = 0;
        int j = 0;
        while (i < older.size && j < newer.size) {
            if (older.steps[i] < newer.steps[j]) {
                add(older.steps[i], older.first[i], older.second[i]);
                i++;
            } else if (older.steps[i] > newer.steps[j]) {
                add(newer.steps[j], newer.first[j], newer.second[j]);
                j++;
            } else {
                foldOne(older, i++, newer, j++, kind);
            }
        }
        addRange(older, i, older.size);
        addRange(newer, j, newer.size);
    }

    /** Forgets the entries before a step; of an absolute series the last of them stays, so that its value carries forward. */
    void dropBefore(long step, SeriesKind kind) {
        int found = Arrays.binarySearch(steps, 0, size, step);
        int from = found < 0 ? -found - 1 : found;
        if (kind == SeriesKind.ABSOLUTE && from > 0) {
            from--;
        }
        if (from > 0) {
            size -= from;
            System.arraycopy(steps, from, steps, 0, size);
            System.arraycopy(first, from, first, 0, size);
            System.arraycopy(second, from, second, 0, size);
        }
    }

    private void foldOne(Columns older, int i, Columns newer, int j, SeriesKind kind) {
        long step = older.steps[i];
        if (kind == SeriesKind.ADDITIVE) {
            add(step, Math.addExact(older.first[i], newer.first[j]), Math.addExact(older.second[i], newer.second[j]));
        } else if (newer.second[j] >= older.second[i]) {
            add(step, newer.first[j], newer.second[j]);
        } else {
            add(step, older.first[i], older.second[i]);
        }
    }

    private void addRange(Columns other, int from, int to) {
        int length = to - from;
        reserve(size + length);
        System.arraycopy(other.steps, from, steps, size, length);
        System.arraycopy(other.first, from, first, size, length);
        System.arraycopy(other.second, from, second, size, length);
        size += length;
    }

    private void reserve(int needed) {
        if (needed > steps.length) {
            int capacity = Math.max(needed, steps.length * 2);
            steps = Arrays.copyOf(steps, capacity);
            first = Arrays.copyOf(first, capacity);
            second = Arrays.copyOf(second, capacity);
        }
    }
}
