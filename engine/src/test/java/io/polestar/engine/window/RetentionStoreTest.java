package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Window;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionStoreTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final List<String> ZONES = List.of("Europe/Berlin", "UTC", "Antarctica/Troll", "America/New_York");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void dailyCohortsAndTheirReturnsAreThoseOfTheEvents(long seed) throws Exception {
        run(seed, CalendarPeriod.DAY, (int) seed, List.of("3d", "10d", "28d", "month"), DAY);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void weeklyCohortsAndTheirReturnsAreThoseOfTheEvents(long seed) throws Exception {
        run(seed, CalendarPeriod.WEEK, 1, List.of("28d", "quarter"), 3 * DAY);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void monthlyCohortsAndTheirReturnsAreThoseOfTheEvents(long seed) throws Exception {
        run(seed, CalendarPeriod.MONTH, 2, List.of("quarter", "year"), 9 * DAY);
    }

    /** Subjects come and go for a while each, some for longer than anything is kept. */
    private static void run(long seed, CalendarPeriod period, int after, List<String> windows, long stepMillis)
            throws Exception {
        ZoneId zone = ZoneId.of(ZONES.get((int) seed % ZONES.size()));
        NaiveRetention naive = new NaiveRetention(period, after, zone, windows);
        long start = start(LocalDate.of(2024, 10, 20), zone) + 5;
        StoreTrial trial = new StoreTrial(
                seed, zone, windows, setting -> new RetentionStore(period, after, setting), naive, start);
        StoreTrial.Traffic traffic =
                (random, time) -> new long[] {1 + random.nextInt(random.nextBoolean() ? 10 : 60), value(random)};
        trial.run(500, stepMillis, 12 * stepMillis, traffic);
        assertThat(trial.rows()).isPositive();
        assertThat(trial.told()).isGreaterThan(500);
        assertThat(trial.retracted() + trial.refusedToRetract()).isPositive();
        checkTable(trial, naive);
    }

    private static long value(Random random) {
        return random.nextInt(4) == 0 ? Feeding.FIRST : random.nextInt(4) == 0 ? 3 : Feeding.BACK;
    }

    private static void checkTable(StoreTrial trial, NaiveRetention naive) {
        trial.store().publish(1_000, false);
        CohortTable table = trial.store().cohorts();
        assertThat(table).isNotNull();
        assertThat(table.clockMillis()).isLessThanOrEqualTo(trial.clock());
        assertThat(table.cohorts()).isNotEmpty();
        for (int index = 0; index < table.cohorts().size(); index++) {
            CohortTable.Cohort cohort = table.cohorts().get(index);
            assertThat(cohort.subjects()).isEqualTo(naive.ofCohort(trial.kept(0), cohort.firstDay(), -1));
            for (int later = 0; later < table.periodsBegun(index); later++) {
                assertThat(cohort.returned(later)).isEqualTo(naive.ofCohort(trial.kept(0), cohort.firstDay(), later));
            }
        }
    }

    private static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private final long monday = start(LocalDate.of(2024, 10, 21), BERLIN);

    @Test
    void aCohortCountsOnceItsPeriodOfReturnIsOver() {
        Store store = daily(1);
        store.advance(monday + HOUR);
        store.add(0, monday, 7, Feeding.FIRST);
        store.advance(monday + DAY + HOUR);
        store.add(0, monday + DAY, 7, Feeding.BACK);
        assertThat(store.total(0, 0, 0)).isZero();
        assertThat(store.nextEdgeMillis()).isLessThanOrEqualTo(monday + 2 * DAY);
        store.advance(monday + 2 * DAY);
        assertThat(store.total(0, 0, 0)).isEqualTo(1);
        assertThat(store.total(0, 0, 1)).isEqualTo(1);
    }

    @Test
    void aReturnThatCameBeforeTheLateFirstEventCounts() {
        Store store = daily(1);
        store.advance(monday + 2 * DAY + HOUR);
        store.add(0, monday + DAY, 7, Feeding.BACK);
        assertThat(store.total(0, 0, 0)).isZero();
        store.add(0, monday, 7, Feeding.FIRST);
        assertThat(store.total(0, 0, 0)).isEqualTo(1);
        assertThat(store.total(0, 0, 1)).isEqualTo(1);
    }

    @Test
    void anEarlierFirstEventMovesTheSubjectToTheEarlierCohort() {
        Store store = daily(2);
        store.advance(monday + 6 * DAY + 2 * HOUR);
        store.add(0, monday + 2 * DAY, 7, Feeding.FIRST);
        store.add(0, monday + 2 * DAY, 7, Feeding.BACK);
        store.add(0, monday, 7, Feeding.FIRST);
        store.publish(0, false);
        CohortTable table = store.cohorts();
        assertThat(table).isNotNull();
        assertThat(table.cohorts().get(0).firstDay()).isEqualTo(LocalDate.of(2024, 10, 21));
        assertThat(table.cohorts().get(0).returned(2)).isEqualTo(1);
        assertThat(table.cohorts().get(2).subjects()).isZero();
        assertThat(store.total(0, 0, 1)).isEqualTo(1);
    }

    @Test
    void whoStaysAwayForLongerThanIsKeptComesAnew() {
        Store store = daily(1);
        store.advance(monday + HOUR);
        store.add(0, monday, 7, Feeding.FIRST);
        store.advance(monday + 40 * DAY);
        store.add(0, monday + 39 * DAY, 7, Feeding.FIRST);
        store.advance(monday + 42 * DAY);
        assertThat(store.total(0, 0, 0)).isEqualTo(1);
        assertThat(store.add(0, monday, 7, Feeding.FIRST)).isFalse();
    }

    @Test
    void aLaterFirstEventIsTakenBackAndTheOnlyOneIsNot() {
        Store store = daily(1);
        store.advance(monday + 5 * DAY);
        store.add(0, monday, 7, Feeding.FIRST);
        store.add(0, monday + DAY, 7, Feeding.FIRST);
        store.add(0, monday + 2 * DAY, 7, Feeding.BACK);
        assertThat(store.retract(0, monday + DAY, 7, Feeding.FIRST)).isTrue();
        assertThat(store.retract(0, monday, 7, Feeding.FIRST)).isFalse();
        assertThat(store.retract(0, monday + 2 * DAY, 7, Feeding.BACK)).isFalse();
    }

    @Test
    void theTableIsMadeAtMostOnceASecondAndOnlyWhenSomethingChanged() {
        Store store = daily(1);
        store.advance(monday + HOUR);
        store.add(0, monday, 7, Feeding.FIRST);
        store.publish(5_000, false);
        CohortTable first = store.cohorts();
        store.publish(7_000, false);
        assertThat(store.cohorts()).isSameAs(first);
        store.add(0, monday, 8, Feeding.FIRST);
        store.publish(7_500, false);
        CohortTable second = store.cohorts();
        assertThat(second).isNotSameAs(first);
        store.add(0, monday, 9, Feeding.FIRST);
        store.publish(8_499, false);
        assertThat(store.cohorts()).isSameAs(second);
        store.publish(8_500, false);
        assertThat(store.cohorts()).isNotSameAs(second);
    }

    @Test
    void theTableIsMadeAtOnceWhenNothingMayComeForLong() {
        Store store = daily(1);
        store.advance(monday + HOUR);
        store.add(0, monday, 7, Feeding.FIRST);
        store.publish(5_000, false);
        store.add(0, monday, 8, Feeding.FIRST);
        store.publish(5_000, true);
        CohortTable quiet = store.cohorts();
        assertThat(quiet.cohorts().get(0).subjects()).isEqualTo(2);
        store.publish(5_000, true);
        assertThat(store.cohorts()).isSameAs(quiet);
    }

    private static Store daily(int after) {
        StoreSetting setting = new StoreSetting(List.of(Window.parse("28d")), BERLIN, new HistoryFeed(row -> {}));
        Store store = new RetentionStore(CalendarPeriod.DAY, after, setting);
        store.addCell(false);
        return store;
    }
}
