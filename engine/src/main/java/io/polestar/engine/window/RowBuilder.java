package io.polestar.engine.window;

import io.polestar.engine.history.HistoryRow;
import java.util.Arrays;

/** Collects the entries of one history row; its arrays are reused, the finished row has its own. One thread. */
final class RowBuilder {
    private int[] series = new int[16];
    private long[] counts = new long[16];
    private long[] sums = new long[16];
    private int size;

    void add(int seriesNumber, long count, long sum) {
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
            sums = Arrays.copyOf(sums, size * 2);
        }
        series[size] = seriesNumber;
        counts[size] = count;
        sums[size++] = sum;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The row of what was collected; the builder is empty again. */
    HistoryRow finish(long timeMillis, boolean absolute) {
        HistoryRow row = new HistoryRow(
                timeMillis,
                absolute,
                size,
                Arrays.copyOf(series, size),
                Arrays.copyOf(counts, size),
                absolute ? null : Arrays.copyOf(sums, size));
        size = 0;
        return row;
    }
}
