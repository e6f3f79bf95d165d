package io.polestar.engine.view;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import io.polestar.engine.window.Evaluator;
import java.util.HashMap;
import java.util.Map;

/**
 * What metrics brought in consecutive stretches of the past. Each series is read once, for all stretches. Only metrics that add up over time
 * have values over a stretch. For one thread and one answer.
 */
public final class PastPanes implements Cells {
    private final HistoryKeeper history;
    private final Stretches stretches;
    private final int window;
    private final Evaluator evaluator;
    private final Map<Integer, Line> lines = new HashMap<>();
    private int stretch;

    /** @param count how many, of equal length, one after the other */
    record Stretches(long fromMillis, long stepMillis, int count) {}

    private record Line(long[] counts, long[] sums) {}

    PastPanes(Catalog catalog, HistoryKeeper history, int window, Stretches stretches) {
        this.history = history;
        this.window = window;
        this.stretches = stretches;
        this.evaluator = new Evaluator(catalog, this);
    }

    /** A metric's value over a stretch; NaN for none. */
    public double value(int metric, int dimension, int segment, int ofStretch) {
        stretch = ofStretch;
        return evaluator.value(metric, window, dimension, segment);
    }

    /** What stands below the line of a metric that is a share or a mean; 1 for other kinds. */
    public double denominator(int metric, int dimension, int segment, int ofStretch) {
        stretch = ofStretch;
        return evaluator.denominator(metric, window, dimension, segment);
    }

    @Override
    public long read(Place place, int ofWindow, int column) {
        if (!place.addsUp() || !place.has(ofWindow)) {
            return UNKNOWN;
        }
        Line line = lines.computeIfAbsent(place.series(ofWindow, column), this::line);
        return column == 0 ? line.counts[stretch] : line.sums[stretch];
    }

    private Line line(int series) {
        int count = stretches.count();
        Line line = new Line(new long[count], new long[count]);
        history.totals(series, stretches.fromMillis(), stretches.stepMillis(), count, line.counts, line.sums);
        return line;
    }
}
