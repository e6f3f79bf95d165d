package io.polestar.engine.gauge;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Window;
import io.polestar.engine.view.Past;
import io.polestar.engine.view.PastPanes;
import io.polestar.engine.view.Span;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.LiveCells;
import io.polestar.engine.window.WindowBounds;
import io.polestar.engine.window.Windows;

/**
 * Where gauges read: the windows as they stand, and history up to the last record. The past is read only after history has taken in all
 * that was offered, so that a replay reads the same. One thread, the one that counts.
 */
final class Scene implements Hindsight {
    /** The most series that are learnt from history at one look: 3 ms each, some ten while the JVM is young. */
    private static final int MOST_LEARNT = 2;
    /** The most series that are learnt, all rules of a tree together: 40 MB, and as much in each snapshot. */
    private static final int MOST_SERIES = 10_000;

    private final Catalog catalog;
    private final Windows windows;
    private final HistoryKeeper history;
    private final Evaluator evaluator;
    private final Past past;
    private boolean settled;
    private int learnt;
    private int series;

    Scene(Catalog catalog, Windows windows, HistoryKeeper history) {
        this.catalog = catalog;
        this.windows = windows;
        this.history = history;
        this.evaluator = new Evaluator(catalog, new LiveCells(windows));
        this.past = new Past(catalog, history);
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    Windows windows() {
        return windows;
    }

    /** What a metric is now; NaN for no data. */
    double now(int metric, Cut cut, int place) {
        return cut.isKnown() ? evaluator.value(metric, cut.window(), cut.dimension(), cut.segment(place)) : Double.NaN;
    }

    /** What the component formula leaves of a metric now; NaN for no data. */
    double residual(int metric, int window) {
        return evaluator.residual(metric, window);
    }

    /** To be called when records have been counted: what was offered to history meanwhile is waited for at the next look back. */
    void begin() {
        settled = false;
        learnt = 0;
    }

    /** Whether another series may be learnt from history now: that takes milliseconds, so that many wait for the next look. */
    boolean mayLearn() {
        return learnt++ < MOST_LEARNT;
    }

    /** Whether one more series may be learnt, of all rules together. */
    boolean hasRoom() {
        return series < MOST_SERIES;
    }

    /** Counts a series that is learnt. */
    void noteSeries() {
        series++;
    }

    @Override
    public PastPanes panes(int window, long fromMillis, long stepMillis, int count) {
        settle();
        return past.panes(window, fromMillis, stepMillis, count);
    }

    @Override
    public long pastStepMillis(long momentMillis) {
        settle();
        return history.stepMillis(momentMillis);
    }

    private void settle() {
        if (!settled) {
            history.drain();
            settled = true;
        }
    }

    /** What a metric was over the earlier window that a comparison names; NaN for none. */
    double earlier(int metric, Comparison against, Cut cut, int place, long clockMillis) {
        if (!cut.isKnown()) {
            return Double.NaN;
        }
        settle();
        return past.earlier(span(cut.window(), clockMillis), sinceMillis())
                .value(metric, against, cut.window(), cut.dimension(), cut.segment(place));
    }

    /** What a metric was over the whole calendar period before the one that a clock is in; NaN for none. */
    double periodBefore(int metric, Cut cut, int place, long clockMillis) {
        if (!cut.isKnown()) {
            return Double.NaN;
        }
        settle();
        Span now = span(cut.window(), clockMillis);
        Window window = catalog.windows().get(cut.window());
        Span whole = new Span(now.fromMillis(), now.fromMillis() + 2 * window.lengthMillis());
        return past.earlier(whole, sinceMillis())
                .value(metric, Comparison.PREVIOUS, cut.window(), cut.dimension(), cut.segment(place));
    }

    @Override
    public double then(int metric, Cut cut, int place, long momentMillis) {
        if (!cut.isKnown()) {
            return Double.NaN;
        }
        settle();
        return past.value(metric, cut.window(), cut.dimension(), cut.segment(place), momentMillis, sinceMillis());
    }

    @Override
    public long sinceMillis() {
        long since = windows.figures().sinceMillis();
        return since == Long.MAX_VALUE ? 0 : since;
    }

    /** What a window covers at a clock. */
    Span span(int window, long clockMillis) {
        Window of = catalog.windows().get(window);
        return new Span(WindowBounds.fromMillis(of, catalog.definition().zone(), clockMillis), clockMillis);
    }
}
