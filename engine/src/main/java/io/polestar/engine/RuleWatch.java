package io.polestar.engine;

import io.polestar.engine.alert.AlertBook;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import io.polestar.engine.window.Evaluator;
import java.util.List;

/** Gives every rule the value it watches. One thread. */
final class RuleWatch implements AlertBook.RuleValues {
    private static final int UNKNOWN = -1;

    private final Catalog catalog;
    private final Evaluator evaluator;
    private final List<Rule> rules;
    private final int[] metrics;
    private final int[] windows;
    private final int[] dimensions;
    private final int[] segments;

    RuleWatch(Catalog catalog, Cells cells) {
        this.catalog = catalog;
        this.evaluator = new Evaluator(catalog, cells);
        this.rules = catalog.definition().rules();
        this.metrics =
                rules.stream().mapToInt(rule -> catalog.metric(rule.metric())).toArray();
        this.windows = rules.stream()
                .mapToInt(rule -> catalog.window(rule.window().name()))
                .toArray();
        this.dimensions = rules.stream().mapToInt(this::dimensionOf).toArray();
        this.segments = new int[rules.size()];
        java.util.Arrays.fill(segments, UNKNOWN);
    }

    private int dimensionOf(Rule rule) {
        Segment segment = rule.segment();
        return segment == null ? Catalog.WHOLE : catalog.dimension(catalog.metric(rule.metric()), segment.dimension());
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    @Override
    public double value(int rule) {
        if (dimensions[rule] != Catalog.WHOLE && segments[rule] == UNKNOWN && !resolveSegment(rule)) {
            return Double.NaN;
        }
        return evaluator.value(metrics[rule], windows[rule], dimensions[rule], segments[rule]);
    }

    private boolean resolveSegment(int rule) {
        Segment segment = rules.get(rule).segment();
        if (segment != null) {
            int number = catalog.segment(dimensions[rule], segment.value());
            boolean admitted = number != UNKNOWN || segment.value().equals(Dimension.OTHER);
            segments[rule] = admitted ? number : UNKNOWN;
        }
        return segments[rule] != UNKNOWN;
    }
}
