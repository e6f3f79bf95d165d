package io.polestar.engine.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a metric changed.
 *
 * @param metric its id
 * @param before its value before, NaN for no data
 * @param now its value now, NaN for no data
 * @param change now less before, NaN when there is no data on a side
 * @param presence on which sides there is data
 * @param component the change by the metrics the tree says it is made of; null without a component edge
 * @param inputs the change by the metrics it is computed from; null unless it is a ratio or derived
 * @param dimensions the change by segments, for each dimension asked for
 * @param children why the metrics in {@code component} and {@code inputs} changed, as deep as asked for; each metric is explained once, as near to
 *     the top as it occurs
 */
public record MetricChange(
        String metric,
        double before,
        double now,
        double change,
        Presence presence,
        @Nullable FormulaChange component,
        @Nullable FormulaChange inputs,
        List<DimensionChange> dimensions,
        List<MetricChange> children) {
    public MetricChange {
        dimensions = List.copyOf(dimensions);
        children = List.copyOf(children);
    }
}
