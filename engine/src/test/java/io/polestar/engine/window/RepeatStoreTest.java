package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Window;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatStoreTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;

    @ParameterizedTest(name = "{0} times")
    @ValueSource(ints = {2, 3, 16})
    void countsOfEventsAreThoseOfTheNaiveModelAtEveryTick(int times) throws IOException {
        SubjectTrials.run(
                setting -> new RepeatStore(repeat(times, null), setting), new NaiveRepeats(times, false), random -> 0L);
    }

    @ParameterizedTest(name = "{0} values")
    @ValueSource(ints = {2, 4})
    void countsOfDistinctValuesAreThoseOfTheNaiveModelAtEveryTick(int times) throws IOException {
        SubjectTrials.run(
                setting -> new RepeatStore(repeat(times, "invoice"), setting),
                new NaiveRepeats(times, true),
                random -> KeyedHash.mix(1 + random.nextInt(6)));
    }

    @Test
    void aSecondEventMakesARepeaterUntilTheFirstLeavesTheWindow() {
        RepeatStore store = store(2, null);
        store.add(0, NOON - 50_000, 7, 0);
        store.add(0, NOON - 10_000, 7, 0);
        assertThat(store.total(0, 0, 0)).isEqualTo(1);
        assertThat(store.total(0, 0, 1)).isEqualTo(1);
        store.advance(NOON + 20_000);
        assertThat(store.total(0, 0, 0)).isEqualTo(1);
        assertThat(store.total(0, 0, 1)).isZero();
    }

    @Test
    void linesOfOneInvoiceAreOnePurchase() {
        RepeatStore store = store(2, "invoice");
        store.add(0, NOON - 3_000, 7, 100);
        store.add(0, NOON - 2_000, 7, 100);
        assertThat(store.total(0, 0, 1)).isZero();
        store.add(0, NOON - 1_000, 7, 200);
        assertThat(store.total(0, 0, 1)).isEqualTo(1);
    }

    @Test
    void whatIsBehindTheNewestEventsCannotBeTakenBackAndSaysSo() {
        RepeatStore store = store(2, null);
        for (long ago = 5_000; ago > 0; ago -= 1_000) {
            store.add(0, NOON - ago, 7, 0);
        }
        assertThat(store.retract(0, NOON - 1_000, 7, 0)).isFalse();
        assertThat(store.retract(0, NOON - 4_000, 7, 0)).isTrue();
        assertThat(store.total(0, 0, 1)).isEqualTo(1);
    }

    @Test
    void aSubjectTakesNoMoreBytesThanStated() {
        assertThat(bytesASubject(2, null)).isLessThan(16 * 1.93);
        assertThat(bytesASubject(2, "invoice")).isLessThan(32 * 1.93);
    }

    private static double bytesASubject(int times, @Nullable String distinct) {
        RepeatStore store = store(times, distinct);
        double most = 0;
        for (int subject = 1; subject <= 400_000; subject++) {
            store.add(0, NOON - 1, KeyedHash.mix(subject), 5);
            most = subject > 100_000 && subject % 1_000 == 0
                    ? Math.max(most, (double) store.memoryBytes() / subject)
                    : most;
        }
        return most;
    }

    private static RepeatStore store(int times, @Nullable String distinct) {
        RepeatStore store = new RepeatStore(
                repeat(times, distinct),
                new StoreSetting(List.of(Window.parse("1m")), ZoneId.of("UTC"), new HistoryFeed(row -> {})));
        store.addCell(false);
        store.advance(NOON);
        return store;
    }

    private static Kind.Repeat repeat(int times, @Nullable String distinct) {
        return new Kind.Repeat(new EventFilter("sale", Condition.ALWAYS), "subject", times, distinct);
    }
}
