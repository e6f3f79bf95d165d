package io.polestar.engine.gauge;

import org.jspecify.annotations.Nullable;

/**
 * Which panes of a metric as a whole are to be judged.
 *
 * @param metric the metric's id
 * @param window the name of one of its windows, which says how long a pane is
 * @param fromMillis panes that begin from here on, epoch milliseconds; null for {@link #USUAL_PANES} before the end
 * @param toMillis and before here; null for the clock
 * @param falseAlarmsPerMonth how many alarms in 30 days are accepted of a series without anomalies, 0.001 to 1,000
 */
public record AnomalyQuestion(
        String metric,
        String window,
        @Nullable Long fromMillis,
        @Nullable Long toMillis,
        double falseAlarmsPerMonth) {
    /** The most panes that are judged for one question. */
    public static final int MOST_PANES = 2_000;

    static final int USUAL_PANES = 500;
}
