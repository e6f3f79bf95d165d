package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of a history, watched all the while, against what was said of them beforehand. */
@Timeout(300)
class DiskBoundTest {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "a checkpoint every {0} rows, late rows: {1}")
    @CsvSource({"60,false", "300,false", "60,true"})
    void aThousandSeriesStayWithinTheEstimateInAllTiers(int rowsPerCheckpoint, boolean late) throws Exception {
        HistoryTiers tiers = new HistoryTiers(5 * MINUTE, 2 * HOUR, 4 * DAY, 30 * DAY);
        Past past = new Past(500, 500, rowsPerCheckpoint, late ? 300 : 1);

        long most = mostBytes(tiers, past, new long[][] {{DAY, 40}, {HOUR, 100}, {MINUTE, 130}, {SECOND, 900}});

        long estimate = HistoryKeeper.estimateBytes(tiers, 500, 500);
        assertThat(most).isBetween(estimate / 4, estimate);
    }

    @ParameterizedTest(name = "a checkpoint every {0} rows")
    @CsvSource({"300", "500", "600", "601"})
    void aTierThatTurnsOverBetweenTwoCheckpointsStaysWithinTheEstimate(int rowsPerCheckpoint) throws Exception {
        HistoryTiers tiers = new HistoryTiers(10 * MINUTE, 10 * MINUTE, HOUR, DAY);

        long most = mostBytes(tiers, new Past(50, 50, rowsPerCheckpoint, 600), new long[][] {{SECOND, 4_000}});

        assertThat(most).isLessThanOrEqualTo(HistoryKeeper.estimateBytes(tiers, 50, 50));
    }

    @Test
    void theShortestTiersStayWithinTheEstimate() throws Exception {
        HistoryTiers tiers = new HistoryTiers(SECOND, MINUTE, HOUR, DAY);

        long most = mostBytes(tiers, new Past(100, 100, 2, 1), new long[][] {{SECOND, 90}, {MINUTE, 70}, {DAY, 10}});

        assertThat(most).isLessThanOrEqualTo(HistoryKeeper.estimateBytes(tiers, 100, 100));
    }

    @Test
    void theEstimateIsFourFullSets() {
        assertThat(HistoryKeeper.estimateBytes(HistoryTiers.DEFAULT, 600, 400)).isBetween(930_000_000L, 945_000_000L);
        assertThat(HistoryKeeper.estimateBytes(HistoryTiers.DEFAULT, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isPositive();
    }

    /**
     * Who is told what, how often.
     *
     * @param lateSteps at each moment a row comes too for one of that many steps before it; 1 for no late ones
     */
    private record Past(int additive, int absolute, int rowsPerCheckpoint, int lateSteps) {}

    /** Goes through phases of (milliseconds from row to row, rows), keeping two checkpoints, and tells the most bytes there ever were. */
    private long mostBytes(HistoryTiers tiers, Past past, long[][] phases) throws IOException, InterruptedException {
        AtomicLong most = new AtomicLong();
        AtomicBoolean watching = new AtomicBoolean(true);
        try (HistoryKeeper keeper = HistoryKeeper.open(directory, tiers, 0)) {
            Thread watch = new Thread(() -> {
                while (watching.get()) {
                    most.accumulateAndGet(keeper.bytesOnDisk(), Math::max);
                    LockSupport.parkNanos(100_000);
                }
            });
            watch.start();
            long time = 19_000 * DAY;
            int rows = 0;
            for (long[] phase : phases) {
                for (int i = 0; i < phase[1]; i++) {
                    time += phase[0];
                    if (past.lateSteps() > 1) {
                        offer(keeper, past, time - phase[0] * (i * 7_919L % past.lateSteps()));
                    }
                    offer(keeper, past, time);
                    rows++;
                    if (rows % past.rowsPerCheckpoint() == 0) {
                        long sequence = rows / past.rowsPerCheckpoint();
                        keeper.checkpoint(sequence).join();
                        most.accumulateAndGet(keeper.bytesOnDisk(), Math::max);
                        keeper.forgetBefore(sequence - 1);
                    }
                }
            }
            watching.set(false);
            watch.join();
        }
        return most.get();
    }

    private static void offer(HistoryKeeper keeper, Past past, long time) {
        int additive = past.additive();
        keeper.offer(HistoryRow.additive(time, additive, series(0, additive), ones(additive), ones(additive)));
        int absolute = past.absolute();
        keeper.offer(HistoryRow.absolute(time, absolute, series(additive, absolute), ones(absolute)));
    }

    private static int[] series(int first, int size) {
        int[] series = new int[size];
        for (int i = 0; i < size; i++) {
            series[i] = first + i;
        }
        return series;
    }

    private static long[] ones(int size) {
        long[] ones = new long[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
