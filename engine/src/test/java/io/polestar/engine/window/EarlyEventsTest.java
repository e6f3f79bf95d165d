package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EarlyEventsTest {
    private final EarlyEvents early = new EarlyEvents();
    private final List<Long> times = new ArrayList<>();

    @Test
    void theyComeOutEarliestFirstAndOnlyOnceTheClockHasPassedThem() {
        Random random = new Random(4);
        for (int event = 0; event < 1_000; event++) {
            early.add(0, 0, random.nextInt(500), 0, 0, false);
        }
        early.releaseBefore(250, (store, cell, time, key, value, retracts) -> times.add(time));
        assertThat(times).isSorted().allMatch(time -> time < 250);
        assertThat(early.earliestMillis()).isGreaterThanOrEqualTo(250);
        early.releaseBefore(500, (store, cell, time, key, value, retracts) -> times.add(time));
        assertThat(times).isSorted().hasSize(1_000);
        assertThat(early.isEmpty()).isTrue();
        assertThat(early.earliestMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void everyPartOfACountingIsKept() {
        early.add(3, 70_000, 10, -5, 6, true);
        List<List<Long>> out = new ArrayList<>();
        early.releaseBefore(
                11,
                (store, cell, time, key, value, retracts) ->
                        out.add(List.of((long) store, (long) cell, time, key, value, retracts ? 1L : 0L)));
        assertThat(out).containsExactly(List.of(3L, 70_000L, 10L, -5L, 6L, 1L));
    }

    @Test
    void aCopyFromBytesHasTheSameHashAndContent() throws IOException {
        for (int event = 0; event < 100; event++) {
            early.add(event % 3, event, 1_000 - event, event * 7L, event, event % 2 == 0);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        early.writeTo(new DataOutputStream(bytes));
        EarlyEvents copy = new EarlyEvents();
        copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(copy.stateHash()).isEqualTo(early.stateHash());
        copy.releaseBefore(2_000, (store, cell, time, key, value, retracts) -> times.add(time));
        assertThat(times).hasSize(100).isSorted();
    }

    @Test
    void ofOneTimeTheyComeOutInTheOrderTheyCameIn() {
        for (int event = 0; event < 100; event++) {
            early.add(0, event, 7, 0, 0, false);
        }
        early.releaseBefore(8, (store, cell, time, key, value, retracts) -> times.add((long) cell));
        assertThat(times).isSorted().hasSize(100);
    }
}
