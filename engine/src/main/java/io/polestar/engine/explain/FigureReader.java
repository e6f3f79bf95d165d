package io.polestar.engine.explain;

import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Quotient;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import io.polestar.engine.window.Evaluator;
import org.jspecify.annotations.Nullable;

/** Reads figures of one window from cells, of the present or of the past alike. For one thread and one answer. */
final class FigureReader {
    private final Catalog catalog;
    private final Evaluator.Earlier earlier;
    private final Evaluator values;
    private final int window;

    FigureReader(Catalog catalog, Cells cells, Evaluator.Earlier earlier, int window) {
        this.catalog = catalog;
        this.earlier = earlier;
        this.values = new Evaluator(catalog, cells, earlier);
        this.window = window;
    }

    double value(int metric) {
        return values.value(metric, window, Catalog.WHOLE, 0);
    }

    /** A value that a derived metric takes from an earlier period. */
    double value(Kind.Earlier of) {
        return earlier.value(catalog.metric(of.metric()), of.comparison(), window, Catalog.WHOLE, 0);
    }

    /** The figure of a metric in one segment, or as a whole. */
    Figure read(int metric, int dimension, int segment) {
        double value = values.value(metric, window, dimension, segment);
        Quotient quotient = quotient(catalog.metric(metric).kind());
        if (quotient == null) {
            return new Figure(
                    value,
                    values.numerator(metric, window, dimension, segment),
                    values.denominator(metric, window, dimension, segment));
        }
        Formula.Values inputs = input -> values.value(input, window, dimension, segment);
        return new Figure(
                value,
                quotient.numerator(catalog::metric).evaluate(inputs),
                quotient.denominator(catalog::metric).evaluate(inputs));
    }

    private static @Nullable Quotient quotient(Kind kind) {
        return kind instanceof Kind.Derived derived && derived.earlier().isEmpty()
                ? derived.formula().quotient()
                : null;
    }
}
