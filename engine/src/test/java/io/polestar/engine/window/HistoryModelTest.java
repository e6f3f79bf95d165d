package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.HistoryTiers;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.PreviousReading;
import io.polestar.engine.view.Reader;
import io.polestar.engine.view.SegmentReading;
import io.polestar.engine.view.SeriesLine;
import io.polestar.engine.view.SeriesReading;
import io.polestar.engine.window.model.Meaning;
import io.polestar.engine.window.model.ModelTree;
import io.polestar.engine.window.model.NaiveModel;
import io.polestar.engine.window.model.RandomTraffic;
import io.polestar.engine.window.model.RawEvent;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was, against a model that keeps every event: {@code previous} over the span it states, and series at hours of the last day
 * and minutes of the last hour, of all metrics that add up and of what is computed from them. A series may say nothing where
 * history has become too coarse for a window; what it says is exact. {@link ModelRuns} says how to run more.
 */
class HistoryModelTest {
    private static final KeyedHash HASH = new KeyedHash(7);
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York");

    private static final ModelRuns RUNS = new ModelRuns();

    static List<Long> seeds() {
        return ModelRuns.seeds(3);
    }

    @AfterAll
    static void report(TestReporter reporter) {
        RUNS.report(reporter);
    }

    @TempDir
    Path directory;

    private final List<String> wrong = new ArrayList<>();
    private final Map<List<Object>, Map<Meaning, Map<String, Double>>> known = new HashMap<>();
    private LongUnaryOperator stepMillis = time -> 1;
    private int compared;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void previousValuesAndSeriesAreThoseOfTheEventsThen(long seed) throws Exception {
        ZoneId zone = ZoneId.of(ZONES.get((int) seed % ZONES.size()));
        ModelTree tree = new ModelTree(seed, zone);
        NaiveModel model = new NaiveModel(tree);
        RandomTraffic traffic = new RandomTraffic(seed, zone);
        try (HistoryKeeper history = HistoryKeeper.open(directory, HistoryTiers.DEFAULT, 0)) {
            Windows windows = new Windows(tree.definition(), false, HASH, history::offer, clock -> {});
            long wall = feed(windows, model, traffic);
            stepMillis = history::stepMillis;
            windows.tick(Math.floorDiv(wall, HOUR) * HOUR + HOUR + 3_210);
            history.drain();
            Board board = new Board(windows);
            board.publish(1, wall, wall);
            Catalog catalog = new Catalog(tree.definition(), windows);
            Reader reader = new Reader(catalog, board, history, false, () -> 0, List::of, List::of);
            for (Meaning metric : tree.metrics()) {
                if (metric.addsUp()) {
                    for (String window : metric.windows()) {
                        checkPrevious(reader, model, metric, window);
                        checkSeries(reader, model, metric, window, windows.clockMillis());
                    }
                }
            }
        }
        assertThat(wrong).as("seed %d, %s", seed, zone).isEmpty();
        assertThat(compared).isGreaterThan(1_000);
        RUNS.add(model.size(), compared);
    }

    /** Three days of traffic, dense at the end. */
    private static long feed(Windows windows, NaiveModel model, RandomTraffic traffic) {
        long wall = traffic.start();
        long end = wall + 72 * HOUR;
        while (wall < end) {
            EventBatch batch = new EventBatch(HASH);
            for (int event = 0; event < 4; event++) {
                RawEvent sent = traffic.between(wall - (traffic.chance(3) ? 30 * HOUR : 2_000), wall);
                sent.writeTo(batch);
                model.add(sent);
            }
            batch.seal();
            windows.apply(batch.bytes(), wall);
            wall += end - wall < 2 * HOUR ? 50_000 : 25 * MINUTE;
        }
        return wall;
    }

    private Map<String, Double> then(NaiveModel model, Meaning metric, String window, long from, long to) {
        return known.computeIfAbsent(List.of(window, from, to), key -> model.values(window, from, to, Meaning::addsUp))
                .get(metric);
    }

    private void checkPrevious(Reader reader, NaiveModel model, Meaning metric, String window) {
        PreviousReading whole = reader.metric(metric.id(), window, null, true).previous();
        checkPrevious(model, metric, window, "", whole);
        for (String dimension : metric.by()) {
            MetricReading reading = reader.metric(metric.id(), window, dimension, true);
            for (SegmentReading segment : reading.segments()) {
                checkPrevious(model, metric, window, NaiveModel.key(dimension, segment.segment()), segment.previous());
            }
        }
    }

    private void checkPrevious(
            NaiveModel model, Meaning metric, String window, String segment, @Nullable PreviousReading previous) {
        if (previous != null) {
            long from = previous.span().fromMillis();
            long to = previous.span().toMillis();
            double expected = then(model, metric, window, from, to).getOrDefault(segment, 0.0);
            compare(metric.id() + " " + window + " " + segment + " before", previous.value(), expected);
        }
    }

    private void checkSeries(Reader reader, NaiveModel model, Meaning metric, String window, long clock) {
        long hour = Math.floorDiv(clock, HOUR) * HOUR;
        checkSeries(reader, model, metric, window, hour - 30 * HOUR, hour, 5 * HOUR);
        checkSeries(reader, model, metric, window, hour - 30 * MINUTE, hour - 10 * MINUTE, 5 * MINUTE);
    }

    private void checkSeries(
            Reader reader, NaiveModel model, Meaning metric, String window, long from, long to, long step) {
        checkLines(reader.series(metric.id(), window, from, to, step, null), "", model, metric, window);
        if (!metric.by().isEmpty()) {
            String dimension = metric.by().get(0);
            SeriesReading split = reader.series(metric.id(), window, from, to, step, dimension);
            checkLines(split, dimension, model, metric, window);
        }
    }

    private void checkLines(SeriesReading reading, String dimension, NaiveModel model, Meaning metric, String window) {
        for (int point = 0; point < reading.times().length; point++) {
            long to = toldAt(model, window, reading.times()[point], !dimension.isEmpty());
            Map<String, Double> expected = then(model, metric, window, model.from(window, to), to);
            for (SeriesLine line : reading.lines()) {
                double value = line.values()[point];
                String segment = dimension.isEmpty() ? "" : NaiveModel.key(dimension, line.segment());
                String name = metric.id() + " " + window + " " + segment + " at point " + point;
                if (!Double.isNaN(value) && !metric.isComputed()) {
                    compare(name, value, expected.getOrDefault(segment, 0.0));
                } else if (Double.isNaN(value)
                        && window.equals("1d")
                        && metric.kind().equals("count")) {
                    wrong.add(name + " is not known");
                }
            }
        }
    }

    /** The last moment up to one that history still tells apart for a window that ended then. */
    private long toldAt(NaiveModel model, String window, long to, boolean segments) {
        long step = Math.max(stepMillis.applyAsLong(model.from(window, to)), segments ? MINUTE : 1_000);
        return Math.floorDiv(to, step) * step;
    }

    private void compare(String name, double actual, double expected) {
        compared++;
        if (Double.compare(actual + 0.0, expected + 0.0) != 0) {
            wrong.add(name + " is " + actual + ", should be " + expected);
        }
    }
}
