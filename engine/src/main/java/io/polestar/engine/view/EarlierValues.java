package io.polestar.engine.view;

import io.polestar.engine.tree.Comparison;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import org.jspecify.annotations.Nullable;

/**
 * The earlier values of formulas, for one window that covers {@code now}. One thread.
 *
 * @param now what the window covers whose formula is evaluated
 * @param sinceMillis first moment anything is known of, 0 for none
 * @param without segments taken from the whole, here as there; null for none
 * @param memory remembers what was read lately, null to read anew
 */
record EarlierValues(
        Past past,
        Span now,
        long sinceMillis,
        @Nullable Without without,
        @Nullable EarlierMemory memory) implements Evaluator.Earlier {

    @Override
    public double value(int metric, Comparison comparison, int window, int dimension, int segment) {
        boolean segments = without != null || dimension != Catalog.WHOLE;
        Past.Moment then = past.before(window, now, sinceMillis, segments, comparison);
        if (!then.known()) {
            return Double.NaN;
        }
        if (memory == null) {
            return then.value(metric, dimension, segment, without);
        }
        EarlierMemory.Key key = new EarlierMemory.Key(metric, comparison, window, dimension, segment, without);
        return memory.get(key, then.span(), () -> then.value(metric, dimension, segment, without));
    }
}
