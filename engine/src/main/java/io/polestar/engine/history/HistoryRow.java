package io.polestar.engine.history;

import org.jspecify.annotations.Nullable;

/**
 * What one moment adds to the history of some series. The arrays are taken over, not copied: nobody writes to them after the row
 * is made.
 *
 * <p>An additive row holds, for the second that starts at {@link #timeMillis()}, how much was counted and summed in each series; any
 * number of rows may follow for the same or an earlier second. An absolute row holds the value each series has as of
 * {@link #timeMillis()}; it stays valid until the next recorded one, and a row offered later for the same time replaces it.
 */
public final class HistoryRow implements Work {

    private final long timeMillis;
    private final boolean absolute;
    private final int size;
    private final int[] series;
    private final long[] counts;
    private final long @Nullable [] sums;

    /**
     * @param timeMillis epoch milliseconds: the second (additive) or the edge (absolute)
     * @param absolute whether {@code counts} are values as of the edge rather than deltas of the second
     * @param size how many leading elements of the arrays are used
     * @param series ordinals of the series, 0 or more
     * @param counts counts to add, or the values as of the edge
     * @param sums fixed-point sums to add; unused and possibly null in an absolute row
     * @throws IllegalArgumentException if an array is shorter than {@code size}, an additive row has no sums, or an ordinal is
     *     negative
     */
    public HistoryRow(
            long timeMillis, boolean absolute, int size, int[] series, long[] counts, long @Nullable [] sums) {
        if (size < 0 || series.length < size || counts.length < size) {
            throw new IllegalArgumentException("a row needs size series and counts, size=" + size + ", series="
                    + series.length + ", counts=" + counts.length);
        }
        if (!absolute && (sums == null || sums.length < size)) {
            throw new IllegalArgumentException("an additive row needs size sums, size=" + size + ", sums="
                    + (sums == null ? "none" : String.valueOf(sums.length)));
        }
        for (int i = 0; i < size; i++) {
            if (series[i] < 0) {
                throw new IllegalArgumentException("a series must be 0 or more, series=" + series[i]);
            }
        }
        this.timeMillis = timeMillis;
        this.absolute = absolute;
        this.size = size;
        this.series = series;
        this.counts = counts;
        this.sums = sums;
    }

    /** Deltas of the second that starts at a time. */
    public static HistoryRow additive(long timeMillis, int size, int[] series, long[] counts, long[] sums) {
        return new HistoryRow(timeMillis, false, size, series, counts, sums);
    }

    /** Values as of a time. */
    public static HistoryRow absolute(long timeMillis, int size, int[] series, long[] values) {
        return new HistoryRow(timeMillis, true, size, series, values, null);
    }

    public long timeMillis() {
        return timeMillis;
    }

    public boolean absolute() {
        return absolute;
    }

    public int size() {
        return size;
    }

    /** The ordinal of the series at a position below {@link #size()}. */
    public int series(int index) {
        return series[index];
    }

    /** The count to add, or the value as of {@link #timeMillis()}. */
    public long count(int index) {
        return counts[index];
    }

    /** The sum to add; 0 in an absolute row. */
    public long sum(int index) {
        return sums == null ? 0 : sums[index];
    }
}
