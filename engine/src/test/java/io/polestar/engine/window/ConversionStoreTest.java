package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Window;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionStoreTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;

    private final ConversionStore store = new ConversionStore(
            conversion(3, 30_000),
            new StoreSetting(List.of(Window.parse("1h")), ZoneId.of("UTC"), new HistoryFeed(row -> {})));

    ConversionStoreTest() {
        store.addCell(false);
        store.advance(NOON);
    }

    @ParameterizedTest(name = "{0} steps within {1} ms")
    @CsvSource({"2, 100", "2, 40000", "3, 3000", "3, 2000000", "4, 90000000", "8, 900000000"})
    void attemptsAndWhatTheyReachedAreThoseOfTheNaiveModelAtEveryTick(int steps, long withinMillis) throws IOException {
        SubjectTrials.run(
                setting -> new ConversionStore(conversion(steps, withinMillis), setting),
                new NaiveConversions(withinMillis),
                random -> (long) random.nextInt(steps));
    }

    @Test
    void stepsMustComeInOrderAndInTime() {
        add(0, 10_000);
        add(2, 9_000);
        add(1, 8_000);
        assertThat(totals()).containsExactly(1L, 1L, 0L);
        add(2, 7_000);
        assertThat(totals()).containsExactly(1L, 1L, 1L);
        add(0, 40_000);
        assertThat(totals()).as("the last step came 33 s after this one").containsExactly(2L, 1L, 1L);
    }

    @Test
    void theLastMomentIsInTimeAndTheNextIsNot() {
        add(0, 40_000);
        add(1, 10_000);
        assertThat(totals()).containsExactly(1L, 1L, 0L);
        add(0, 40_001);
        assertThat(totals()).containsExactly(2L, 1L, 0L);
    }

    @Test
    void twoStepsAtOneMomentDoNotFollowEachOther() {
        add(0, 5_000);
        add(1, 5_000);
        assertThat(totals()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void whatWasTakenBackNoLongerLeadsAnywhere() {
        add(0, 10_000);
        add(1, 9_000);
        add(2, 8_000);
        assertThat(store.retract(0, NOON - 9_000, 7, 1)).isTrue();
        assertThat(totals()).containsExactly(1L, 0L, 0L);
        assertThat(store.retract(0, NOON - 10_000, 7, 0)).isTrue();
        assertThat(totals()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void ofASubjectWithTooManyEventsTheOldestAreForgottenAndSoAreLaterOnesBeforeThem() {
        for (int ago = 1_500; ago > 0; ago--) {
            add(0, ago * 2);
        }
        assertThat(totals()).containsExactly(1_500L, 0L, 0L);
        assertThat(store.add(0, NOON - 2_500, 7, 0)).isFalse();
        assertThat(store.retract(0, NOON - 3_000, 7, 0)).isFalse();
        assertThat(store.retract(0, NOON - 2, 7, 0)).isTrue();
        assertThat(totals()).containsExactly(1_499L, 0L, 0L);
    }

    @Test
    void listsOfSubjectsThatAreForgottenAreUsedAgain() {
        long settled = 0;
        for (int hour = 0; hour < 60; hour++) {
            store.advance(NOON + hour * 3_600_000L);
            for (int subject = 0; subject < 5_000; subject++) {
                long key = KeyedHash.mix(1 + hour * 5_000L + subject);
                for (int event = 0; event < 1 + subject % 5; event++) {
                    store.add(0, NOON + hour * 3_600_000L - 1 - event, key, event % 3);
                }
            }
            settled = hour == 10 ? store.memoryBytes() : settled;
        }
        assertThat(store.memoryBytes()).isLessThanOrEqualTo(settled * 3 / 2);
    }

    private void add(int step, long agoMillis) {
        assertThat(store.add(0, NOON - agoMillis, 7, step)).isTrue();
    }

    private List<Long> totals() {
        return List.of(store.total(0, 0, 0), store.total(0, 0, 1), store.total(0, 0, 2));
    }

    private static Kind.Conversion conversion(int steps, long withinMillis) {
        return new Kind.Conversion(
                "subject", Collections.nCopies(steps, new EventFilter("step", Condition.ALWAYS)), withinMillis, 0);
    }
}
