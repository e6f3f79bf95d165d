package io.polestar.engine.window;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestReporter;

/**
 * Which seeds the tests against the naive model run, and how much they have held against it. {@code -Dpolestar.model.runs=1000} runs so many
 * seeds in each test, {@code -Dpolestar.model.seed=17} one again.
 */
final class ModelRuns {
    private final LongAdder runs = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder values = new LongAdder();

    /** @param usual how many seeds without a property, from 0 on */
    static List<Long> seeds(long usual) {
        Long only = Long.getLong("polestar.model.seed");
        return only != null
                ? List.of(only)
                : LongStream.range(0, Long.getLong("polestar.model.runs", usual))
                        .boxed()
                        .toList();
    }

    /** A run has ended well. */
    void add(long eventsTaken, long valuesCompared) {
        runs.increment();
        events.add(eventsTaken);
        values.add(valuesCompared);
    }

    void report(TestReporter reporter) {
        reporter.publishEntry("against the naive model", runs + " runs, " + events + " events, " + values + " values");
    }
}
