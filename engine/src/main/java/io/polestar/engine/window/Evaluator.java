package io.polestar.engine.window;

import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The value of any metric from the numbers in {@link Cells}. A ratio is taken from its numerator's and denominator's own values
 * over the same window and segment, so averages are never averaged. A formula's earlier values come from whoever knows the past. One
 * thread at a time.
 */
public final class Evaluator implements Formula.Values {
    /** Knows what metrics were. */
    @FunctionalInterface
    public interface Earlier {
        /** A metric's value over the earlier window that a comparison names, for a segment or the whole; NaN for none. */
        double value(int metric, Comparison comparison, int window, int dimension, int segment);
    }

    private static final Earlier NOT_KNOWN = (metric, comparison, window, dimension, segment) -> Double.NaN;

    private final Catalog catalog;
    private final Cells cells;
    private final Earlier earlier;
    private int window;
    private int dimension;
    private int segment;

    /** An evaluator that knows no earlier values: what needs one is NaN. */
    public Evaluator(Catalog catalog, Cells cells) {
        this(catalog, cells, NOT_KNOWN);
    }

    public Evaluator(Catalog catalog, Cells cells, Earlier earlier) {
        this.catalog = catalog;
        this.cells = cells;
        this.earlier = earlier;
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

    /** Values of metrics, and of what else a formula has slots for, over a window; until this is asked for something else. */
    public Formula.Values at(int metricWindow, int metricDimension, int metricSegment) {
        window = metricWindow;
        dimension = metricDimension;
        segment = metricSegment;
        return this;
    }

    /** What the metric's component formula gives, NaN when it has none. */
    public double fromComponents(int metric, int metricWindow) {
        window = metricWindow;
        dimension = Catalog.WHOLE;
        Formula.Bound formula = catalog.component(metric);
        return formula == null ? Double.NaN : formula.evaluate(this);
    }

    /** A metric as a whole less its component formula, NaN when it has none. */
    public double residual(int metric, int metricWindow) {
        return value(metric, metricWindow, Catalog.WHOLE, 0) - fromComponents(metric, metricWindow);
    }

    /**
     * What stands above the line of a metric that is a share or a mean; the value itself for other kinds. Segments' numerators and
     * denominators can be set against each other where their quotients cannot.
     */
    public double numerator(int metric, int metricWindow, int metricDimension, int metricSegment) {
        return part(metric, metricWindow, metricDimension, metricSegment, true);
    }

    /** What stands below the line of a metric that is a share or a mean; 1 for other kinds. */
    public double denominator(int metric, int metricWindow, int metricDimension, int metricSegment) {
        return part(metric, metricWindow, metricDimension, metricSegment, false);
    }

    private double part(int metric, int metricWindow, int metricDimension, int metricSegment, boolean above) {
        window = metricWindow;
        dimension = metricDimension;
        segment = metricSegment;
        Kind kind = catalog.metric(metric).kind();
        if (kind instanceof Kind.Ratio ratio) {
            return get(catalog.metric(above ? ratio.numerator() : ratio.denominator()));
        }
        CellValue value = catalog.cellValue(metric);
        if (value == null || !value.isQuotient()) {
            return above ? get(metric) : 1;
        }
        Cells.@Nullable Place place = catalog.place(metric, dimension, segment);
        if (place == null) {
            return 0;
        }
        return above ? value.numerator(cells, place, window) : value.denominator(cells, place, window);
    }

    /**
     * One of the numbers a metric that reads events is made of, as its store counts it; 0 where there is no cell, NaN where it is not known.
     *
     * @param column which of them
     */
    public double column(int metric, int metricWindow, int metricDimension, int metricSegment, int column) {
        Cells.@Nullable Place place = catalog.place(metric, metricDimension, metricSegment);
        if (place == null) {
            return 0;
        }
        long number = cells.read(place, metricWindow, column);
        return number == Cells.UNKNOWN ? Double.NaN : number;
    }

    /** Value of a metric, or of what else has a formula's slot. */
    @Override
    public double get(int slot) {
        Kind.Earlier before = catalog.earlier(slot);
        return before == null
                ? ofMetric(slot)
                : earlier.value(catalog.metric(before.metric()), before.comparison(), window, dimension, segment);
    }

    private double ofMetric(int metric) {
        CellValue value = catalog.cellValue(metric);
        if (value != null) {
            return value.of(cells, catalog.place(metric, dimension, segment), window);
        }
        if (catalog.metric(metric).kind() instanceof Kind.Ratio ratio) {
            double numerator = get(catalog.metric(ratio.numerator()));
            double denominator = get(catalog.metric(ratio.denominator()));
            return denominator == 0 ? Double.NaN : numerator / denominator;
        }
        Formula.Bound formula = catalog.formula(metric);
        return formula == null ? Double.NaN : formula.evaluate(this);
    }
}
