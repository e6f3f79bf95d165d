package io.polestar.engine.view;

import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import io.polestar.engine.window.ErrorBound;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Rest;
import org.jspecify.annotations.Nullable;

/** The values of a cut at one moment: of the whole, of its segments, and of all but some of them. One thread. */
final class SliceValues {
    private final Catalog catalog;
    private final Cut cut;
    private final Cells cells;
    private final EarlierOf earlier;
    private final Evaluator evaluator;

    /** Gives formulas their earlier values. */
    @FunctionalInterface
    interface EarlierOf {
        /** @param without segments left out of the whole, null for none */
        Evaluator.Earlier without(@Nullable Without without);
    }

    /** A value of several segments together, and why there is none. */
    record Together(double value, @Nullable String reason) {}

    SliceValues(Catalog catalog, Cut cut, Cells cells, EarlierOf earlier) {
        this.catalog = catalog;
        this.cut = cut;
        this.cells = cells;
        this.earlier = earlier;
        this.evaluator = new Evaluator(catalog, cells, earlier.without(null));
    }

    double whole() {
        return evaluator.value(cut.metric(), cut.window(), cut.dimension(), cut.segment());
    }

    /** How far the attempts of a conversion got; null for other kinds. */
    @Nullable
    StepsReading steps(long clockMillis) {
        return StepsReader.read(catalog, cut, evaluator, clockMillis);
    }

    double segment(int number) {
        return evaluator.value(cut.metric(), cut.window(), cut.split(), number);
    }

    /** The largest standard error, as a share of the value, of the whole and of the segments shown. */
    double error(Parts parts) {
        double largest = error(cut.dimension(), cut.segment());
        for (Parts.Shown one : parts.shown()) {
            largest = Math.max(largest, error(cut.split(), one.segment().number()));
        }
        return largest;
    }

    private double error(int dimension, int segment) {
        return new ErrorBound(
                        catalog,
                        cells,
                        evaluator.at(cut.window(), dimension, segment),
                        cut.window(),
                        dimension,
                        segment)
                .of(cut.metric());
    }

    /** The whole without some of its segments. */
    Together without(Without without) {
        Rest rest = without.of(catalog, cells);
        double value = new Evaluator(catalog, rest, earlier.without(without))
                .value(cut.metric(), cut.window(), cut.dimension(), cut.segment());
        boolean refused = rest.isPartial() && Double.isNaN(value);
        return new Together(
                value,
                refused
                        ? "the segments of " + catalog.metric(cut.metric()).id()
                                + " do not add up: what they have in common counts once"
                        : null);
    }
}
