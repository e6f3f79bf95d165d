package io.polestar.engine.view;

import io.polestar.engine.tree.EvaluationOrder;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;

/**
 * Evaluates a whole tree in one pass: each metric after those it is computed from, each once, then what the component formulas leave. Any
 * thread.
 */
final class TreePass {
    private final Catalog catalog;
    private final int[] order;
    private final Step[] steps;

    /** How one metric follows: from the values of others, or from the windows. */
    @FunctionalInterface
    private interface Step {
        double value(double[] values, Evaluator windows, int metric, int window);
    }

    TreePass(Catalog catalog) {
        this.catalog = catalog;
        this.order = EvaluationOrder.of(catalog.definition()).stream()
                .mapToInt(catalog::metric)
                .toArray();
        this.steps = catalog.definition().metrics().stream()
                .map(metric -> step(metric.kind()))
                .toArray(Step[]::new);
    }

    private Step step(Kind kind) {
        if (kind instanceof Kind.Ratio ratio) {
            int numerator = catalog.metric(ratio.numerator());
            int denominator = catalog.metric(ratio.denominator());
            return (values, windows, metric, window) ->
                    values[denominator] == 0 ? Double.NaN : values[numerator] / values[denominator];
        }
        if (kind instanceof Kind.Derived derived && derived.earlier().isEmpty()) {
            Formula.Bound formula = derived.formula().bind(catalog::metric);
            return (values, windows, metric, window) -> formula.evaluate(slot -> values[slot]);
        }
        return (values, windows, metric, window) -> windows.value(metric, window, Catalog.WHOLE, 0);
    }

    /** The values of all metrics over one window by their number, NaN for no data. */
    double[] values(Evaluator windows, int window) {
        double[] values = new double[order.length];
        for (int metric : order) {
            values[metric] = steps[metric].value(values, windows, metric, window);
        }
        return values;
    }

    /** Each metric less its component formula over those values; NaN without one. */
    double[] residuals(double[] values) {
        double[] residuals = new double[order.length];
        for (int metric = 0; metric < residuals.length; metric++) {
            Formula.Bound formula = catalog.component(metric);
            residuals[metric] = formula == null ? Double.NaN : values[metric] - formula.evaluate(slot -> values[slot]);
        }
        return residuals;
    }
}
