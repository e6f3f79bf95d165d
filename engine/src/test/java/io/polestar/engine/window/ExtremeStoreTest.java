package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Window;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtremeStoreTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long DAY = 86_400_000;
    private static final long NOON = 1_700_000_000_000L / DAY * DAY + DAY / 2;
    private static final List<String> WINDOWS =
            List.of("10s", "1m", "90s", "1h", "1d", "today", "week", "month", "year");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theLeastValueIsThatOfTheEventsInTheWindow(long seed) throws Exception {
        StoreTrial trial = trial(
                seed,
                ExtremeStore.Of.LEAST,
                (events, from, to, column) -> values(events, from, to).min().orElse(Cells.UNKNOWN));
        assertThat(trial.retracted()).isPositive();
        assertThat(trial.refusedToRetract()).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theGreatestValueIsThatOfTheEventsInTheWindow(long seed) throws Exception {
        trial(
                seed,
                ExtremeStore.Of.GREATEST,
                (events, from, to, column) -> values(events, from, to).max().orElse(Cells.UNKNOWN));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theNewestValueIsThatOfTheLatestEventAndOfTwoAtOneTimeOfTheLaterJournalled(long seed) throws Exception {
        trial(seed, ExtremeStore.Of.NEWEST, ExtremeStoreTest::newest);
    }

    private static StoreTrial trial(long seed, ExtremeStore.Of of, StoreTrial.Naive naive) throws Exception {
        long start =
                LocalDateTime.of(2024, 10, 26, 20, 0).atZone(BERLIN).toInstant().toEpochMilli();
        StoreTrial trial =
                new StoreTrial(seed, BERLIN, WINDOWS, setting -> new ExtremeStore(setting, of), naive, start);
        StoreTrial.Traffic traffic = (random, time) -> new long[] {0, value(random)};
        trial.run(300, 20_000, 100_000, traffic);
        trial.run(300, DAY, 2 * DAY, traffic);
        assertThat(trial.rows()).isPositive();
        assertThat(trial.told()).isGreaterThan(1_000);
        return trial;
    }

    private static long value(Random random) {
        return random.nextInt(3) == 0 ? random.nextLong() >> 2 : random.nextInt(41) - 20;
    }

    private static LongStream values(List<StoreTrial.Counted> events, long from, long to) {
        return events.stream()
                .filter(event -> event.timeMillis() >= from && event.timeMillis() < to)
                .mapToLong(StoreTrial.Counted::value);
    }

    private static long newest(List<StoreTrial.Counted> events, long from, long to, int column) {
        long newest = Long.MIN_VALUE;
        long value = Cells.UNKNOWN;
        for (StoreTrial.Counted event : events) {
            if (event.timeMillis() >= from && event.timeMillis() < to && event.timeMillis() >= newest) {
                newest = event.timeMillis();
                value = event.value();
            }
        }
        return value;
    }

    @Test
    void zeroIsAValueAndNothingIsNone() {
        Store store = greatest();
        assertThat(store.total(0, 0, 0)).isEqualTo(Cells.UNKNOWN);
        store.add(0, NOON - 1, 0, 0);
        assertThat(store.total(0, 0, 0)).isZero();
        store.advance(NOON + 61_000);
        assertThat(store.total(0, 0, 0)).isEqualTo(Cells.UNKNOWN);
    }

    @Test
    void anEventThatOthersOutdoInItsPaneIsTakenBackAndTheHighestIsNot() {
        Store store = greatest();
        store.add(0, NOON - 1, 0, 7);
        store.add(0, NOON - 2, 0, 9);
        assertThat(store.retract(0, NOON - 1, 0, 7)).isTrue();
        assertThat(store.retract(0, NOON - 2, 0, 9)).isFalse();
        assertThat(store.total(0, 0, 0)).isEqualTo(9);
    }

    @Test
    void onlyCellsWhoseValueChangedAreToBePublished() {
        Store store = greatest();
        store.add(0, NOON - 1, 0, 7);
        store.flush();
        assertThat(store.unpublished().size()).isEqualTo(1);
        store.unpublished().clear();
        store.add(0, NOON - 1, 0, 5);
        store.flush();
        assertThat(store.unpublished().size()).isZero();
    }

    private static Store greatest() {
        StoreSetting setting = new StoreSetting(List.of(Window.parse("1m")), BERLIN, new HistoryFeed(row -> {}));
        Store store = new ExtremeStore(setting, ExtremeStore.Of.GREATEST);
        store.addCell(false);
        store.advance(NOON);
        return store;
    }
}
