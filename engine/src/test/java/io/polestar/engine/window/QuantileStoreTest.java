package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Window;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileStoreTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long NOON = 1_700_000_000_000L / DAY * DAY + DAY / 2;
    private static final double[] SHARES = {0.5, 0.9, 0.99, 0.07, 1, 0.001};

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theQuantileOfEventsIsThatOfTheirSortedValuesInItsBucket(long seed) throws Exception {
        StoreTrial trial = trial(seed, false, List.of("10s", "1m", "90s", "1h", "1d", "today", "month"));
        StoreTrial.Traffic traffic = (random, time) -> new long[] {0, value(random)};
        trial.run(300, 20_000, 100_000, traffic);
        trial.run(300, DAY, 2 * DAY, traffic);
        assertThat(trial.told()).isGreaterThan(1_000);
        assertThat(trial.retracted()).isPositive();
        assertThat(trial.refusedToRetract()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theQuantileOfEntitiesIsThatOfTheirSumsWhereTheirEarliestEventsAre(long seed) throws Exception {
        StoreTrial trial = trial(seed, true, List.of("1m", "1h", "1d", "today", "week"));
        trial.run(400, 20_000, 100_000, (random, time) ->
                new long[] {1 + time / 30_000 * 4 + random.nextInt(4), value(random) >> 8});
        trial.run(400, DAY / 4, 2 * DAY, (random, time) ->
                new long[] {1 + time / HOUR * 4 + random.nextInt(4), value(random) >> 8});
        assertThat(trial.told()).isGreaterThan(1_000);
        assertThat(trial.retracted()).isPositive();
        assertThat(trial.refusedToRetract()).isPositive();
    }

    private static StoreTrial trial(long seed, boolean byEntity, List<String> windows) {
        double share = SHARES[(int) seed % SHARES.length];
        long start =
                LocalDateTime.of(2024, 10, 26, 20, 0).atZone(BERLIN).toInstant().toEpochMilli();
        return new StoreTrial(
                seed,
                BERLIN,
                windows,
                setting -> new QuantileStore(share, byEntity, setting),
                new NaiveQuantile(share, byEntity),
                start);
    }

    private static long value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong() >> (2 + random.nextInt(60));
            case 1 -> random.nextInt(41) - 20;
            default -> random.nextInt(100_000);
        };
    }

    @Test
    void whatIsToldIsAtMostFourThousandthsOff() {
        ValueBuckets buckets = new ValueBuckets();
        Random random = new Random(9);
        for (int round = 0; round < 100_000; round++) {
            long value = random.nextLong() >> (1 + random.nextInt(62));
            long told = buckets.middle(buckets.of(value));
            assertThat(told).isEqualTo(NaiveQuantile.told(value));
            assertThat((double) Math.abs(told - value)).isLessThanOrEqualTo(Math.abs(value) / 256.0);
        }
    }

    @Test
    void bucketsAreInTheOrderOfTheirValues() {
        ValueBuckets buckets = new ValueBuckets();
        for (long value = -3_000; value < 3_000; value++) {
            assertThat(buckets.of(value)).isLessThanOrEqualTo(buckets.of(value + 1));
        }
    }

    @Test
    void aPaneHoldsOnlyTheBucketsThatOccur() {
        Store store = store(false, "1d");
        long empty = store.memoryBytes();
        for (int event = 0; event < 100_000; event++) {
            store.add(0, NOON - 1 - event % 60_000, 0, 1_000 + event % 50);
        }
        assertThat(store.memoryBytes() - empty).isLessThan(4_000);
    }

    @Test
    void everyValueThereIsTakesNoMoreThanAllBucketsTogether() {
        Store store = store(false, "1d");
        Random random = new Random(1);
        for (int event = 0; event < 500_000; event++) {
            store.add(0, NOON - 1, 0, random.nextLong() >> (2 + random.nextInt(61)));
        }
        int all = 2 * (256 + 128 * 54);
        assertThat(store.memoryBytes()).isLessThan(all * (36 + 43 + 12L));
    }

    @Test
    void anInvoicesLateFirstLineMovesItToTheEarlierPane() {
        Store store = store(true, "1m", "1h");
        store.add(0, NOON - 1, 7, 100);
        assertThat(store.total(0, 0, 0)).isEqualTo(100);
        store.add(0, NOON - 120_000, 7, 50);
        assertThat(store.total(0, 0, 0)).isEqualTo(Cells.UNKNOWN);
        assertThat(store.total(1, 0, 0)).isEqualTo(150);
    }

    @Test
    void aSumBeyondSixtyFourBitsIsAnErrorFromThenOn() {
        Store store = store(true, "1m");
        for (int line = 0; line < 3; line++) {
            store.add(0, NOON - 1, 7, Long.MAX_VALUE / 2);
        }
        assertThat(store.total(0, 0, 0)).isEqualTo(Cells.UNKNOWN);
    }

    private static Store store(boolean byEntity, String... windows) {
        StoreSetting setting = new StoreSetting(
                List.of(windows).stream().map(Window::parse).toList(), BERLIN, new HistoryFeed(row -> {}));
        Store store = new QuantileStore(0.5, byEntity, setting);
        store.addCell(false);
        store.advance(NOON);
        return store;
    }
}
