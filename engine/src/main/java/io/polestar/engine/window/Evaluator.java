package io.polestar.engine.window;

import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The value of any metric from the numbers in {@link Cells}. A ratio is taken from its numerator's and denominator's own values
 * over the same window and segment, so averages are never averaged. One thread at a time.
 */
public final class Evaluator implements Formula.Values {
    private final Catalog catalog;
    private final Cells cells;
    private int window;
    private int dimension;
    private int segment;

    public Evaluator(Catalog catalog, Cells cells) {
        this.catalog = catalog;
        this.cells = cells;
    }

    /**
     * Value of a metric over a window, NaN when there is none.
     *
     * @param metricDimension number of the dimension, {@link Catalog#WHOLE} for the metric as a whole
     * @param metricSegment number of the segment, ignored for the whole
     */
    public double value(int metric, int metricWindow, int metricDimension, int metricSegment) {
        window = metricWindow;
        dimension = metricDimension;
        segment = metricSegment;
        return get(metric);
    }

    /** What the metric's component formula gives, NaN when it has none. */
    public double fromComponents(int metric, int metricWindow) {
        window = metricWindow;
        dimension = Catalog.WHOLE;
        Formula.Bound formula = catalog.component(metric);
        return formula == null ? Double.NaN : formula.evaluate(this);
    }

    @Override
    public double get(int metric) {
        Metric definition = catalog.metric(metric);
        Kind kind = definition.kind();
        if (kind instanceof Kind.Ratio ratio) {
            double numerator = get(catalog.metric(ratio.numerator()));
            double denominator = get(catalog.metric(ratio.denominator()));
            return denominator == 0 ? Double.NaN : numerator / denominator;
        }
        Formula.Bound formula = catalog.formula(metric);
        if (formula != null) {
            return formula.evaluate(this);
        }
        return fromCell(kind, definition.decimals(), catalog.place(metric, dimension, segment));
    }

    private double fromCell(Kind kind, int decimals, Cells.@Nullable Place place) {
        if (place == null) {
            return kind instanceof Kind.Average ? Double.NaN : 0;
        }
        long count = cells.read(place, window, 0);
        if (kind instanceof Kind.Count || kind instanceof Kind.Distinct) {
            return count == Cells.UNKNOWN ? Double.NaN : count;
        }
        long sum = cells.read(place, window, 1);
        if (sum == Cells.UNKNOWN || count == Cells.UNKNOWN) {
            return Double.NaN;
        }
        double value = FixedPoint.toDouble(sum, decimals);
        if (kind instanceof Kind.Average) {
            return count == 0 ? Double.NaN : value / count;
        }
        return value;
    }
}
