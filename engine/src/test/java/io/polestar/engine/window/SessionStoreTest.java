package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Window;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStoreTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;

    private final SessionStore store = new SessionStore(
            session(30_000),
            new StoreSetting(List.of(Window.parse("1h")), ZoneId.of("UTC"), new HistoryFeed(row -> {})));

    SessionStoreTest() {
        store.addCell(false);
        store.advance(NOON);
    }

    @ParameterizedTest(name = "a gap of {0} ms")
    @ValueSource(longs = {100, 5_000, 600_000, 20_000_000, 200_000_000})
    void sessionsAndTheirTimeAreThoseOfTheNaiveModelAtEveryTick(long gapMillis) throws IOException {
        SubjectTrials.run(
                setting -> new SessionStore(session(gapMillis), setting), new NaiveSessions(gapMillis), random -> 0L);
    }

    @Test
    void aPauseLongerThanTheGapBeginsASession() {
        add(100_000);
        add(70_000);
        assertThat(totals()).containsExactly(1L, 30_000L);
        add(39_999);
        assertThat(totals()).containsExactly(2L, 30_000L);
    }

    @Test
    void aLateEventJoinsTwoSessionsAndTakingItBackSplitsThemAgain() {
        add(100_000);
        add(50_000);
        assertThat(totals()).containsExactly(2L, 0L);
        add(75_000);
        assertThat(totals()).containsExactly(1L, 50_000L);
        assertThat(store.retract(0, NOON - 75_000, 7, 0)).isTrue();
        assertThat(totals()).containsExactly(2L, 0L);
    }

    @Test
    void ofASubjectWithTooManyEventsWhatTheOldestCountedForStays() {
        for (int ago = 1_500; ago > 0; ago--) {
            add(ago * 1_000);
        }
        assertThat(totals()).containsExactly(1L, 1_499_000L);
        assertThat(store.add(0, NOON - 1_200_500, 7, 0)).isFalse();
        assertThat(store.retract(0, NOON - 1_000_000, 7, 0)).isFalse();
        assertThat(store.retract(0, NOON - 999_000, 7, 0)).isTrue();
        assertThat(totals()).containsExactly(1L, 1_499_000L);
    }

    private void add(long agoMillis) {
        assertThat(store.add(0, NOON - agoMillis, 7, 0)).isTrue();
    }

    private List<Long> totals() {
        return List.of(store.total(0, 0, 0), store.total(0, 0, 1));
    }

    private static Kind.Session session(long gapMillis) {
        return new Kind.Session(
                new EventFilter("visit", Condition.ALWAYS), "subject", gapMillis, Kind.Session.Measure.COUNT);
    }
}
