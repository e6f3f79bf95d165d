package io.polestar.engine.gauge;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.window.Catalog;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which segments have brought the metrics of rules something. Others, such as (none) before any event, have no value that could be too low.
 * What was met stays met. The thread that counts.
 */
final class MetSegments {
    private final Catalog catalog;
    private final int[] metrics;
    private final int[] dimensions;
    /** By rule; null for those that do not watch each segment. */
    private final @Nullable BitSet[] met;

    /**
     * @param metrics by rule, number of the metric
     * @param dimensions by rule, number of the dimension
     */
    MetSegments(Catalog catalog, List<Rule> rules, int[] metrics, int[] dimensions) {
        this.catalog = catalog;
        this.metrics = metrics;
        this.dimensions = dimensions;
        this.met = rules.stream()
                .map(rule -> rule.watched().each() == null ? null : new BitSet())
                .toArray(BitSet[]::new);
    }

    /** Whether there is something at a rule's place; always for a rule about a whole or one segment. */
    boolean has(int rule, int place) {
        BitSet known = met[rule];
        if (known == null || known.get(place)) {
            return true;
        }
        known.set(place, catalog.has(metrics[rule], dimensions[rule], place));
        return known.get(place);
    }
}
