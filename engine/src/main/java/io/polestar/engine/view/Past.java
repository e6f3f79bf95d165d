package io.polestar.engine.view;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.history.Totals;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Window;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.WindowBounds;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Values of windows that ended in the past, from history. Safe from any thread. */
public final class Past {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 86_400_000;
    private static final long[] STEPS = {
        SECOND, 5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, DAY
    };

    private final Catalog catalog;
    private final HistoryKeeper history;

    public Past(Catalog catalog, HistoryKeeper history) {
        this.catalog = catalog;
        this.history = history;
    }

    /** The largest usual step that is no longer than {@code millis}, at least a second. */
    long niceStep(long millis) {
        long step = SECOND;
        for (long candidate : STEPS) {
            step = candidate <= millis ? candidate : step;
        }
        return step;
    }

    /**
     * The earlier window that one is compared with, for metrics as a whole or for segments.
     *
     * @param span what the window covers now
     * @param sinceMillis first moment anything is known of, 0 for none
     * @param segments whether segments will be asked for; the values of both are then of one stretch
     * @throws IllegalArgumentException if the window is not compared so
     */
    public Moment before(int window, Span span, long sinceMillis, boolean segments, Comparison comparison) {
        Span earlier = EarlierSpan.of(
                catalog.windows().get(window), catalog.definition().zone(), span, comparison);
        long from = earlier.fromMillis();
        long to = earlier.toMillis();
        long step = Math.max(history.stepMillis(from), recordedEvery(segments));
        long flooredFrom = Math.floorDiv(from, step) * step;
        long flooredTo = Math.floorDiv(to, step) * step;
        boolean known =
                sinceMillis > 0 && flooredFrom < flooredTo && flooredFrom >= Math.floorDiv(sinceMillis, step) * step;
        return new Moment(window, new Span(flooredFrom, flooredTo), step, known);
    }

    /**
     * Values of one metric's window at rising times, each that of the last moment history still tells apart; NaN before
     * {@code sinceMillis}, and where history has become too coarse for the window.
     */
    double[] line(int metric, int window, int dimension, int segment, long[] times, long sinceMillis) {
        return line(
                window,
                times,
                sinceMillis,
                dimension != Catalog.WHOLE,
                moment -> moment.value(metric, dimension, segment));
    }

    /** What a metric's component formula left of it at those times, as {@link #line} gives the metric itself. */
    double[] residuals(int metric, int window, long[] times, long sinceMillis) {
        return line(
                window, times, sinceMillis, false, moment -> new Evaluator(catalog, moment).residual(metric, window));
    }

    private double[] line(
            int window, long[] times, long sinceMillis, boolean segments, ToDoubleFunction<Moment> value) {
        double[] line = new double[times.length];
        for (int point = 0; point < times.length; point++) {
            line[point] = sinceMillis == 0 || times[point] <= sinceMillis
                    ? Double.NaN
                    : value.applyAsDouble(at(window, times[point], segments));
        }
        return line;
    }

    private Moment at(int window, long toMillis, boolean segments) {
        Span span = endingAt(window, toMillis, recordedEvery(segments));
        long step = Math.max(history.stepMillis(span.fromMillis()), recordedEvery(segments));
        return new Moment(window, endingAt(window, toMillis, step), step, true);
    }

    /** The window that ended at the last multiple of a step. */
    private Span endingAt(int window, long toMillis, long stepMillis) {
        long to = Math.floorDiv(toMillis, stepMillis) * stepMillis;
        Window definition = catalog.windows().get(window);
        return new Span(WindowBounds.fromMillis(definition, catalog.definition().zone(), to), to);
    }

    private static long recordedEvery(boolean segments) {
        return segments ? MINUTE : SECOND;
    }

    /** One window that ended in the past. For one thread and one answer. */
    public final class Moment implements Cells {
        private final int window;
        private final Span span;
        private final long stepMillis;
        private final boolean known;
        private @Nullable Totals looked;
        private int lookedAt;

        private Moment(int window, Span span, long stepMillis, boolean known) {
            this.window = window;
            this.span = span;
            this.stepMillis = stepMillis;
            this.known = known;
        }

        /** What it covers, in whole steps of history. */
        public Span span() {
            return span;
        }

        /** Whether it lies within what is known. */
        public boolean known() {
            return known;
        }

        /** The metric's value then; null when it is not known or there was none. */
        @Nullable
        PreviousReading previous(int metric, int dimension, int segment) {
            double value = known ? value(metric, dimension, segment) : Double.NaN;
            return Double.isNaN(value) ? null : new PreviousReading(value, span);
        }

        double value(int metric, int dimension, int segment) {
            return new Evaluator(catalog, this).value(metric, window, dimension, segment);
        }

        @Override
        public long read(Place place, int windowNumber, int column) {
            if (!place.has(windowNumber)) {
                return UNKNOWN;
            }
            int series = place.series(windowNumber, column);
            if (!place.addsUp()) {
                long recorded = history.last(series, new long[] {span.toMillis()})[0];
                return recorded == UNKNOWN ? place.empty() : recorded;
            }
            Totals totals = totals(series);
            boolean whole = span.fromMillis() % stepMillis == 0
                    && totals.fromMillis() == span.fromMillis()
                    && totals.toMillis() == span.toMillis();
            if (!whole) {
                return UNKNOWN;
            }
            return column == 0 ? totals.count() : totals.sum();
        }

        /** Count and sum of a series from one look at history, which may change between two. */
        private Totals totals(int series) {
            Totals totals = looked;
            if (totals == null || lookedAt != series) {
                totals = history.total(series, span.fromMillis(), span.toMillis());
                looked = totals;
                lookedAt = series;
            }
            return totals;
        }
    }
}
