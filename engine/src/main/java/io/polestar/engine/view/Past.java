package io.polestar.engine.view;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.history.Totals;
import io.polestar.engine.tree.CalendarPeriod;
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
        return new Moment(
                window,
                new Span(flooredFrom, flooredTo),
                isPeriod(window, earlier, flooredTo),
                step,
                sinceMillis,
                known);
    }

    /** Whether a stretch ends with a period of a calendar window, which begins anew that moment. */
    private boolean isPeriod(int window, Span span, long flooredTo) {
        CalendarPeriod period = catalog.windows().get(window).period();
        return period != null
                && flooredTo
                        == WindowBounds.startOf(period, catalog.definition().zone(), span.fromMillis(), 1);
    }

    /** The earlier values that formulas name, seen from a window that covers {@code now}. One thread. */
    public Evaluator.Earlier earlier(Span now, long sinceMillis) {
        return new EarlierValues(this, now, sinceMillis, null, null);
    }

    /**
     * A metric's value over the window that ended at a time, or at the last moment before it that history still tells apart; NaN for none.
     *
     * @param sinceMillis first moment anything is known of, 0 for none
     */
    public double value(int metric, int window, int dimension, int segment, long toMillis, long sinceMillis) {
        Moment then = at(window, toMillis, sinceMillis, dimension != Catalog.WHOLE);
        return then.known() ? then.value(metric, dimension, segment, null) : Double.NaN;
    }

    /** The step in which a moment is still told apart. */
    long stepMillis(long timeMillis) {
        return history.stepMillis(timeMillis);
    }

    /**
     * Values over consecutive stretches, read at once: what each brought, for metrics that add up over time. One thread.
     *
     * @param fromMillis on a step of the history that still holds it, as is the length of a stretch
     */
    public PastPanes panes(int window, long fromMillis, long stepMillis, int count) {
        return new PastPanes(catalog, history, window, new PastPanes.Stretches(fromMillis, stepMillis, count));
    }

    /**
     * What a value of a window was at rising times, each that of the last moment history still tells apart; NaN before
     * {@code sinceMillis}, and where history has become too coarse for the window.
     *
     * @param segments whether it needs segments
     */
    double[] line(int window, long[] times, long sinceMillis, boolean segments, ToDoubleFunction<Moment> value) {
        double[] line = new double[times.length];
        for (int point = 0; point < times.length; point++) {
            Moment then = at(window, times[point], sinceMillis, segments);
            line[point] = then.known() ? value.applyAsDouble(then) : Double.NaN;
        }
        return line;
    }

    /** Puts the present into a line of the past: at the window's end, and nothing after it. */
    static double[] withPresent(double[] line, long[] times, Span span, double present) {
        for (int point = 0; point < times.length; point++) {
            if (times[point] >= span.toMillis()) {
                line[point] = times[point] == span.toMillis() ? present : Double.NaN;
            }
        }
        return line;
    }

    /** The window that ended at a time, or at the last moment before it that history still tells apart. */
    Moment at(int window, long toMillis, long sinceMillis, boolean segments) {
        Span span = endingAt(window, toMillis, recordedEvery(segments));
        long step = Math.max(history.stepMillis(span.fromMillis()), recordedEvery(segments));
        boolean known = sinceMillis != 0 && toMillis > sinceMillis;
        return new Moment(window, endingAt(window, toMillis, step), false, step, sinceMillis, known);
    }

    /** The window that ended at the last multiple of a step. */
    private Span endingAt(int window, long toMillis, long stepMillis) {
        return covered(window, Math.floorDiv(toMillis, stepMillis) * stepMillis);
    }

    /** What a window covers that ends at a time. */
    Span covered(int window, long toMillis) {
        Window definition = catalog.windows().get(window);
        return new Span(WindowBounds.fromMillis(definition, catalog.definition().zone(), toMillis), toMillis);
    }

    private static long recordedEvery(boolean segments) {
        return segments ? MINUTE : SECOND;
    }

    /** One window that ended in the past. For one thread and one answer. */
    public final class Moment implements Cells {
        private final int window;
        private final Span span;
        private final boolean closed;
        private final long stepMillis;
        private final long sinceMillis;
        private final boolean known;
        private @Nullable Totals looked;
        private int lookedAt;

        /** @param closed whether it ends with a period */
        private Moment(int window, Span span, boolean closed, long stepMillis, long sinceMillis, boolean known) {
            this.window = window;
            this.span = span;
            this.closed = closed;
            this.stepMillis = stepMillis;
            this.sinceMillis = sinceMillis;
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
            return previous(known ? value(metric, dimension, segment, null) : Double.NaN);
        }

        /** A value of this moment; null for none. */
        @Nullable
        PreviousReading previous(double value) {
            return Double.isNaN(value) ? null : new PreviousReading(value, span);
        }

        /**
         * The metric's value then, NaN for none.
         *
         * @param without segments to be left out of it, null for none
         */
        double value(int metric, int dimension, int segment, @Nullable Without without) {
            Cells cells = without == null ? this : without.of(catalog, this);
            return new Evaluator(catalog, cells, earlier(without)).value(metric, window, dimension, segment);
        }

        /** What the metric's component formula left of it then. */
        double residual(int metric) {
            return new Evaluator(catalog, this, earlier(null)).residual(metric, window);
        }

        private Evaluator.Earlier earlier(@Nullable Without without) {
            return new EarlierValues(Past.this, span, sinceMillis, without, null);
        }

        @Override
        public long read(Place place, int windowNumber, int column) {
            if (!place.has(windowNumber)) {
                return UNKNOWN;
            }
            int series = closed ? place.closing(windowNumber, column) : place.series(windowNumber, column);
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
