package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The buckets that have occurred in each cell. Every pair of a cell and a bucket has a number, given in the order of occurrence; a
 * cell's are also listed in the order of their values. Only what occurs takes memory: 24 to 36 bytes a pair. One thread.
 */
final class BucketLists {
    private long[][] buckets = new long[16][];
    private int[][] pairs = new int[16][];
    private int[] sizes = new int[16];
    private int cells;

    private long[] bucketOfPair = new long[64];
    private int[] cellOfPair = new int[64];
    private int size;

    void addCell() {
        if (cells == buckets.length) {
            buckets = Arrays.copyOf(buckets, cells * 2);
            pairs = Arrays.copyOf(pairs, cells * 2);
            sizes = Arrays.copyOf(sizes, cells * 2);
        }
        buckets[cells] = new long[4];
        pairs[cells] = new int[4];
        cells++;
    }

    /** Number of pairs. */
    int size() {
        return size;
    }

    long bucket(int pair) {
        return bucketOfPair[pair];
    }

    int cell(int pair) {
        return cellOfPair[pair];
    }

    /** Number of a cell's buckets. */
    int buckets(int cell) {
        return sizes[cell];
    }

    /** A cell's bucket at a position in the order of values. */
    long bucketAt(int cell, int position) {
        return buckets[cell][position];
    }

    /** The pair of a cell's bucket at a position in the order of values. */
    int pairAt(int cell, int position) {
        return pairs[cell][position];
    }

    /**
     * Where a bucket is in the order of its cell's.
     *
     * @return its position; if it has not occurred, less than 0: minus the position where it belongs, minus 1
     */
    int find(int cell, long bucket) {
        return Arrays.binarySearch(buckets[cell], 0, sizes[cell], bucket);
    }

    /** Lists a bucket that has not occurred yet, at the position where it belongs. */
    void insert(int cell, int position, long bucket) {
        int length = sizes[cell];
        if (length == buckets[cell].length) {
            buckets[cell] = Arrays.copyOf(buckets[cell], length * 2);
            pairs[cell] = Arrays.copyOf(pairs[cell], length * 2);
        }
        System.arraycopy(buckets[cell], position, buckets[cell], position + 1, length - position);
        System.arraycopy(pairs[cell], position, pairs[cell], position + 1, length - position);
        buckets[cell][position] = bucket;
        pairs[cell][position] = size;
        sizes[cell]++;
        append(cell, bucket);
    }

    private void append(int cell, long bucket) {
        if (size == bucketOfPair.length) {
            bucketOfPair = Arrays.copyOf(bucketOfPair, size + size / 2);
            cellOfPair = Arrays.copyOf(cellOfPair, size + size / 2);
        }
        bucketOfPair[size] = bucket;
        cellOfPair[size] = cell;
        size++;
    }

    /** Hash of a pair, whatever its number. */
    long hash(int pair) {
        return KeyedHash.combine(bucketOfPair[pair], cellOfPair[pair]);
    }

    long memoryBytes() {
        long listed = 0;
        for (int cell = 0; cell < cells; cell++) {
            listed += buckets[cell].length;
        }
        return (listed + bucketOfPair.length) * (Long.BYTES + Integer.BYTES);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int pair = 0; pair < size; pair++) {
            out.writeInt(cellOfPair[pair]);
            out.writeLong(bucketOfPair[pair]);
        }
    }

    /** Takes up what {@link #writeTo} wrote; all cells are there, and empty. */
    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            int cell = in.readInt();
            long bucket = in.readLong();
            insert(cell, -find(cell, bucket) - 1, bucket);
        }
    }
}
