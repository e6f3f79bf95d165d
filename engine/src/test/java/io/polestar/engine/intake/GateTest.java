package io.polestar.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final GateLimits LIMITS = new GateLimits(1_000, 24 * HOUR, HOUR, 31 * 24 * HOUR, 3);

    private final List<String> refusals = new ArrayList<>();
    private final EventBatch batch = new EventBatch();

    @Test
    void anEventMayBeAnHourAheadOfItsArrivalAndNotAMillisecondMore() {
        Gate gate = new Gate(LIMITS, false);
        event("a", NOW + HOUR);
        event("b", NOW + HOUR + 1);
        assertThat(judge(gate)).isEqualTo(1);
        assertThat(refusals).containsExactly("1 time must be at most 3600 s past its arrival");
    }

    @Test
    void anEventWithoutATimeHasThatOfItsArrival() {
        Gate gate = new Gate(LIMITS, false);
        event("a", null);
        assertThat(judge(gate)).isEqualTo(1);
        assertThat(gate.newestMillis()).isEqualTo(NOW);
    }

    @Test
    void aStreamClockTakesALeapOfAMonthAndRefusesALongerOne() {
        Gate gate = new Gate(LIMITS, true);
        long start = NOW - 100 * 24 * HOUR;
        event("a", start);
        event("b", start + 31 * 24 * HOUR);
        event("c", start + 62 * 24 * HOUR + 1);
        assertThat(judge(gate)).isEqualTo(2);
        assertThat(refusals).hasSize(1);
    }

    @Test
    void duplicatesTakeNoPlaceAmongTheEventsAhead() {
        Gate gate = new Gate(LIMITS, false);
        event("a", NOW + 1_000);
        for (int again = 0; again < 10; again++) {
            event("a", NOW + 1_000);
        }
        event("b", NOW + 1_000);
        event("c", NOW + 1_000);
        event("d", NOW + 1_000);
        assertThat(judge(gate)).isEqualTo(3);
        assertThat(gate.duplicates()).isEqualTo(10);
        assertThat(refusals).containsExactly("13 time must not be ahead of the clock while 3 events are");
    }

    @Test
    void anEventThatWasRefusedMayComeAgain() {
        Gate gate = new Gate(LIMITS, false);
        event("a", NOW + 2 * HOUR);
        assertThat(judge(gate)).isZero();
        gate.rollback();
        batch.reset();
        event("a", NOW);
        assertThat(judge(gate)).isEqualTo(1);
    }

    @Test
    void aReplayedGateKnowsIdsNewestTimeAndTheEventsAhead() {
        Gate gate = new Gate(LIMITS, false);
        event("a", NOW + 5_000);
        event("b", NOW + 6_000);
        judge(gate);
        byte[] journalled = batch.bytes().clone();
        Gate again = new Gate(LIMITS, false);
        again.replay(journalled, 1, NOW);
        assertThat(again.newestMillis()).isEqualTo(NOW + 6_000);
        batch.reset();
        event("a", NOW + 5_000);
        event("c", NOW + 5_000);
        event("d", NOW + 5_000);
        assertThat(judge(again)).isEqualTo(1);
        assertThat(again.duplicates()).isEqualTo(1);
    }

    private int judge(Gate gate) {
        batch.seal();
        return gate.judge(batch, NOW, (index, field, value, rule) -> refusals.add(index + " " + field + " " + rule));
    }

    private void event(String id, Long timeMillis) {
        batch.beginEvent();
        byte[] type = "sale".getBytes(StandardCharsets.UTF_8);
        batch.type(type, 0, type.length);
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        batch.id(utf8, 0, utf8.length);
        if (timeMillis != null) {
            batch.time(timeMillis);
        }
        batch.endEvent();
    }
}
