package io.polestar.engine.tree;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule: a threshold on one value of the tree.
 *
 * @param id how its state is kept over restarts
 * @param labels what it says, by language tag
 * @param metric id of the metric watched
 * @param window the metric's window watched
 * @param segment the segment watched, null for the metric as a whole
 * @param direction on which side of the threshold the condition holds
 * @param threshold finite; a value equal to it does not meet the condition
 * @param forMillis how long the condition must hold before the rule fires, milliseconds, 0 or more
 * @param keepFiringForMillis how long it goes on firing after the condition ceased, milliseconds, 0 or more
 * @param severity how grave it is
 * @param owner who is told
 */
public record Rule(
        String id,
        Map<String, String> labels,
        String metric,
        Window window,
        @Nullable Segment segment,
        Direction direction,
        double threshold,
        long forMillis,
        long keepFiringForMillis,
        Severity severity,
        String owner) {
    public Rule {
        Ids.require(id);
        labels = Labels.copyInOrder(labels);
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("threshold must be finite, threshold=" + threshold);
        }
        if (forMillis < 0 || keepFiringForMillis < 0) {
            throw new IllegalArgumentException("durations must not be negative, forMillis=" + forMillis
                    + " keepFiringForMillis=" + keepFiringForMillis);
        }
    }

    /** Whether the condition holds for a value; never for NaN. */
    public boolean holds(double value) {
        return direction == Direction.ABOVE ? value > threshold : value < threshold;
    }

    /** On which side of the threshold a rule's condition holds. */
    public enum Direction {
        ABOVE,
        BELOW
    }

    /** How grave an alert is. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
