package io.polestar.engine.window;

import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import java.util.Arrays;

/**
 * How far the values of metrics may be off, over one window and for one segment or the whole, because something they follow from is not
 * counted exactly: standard errors as shares of the values. What the inputs of a formula are off by is carried through it one input at a
 * time, and the effects are added up as if all were off the same way: inputs may share subjects, and so their errors. Each metric is
 * looked at once. One thread.
 */
public final class ErrorBound {
    /** Nothing is known of a value whose error is as large as itself. */
    private static final double MOST = 1;

    private final Catalog catalog;
    private final Cells cells;
    private final Formula.Values values;
    private final int window;
    private final int dimension;
    private final int segment;
    private final double[] found;

    /**
     * @param values those of metrics, and of what else a formula has slots for, over that window and for that segment
     * @param dimension number of the dimension, {@link Catalog#WHOLE} for the metrics as a whole
     * @param segment number of the segment, ignored for the whole
     */
    public ErrorBound(Catalog catalog, Cells cells, Formula.Values values, int window, int dimension, int segment) {
        this.catalog = catalog;
        this.cells = cells;
        this.values = values;
        this.window = window;
        this.dimension = dimension;
        this.segment = segment;
        this.found = new double[catalog.definition().metrics().size()];
        Arrays.fill(found, Double.NaN);
    }

    /** Standard error of a metric's value: 0 when it is exact or there is none, no more than 1. An earlier value in a formula counts as off by as much as now. */
    public double of(int metric) {
        if (Double.isNaN(found[metric])) {
            found[metric] = Math.min(MOST, find(metric));
        }
        return found[metric];
    }

    /** The largest error of any metric. */
    public double largest() {
        double largest = 0;
        for (int metric = 0; metric < found.length; metric++) {
            largest = Math.max(largest, of(metric));
        }
        return largest;
    }

    private double find(int metric) {
        Kind kind = catalog.metric(metric).kind();
        if (catalog.cellValue(metric) != null) {
            Cells.Place place = catalog.place(metric, dimension, segment);
            return place == null ? 0 : cells.standardError(place, window);
        }
        if (kind instanceof Kind.Ratio ratio) {
            return of(catalog.metric(ratio.numerator())) + of(catalog.metric(ratio.denominator()));
        }
        Formula.Bound formula = catalog.formula(metric);
        return formula != null && kind instanceof Kind.Derived derived ? through(formula, derived) : 0;
    }

    private double through(Formula.Bound formula, Kind.Derived derived) {
        double value = formula.evaluate(values);
        double off = 0;
        for (String name : derived.formula().variables()) {
            double error = of(catalog.metric(derived.metricOf(name)));
            if (error > 0) {
                int moved = catalog.slot(derived, name);
                double other =
                        formula.evaluate(slot -> slot == moved ? values.get(slot) * (1 + error) : values.get(slot));
                off += other == value ? 0 : Math.abs((other - value) / value);
            }
        }
        if (Double.isNaN(value)) {
            return 0;
        }
        return Double.isNaN(off) ? MOST : off;
    }
}
