package io.polestar.engine.window;

import java.util.Arrays;

/**
 * One quantile of each cell in one window: how often each bucket occurs, and a finger on the bucket that holds the quantile, with the
 * number of values below it. A value more or less moves the finger by the buckets it must pass only, so reading costs next to nothing
 * however many buckets there are. One thread.
 */
final class WindowQuantile {
    private static final int ROUNDING_ULPS = 4;

    private final BucketLists lists;
    private final double share;
    private long[] counts = new long[64];
    private long[] values = new long[16];
    private long[] below = new long[16];
    private int[] finger = new int[16];

    /** @param share of a cell's values that are no greater than the quantile, more than 0 and at most 1 */
    WindowQuantile(BucketLists lists, double share) {
        this.lists = lists;
        this.share = share;
    }

    void makeRoom(int cells) {
        if (cells > values.length) {
            values = Arrays.copyOf(values, cells * 2);
            below = Arrays.copyOf(below, cells * 2);
            finger = Arrays.copyOf(finger, cells * 2);
        }
    }

    /** Counts of all pairs of a cell and a bucket. */
    long[] counts() {
        return counts;
    }

    /** A bucket has been listed in a cell at a position. */
    void listed(int cell, int position) {
        counts = Ring.withRoom(counts, lists.size());
        if (position <= finger[cell] && lists.buckets(cell) > 1) {
            finger[cell]++;
        }
    }

    /** Adds to how often a pair occurs. */
    void add(int pair, long count) {
        int cell = lists.cell(pair);
        counts[pair] += count;
        values[cell] += count;
        if (lists.bucket(pair) < lists.bucketAt(cell, finger[cell])) {
            below[cell] += count;
        }
    }

    /** Number of a cell's values. */
    long values(int cell) {
        return values[cell];
    }

    /** The least bucket that the share of a cell's values lies in or below; there are some. */
    long bucket(int cell) {
        long rank = rank(values[cell]);
        int at = finger[cell];
        long under = below[cell];
        while (under >= rank) {
            at--;
            under -= counts[lists.pairAt(cell, at)];
        }
        while (under + counts[lists.pairAt(cell, at)] < rank) {
            under += counts[lists.pairAt(cell, at)];
            at++;
        }
        finger[cell] = at;
        below[cell] = under;
        return lists.bucketAt(cell, at);
    }

    /** The share of so many, rounded up; what is whole but for the rounding of doubles stays. */
    private long rank(long all) {
        double exact = share * all;
        double near = Math.rint(exact);
        double rank = Math.abs(exact - near) <= ROUNDING_ULPS * Math.ulp(exact) ? near : Math.ceil(exact);
        return Math.max(1, Math.min(all, (long) rank));
    }

    /** Takes over counts of all pairs; fingers go to the first buckets. */
    void recount(long[] countOfPair) {
        counts = countOfPair;
        Arrays.fill(values, 0);
        Arrays.fill(below, 0);
        Arrays.fill(finger, 0);
        for (int pair = 0; pair < lists.size(); pair++) {
            values[lists.cell(pair)] += counts[pair];
        }
    }

    void clear() {
        Arrays.fill(counts, 0);
        recount(counts);
    }

    long memoryBytes() {
        return (long) counts.length * Long.BYTES + (long) values.length * (2 * Long.BYTES + Integer.BYTES);
    }
}
