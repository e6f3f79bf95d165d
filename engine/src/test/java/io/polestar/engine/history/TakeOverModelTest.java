package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random rows offered to two keepers, one of which takes the other over, against all of them offered to one: the same hash and the same
 * answers, whatever was checkpointed, merged and pruned meanwhile, and whichever of the two had come further.
 */
@Timeout(120)
class TakeOverModelTest {

    private static final int SERIES = 6;
    private static final int OFFSET = 20;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long START = 19_000 * DAY;

    /** Short enough that every tier loses steps within a run. */
    private static final HistoryTiers TIERS = new HistoryTiers(5 * MINUTE, HOUR, DAY, 4 * DAY);

    private static final HistoryLimits TIGHT = new HistoryLimits(40_000, 1L << 30);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theResultIsAsIfAllRowsHadBeenOfferedToOne(long seed) throws IOException {
        Random random = new Random(seed);
        // How fast the clock goes decides which tiers the run fills and which it prunes.
        long stride = new long[] {200, 5 * SECOND, 2 * MINUTE, 20 * MINUTE}[(int) (seed % 4)];
        long hash;
        long last;
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0);
                HistoryKeeper one = open("one", 0)) {
            long liveNow = START;
            long countedNow = START;
            long sequence = 0;
            for (int i = 0; i < 2_000; i++) {
                liveNow += (long) (random.nextDouble() * stride);
                offer(random, liveNow, 0, live, 0, one);
                countedNow += (long) (random.nextDouble() * stride);
                offer(random, countedNow, 0, counted, OFFSET, one);
                if (random.nextInt(200) == 0) {
                    live.checkpoint(++sequence);
                    counted.checkpoint(sequence);
                }
            }
            // Either is ahead of the other, by up to more than a tier keeps.
            long apart = (long) ((random.nextDouble() - 0.5) * 1_000 * stride);
            for (int i = 0; i < 50; i++) {
                liveNow += Math.max(0, -apart / 50);
                offer(random, liveNow, 0, live, 0, one);
                countedNow += Math.max(0, apart / 50);
                offer(random, countedNow, 0, counted, OFFSET, one);
            }

            CompletableFuture<Void> done = live.takeOver(counted, OFFSET, series -> false);
            if (random.nextBoolean()) {
                done.join();
                one.drain();
                assertSame(live, one, random, Math.max(liveNow, countedNow), stride);
            }

            for (int i = 0; i < 200; i++) {
                liveNow += (long) (random.nextDouble() * stride);
                int offset = random.nextBoolean() ? OFFSET : 0;
                offer(random, liveNow, offset, live, offset, one);
            }
            live.drain();
            one.drain();
            assertSame(live, one, random, Math.max(liveNow, countedNow), stride);
            live.checkpoint(++sequence).join();
            assertSame(live, one, random, Math.max(liveNow, countedNow), stride);
            hash = one.stateHash();
            last = sequence;
        }
        try (HistoryKeeper reopened = open("live", last)) {
            assertThat(reopened.stateHash()).isEqualTo(hash);
        }
    }

    private static void assertSame(HistoryKeeper live, HistoryKeeper one, Random random, long now, long stride) {
        assertThat(live.stateHash()).isEqualTo(one.stateHash());
        for (int i = 0; i < 300; i++) {
            int series = random.nextInt(OFFSET + SERIES);
            long from = now - (long) (random.nextDouble() * 2_500 * stride);
            long to = from + (long) (random.nextDouble() * (now - from + stride));
            assertThat(live.total(series, from, to)).isEqualTo(one.total(series, from, to));
            assertThat(live.last(series, new long[] {from, to}))
                    .containsExactly(one.last(series, new long[] {from, to}));
            assertThat(live.stepMillis(from)).isEqualTo(one.stepMillis(from));
        }
    }

    /** The same random row to two keepers, under numbers of each. One in five is late, some beyond what tiers keep. */
    private static void offer(
            Random random, long now, int offset, HistoryKeeper keeper, int offsetInOne, HistoryKeeper one) {
        long time = random.nextInt(5) > 0 ? now : now - (long) (Math.pow(random.nextDouble(), 4) * 2 * DAY);
        time -= Math.floorMod(time, SECOND);
        boolean absolute = random.nextBoolean();
        int size = 1 + random.nextInt(SERIES);
        int first = random.nextInt(SERIES - size + 1);
        long[] counts = random.longs(size, 0, 100).toArray();
        if (absolute && random.nextInt(4) == 0) {
            counts[0] = Long.MIN_VALUE;
        }
        long[] sums = random.longs(size, -1_000, 1_000).toArray();
        keeper.offer(row(time, absolute, first + offset, counts, sums));
        one.offer(row(time, absolute, first + offsetInOne, counts, sums));
    }

    private static HistoryRow row(long time, boolean absolute, int first, long[] counts, long[] sums) {
        int[] series = new int[counts.length];
        for (int i = 0; i < series.length; i++) {
            series[i] = first + i;
        }
        return new HistoryRow(time, absolute, series.length, series, counts, absolute ? null : sums);
    }

    private HistoryKeeper open(String name, long checkpoint) throws IOException {
        return HistoryKeeper.open(directory.resolve(name), TIERS, checkpoint, TIGHT);
    }
}
