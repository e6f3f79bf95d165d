package io.polestar.engine.view;

import io.polestar.engine.tree.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be read from a running engine. Safe from any thread; a reader never makes the writer wait. Each
 * answer is of one sequence: no value of it has seen an event that another has not.
 *
 * <p>Every method throws {@link IllegalArgumentException} with the rule and the value when it is asked for a metric,
 * window or dimension the definition does not have.
 */
public interface Views {
    /**
     * The whole tree over one window.
     *
     * @param history whether to fill in the sparklines
     */
    default TreeReading tree(String window, boolean history) {
        return tree(window, history, Comparison.PREVIOUS);
    }

    /**
     * The whole tree over one window.
     *
     * @param history whether to fill in the sparklines
     * @param against which earlier window to fill in
     */
    TreeReading tree(String window, boolean history, Comparison against);

    /**
     * One metric over one window.
     *
     * @param by dimension to break the value down by, or null
     * @param previous whether to fill in the window before
     */
    default MetricReading metric(String id, String window, @Nullable String by, boolean previous) {
        return metric(id, window, Slice.by(by), previous ? Comparison.PREVIOUS : null);
    }

    /**
     * One metric over one window.
     *
     * @param slice which part of it, and by what it is broken down
     * @param against which earlier window to fill in, null for none
     */
    MetricReading metric(String id, String window, Slice slice, @Nullable Comparison against);

    /**
     * One metric's window value at each of a row of moments, a line for the whole or one for each segment.
     *
     * @param slice which part of it, and by what it is broken down; the segments are those that are largest now
     * @throws IllegalArgumentException also when moments times lines are more than {@link Moments#MAX_VALUES}
     */
    SeriesReading series(String id, String window, Slice slice, Moments moments);

    /** The same from {@code fromMillis} to {@code toMillis} (inclusive), with all segments of a dimension or none for null. */
    default SeriesReading series(
            String id, String window, long fromMillis, long toMillis, long stepMillis, @Nullable String by) {
        return series(id, window, Slice.by(by), new Moments(fromMillis, toMillis, stepMillis));
    }

    /**
     * What a metric's component formula left of its window value at each of a row of moments, as {@link #series} gives the value itself. The
     * metric has a component edge.
     */
    SeriesReading residual(String id, String window, Moments moments);

    /**
     * The cohorts of a retention metric as a whole.
     *
     * @throws IllegalArgumentException also when the metric is of another kind
     */
    CohortsReading cohorts(String id);

    /**
     * What the hour, day, week and month will have brought at their ends, for a metric as a whole.
     *
     * @throws IllegalArgumentException also when the metric is no count and no sum
     */
    ForecastReading forecast(String id);

    /** All sources of events: how far they are and whether they still send. */
    SourcesReading sources();

    /** All alert rules and their latest transitions. */
    AlertsReading alerts();
}
