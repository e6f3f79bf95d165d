package io.polestar.engine.gauge;

import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.view.PastPanes;
import io.polestar.engine.window.Catalog;
import org.jspecify.annotations.Nullable;

/** The values that an anomaly rule judges, by pane. One thread. */
final class WatchedPanes {
    private static final long HOUR_MILLIS = 3_600_000;
    /** The most panes that are learnt from, and the most values of windows, which are read one by one. */
    private static final int MOST_PANES = 5_000;

    private static final int MOST_VALUES = 2_000;
    /** The most hours before them that are learnt from: 90 days. */
    private static final int MOST_HOURS = 2_160;

    private final Hindsight past;
    private final Catalog catalog;
    private final int metric;
    private final Cut cut;
    private final Turns turns;

    WatchedPanes(Hindsight past, int metric, Cut cut, Turns turns) {
        this.past = past;
        this.catalog = past.catalog();
        this.metric = metric;
        this.cut = cut;
        this.turns = turns;
    }

    /** Takes values. */
    interface Taker {
        /**
         * @param startMillis where the pane begins
         * @param value NaN for none, as is the denominator
         */
        void take(long startMillis, double value, double denominator);
    }

    /** Whether the metric has ever brought anything there. */
    boolean has(int place) {
        return cut.isKnown() && (cut.dimension() < 0 || catalog.has(metric, cut.dimension(), cut.segment(place)));
    }

    /** Gives the values of panes, both included, in their order. */
    void read(int place, long fromPane, long toPane, Taker taker) {
        long first = Math.max(fromPane, firstKnown());
        if (first > toPane || past.sinceMillis() == 0) {
            return;
        }
        long step = turns.stepMillis();
        if (!turns.panes()) {
            for (long pane = first; pane <= toPane; pane++) {
                taker.take(pane * step, past.then(metric, cut, place, (pane + 1) * step), 1);
            }
            return;
        }
        PastPanes panes = past.panes(cut.window(), first * step, step, (int) (toPane - first + 1));
        int segment = cut.segment(place);
        for (int index = 0; first + index <= toPane; index++) {
            taker.take(
                    (first + index) * step,
                    panes.value(metric, cut.dimension(), segment, index),
                    panes.denominator(metric, cut.dimension(), segment, index));
        }
    }

    /** The first pane that history still tells apart and is to be learnt; the one after the newest when there is none. */
    long firstLearnt(long newestPane) {
        long first = firstApart(newestPane - (turns.panes() ? MOST_PANES : MOST_VALUES) + 1, newestPane);
        return isApart(first) ? first : newestPane + 1;
    }

    /** The first of some panes that is known and that history still tells apart; the last one when there is none. */
    long firstApart(long fromPane, long toPane) {
        long from = Math.max(firstKnown(), fromPane);
        long to = toPane;
        while (from < to) {
            long middle = Math.floorDiv(from + to, 2);
            if (isApart(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Whether history still tells a pane apart from those beside it. */
    boolean isApart(long pane) {
        return past.pastStepMillis(pane * turns.stepMillis()) <= turns.stepMillis();
    }

    private long firstKnown() {
        return Math.floorDiv(past.sinceMillis(), turns.stepMillis());
    }

    /** The hours before a pane, where they are longer than one, from the first that brought something; null for none. */
    Detector.@Nullable Past before(int place, long pane) {
        long end = Math.floorDiv(pane * turns.stepMillis(), HOUR_MILLIS);
        long since = Math.floorDiv(past.sinceMillis(), HOUR_MILLIS);
        long first = Math.max(since, end - MOST_HOURS);
        while (first < end && past.pastStepMillis(first * HOUR_MILLIS) > HOUR_MILLIS) {
            first++;
        }
        int hours = (int) Math.max(0, end - first);
        if (!scalesWithTime() || !turns.panes() || turns.stepMillis() >= HOUR_MILLIS || hours == 0) {
            return null;
        }
        int values = (int) (HOUR_MILLIS / turns.stepMillis());
        PastPanes panes = past.panes(cut.window(), first * HOUR_MILLIS, HOUR_MILLIS, hours);
        double[] means = new double[hours];
        double[] denominators = new double[hours];
        boolean quotient = isQuotient();
        boolean begun = false;
        for (int hour = 0; hour < hours; hour++) {
            double value = panes.value(metric, cut.dimension(), cut.segment(place), hour);
            begun |= value != 0 && !Double.isNaN(value);
            means[hour] = begun ? quotient ? value : value / values : Double.NaN;
            denominators[hour] = panes.denominator(metric, cut.dimension(), cut.segment(place), hour);
        }
        return begun
                ? new Detector.Past(first * HOUR_MILLIS, HOUR_MILLIS, means, quotient ? denominators : null, values)
                : null;
    }

    /** Whether the metric is a share or a mean. */
    private boolean isQuotient() {
        Kind kind = catalog.metric(metric).kind();
        return kind instanceof Kind.Ratio || kind instanceof Kind.Average;
    }

    /** Whether an hour brings sixty times what a minute does, or the same: not so for formulas in general. */
    private boolean scalesWithTime() {
        return !(catalog.metric(metric).kind() instanceof Kind.Derived);
    }

    /** All that the values depend on, besides the events. */
    String meaning() {
        return meaning(metric) + turns;
    }

    private String meaning(int of) {
        Metric one = catalog.metric(of);
        StringBuilder meaning = new StringBuilder(one.id()).append(one.meaning());
        for (String input : one.kind().inputs()) {
            meaning.append(meaning(catalog.metric(input)));
        }
        return meaning.toString();
    }
}
