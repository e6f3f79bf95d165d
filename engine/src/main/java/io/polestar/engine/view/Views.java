package io.polestar.engine.view;

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
    TreeReading tree(String window, boolean history);

    /**
     * One metric over one window.
     *
     * @param by dimension to break the value down by, or null
     * @param previous whether to fill in the window before
     */
    MetricReading metric(String id, String window, @Nullable String by, boolean previous);

    /**
     * One metric's window value at each {@code stepMillis} from {@code fromMillis} (inclusive) to {@code toMillis}
     * (inclusive), epoch milliseconds.
     */
    SeriesReading series(
            String id, String window, long fromMillis, long toMillis, long stepMillis, @Nullable String by);

    /** All alert rules and their latest transitions. */
    AlertsReading alerts();
}
