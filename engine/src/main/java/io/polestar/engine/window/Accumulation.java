package io.polestar.engine.window;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * What is gathered for one metric, or for several that gather the same, and where.
 *
 * @param key says what is gathered; equal keys gather the same, in one definition or in two
 * @param store holds the numbers
 * @param cells finds them by segment
 * @param windows the windows the store keeps, by their number in it
 */
record Accumulation(Object key, Store store, MetricCells cells, List<Window> windows) {

    /** The same where the dimensions have other numbers. */
    Accumulation under(int[] dimensions) {
        return new Accumulation(key, store, cells.under(dimensions), windows);
    }

    /**
     * What a metric that reads events gathers.
     *
     * @param gathered its kind without what is only read differently, see {@link #gathered}
     */
    static Object key(Definition definition, Metric metric, Kind gathered) {
        List<Object> by = new ArrayList<>();
        for (String id : metric.by()) {
            by.addAll(dimensionKey(definition, definition.dimension(id)));
        }
        return List.of(
                gathered,
                metric.decimals(),
                metric.windows(),
                by,
                definition.zone(),
                definition.subjectBudgetOf(gathered));
    }

    /** What a dimension's segments depend on. */
    static List<Object> dimensionKey(Definition definition, Dimension dimension) {
        List<Object> key = new ArrayList<>(List.of(dimension.id(), dimension.origin(), dimension.bound()));
        if (dimension.origin() instanceof Dimension.TimePart) {
            key.add(definition.zone());
        }
        if (dimension.origin() instanceof Dimension.Pair pair) {
            key.addAll(dimensionKey(definition, definition.dimension(pair.first())));
            key.addAll(dimensionKey(definition, definition.dimension(pair.second())));
        }
        return key;
    }

    /** The kind that stands for all that gather the same: a sum and the average of one value, the steps of one funnel. */
    static Kind gathered(Kind kind) {
        if (kind instanceof Kind.Average average) {
            return new Kind.Sum(average.events(), average.value());
        }
        if (kind instanceof Kind.Conversion conversion) {
            return new Kind.Conversion(conversion.of(), conversion.steps(), conversion.withinMillis(), 0);
        }
        if (kind instanceof Kind.Session session) {
            return new Kind.Session(session.events(), session.of(), session.gapMillis(), Kind.Session.Measure.COUNT);
        }
        return kind;
    }
}
