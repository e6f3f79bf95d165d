package io.polestar.engine.view;

import io.polestar.engine.tree.Segment;
import org.jspecify.annotations.Nullable;

/**
 * One alert at its latest transition.
 *
 * @param number the transition's number, 1, 2, 3 … over all alerts; 0 if the alert never made one
 * @param rule the rule's id
 * @param segment the segment watched, null for the metric as a whole
 * @param episode the same from the first firing to its resolution; empty before the first
 * @param from the state left
 * @param state the state entered
 * @param reason why
 * @param provisional whether events of the time decided about may still come
 * @param acknowledgement who has taken it on, null for nobody
 * @param silencedBy id of the silence or maintenance window that covers it, null for none
 * @param inhibitedBy episode of the alert that explains it, null for none
 * @param value the number compared, NaN when there was no data
 * @param low the least value that is no cause for alarm, NaN when there is no such bound
 * @param high the greatest value that is no cause for alarm, NaN when there is no such bound
 * @param eventMillis time of the newest event counted, epoch milliseconds
 * @param ingestMillis when the record decided on was taken in, epoch milliseconds
 * @param decisionMillis the engine's clock at the decision, epoch milliseconds
 * @param sequence journal sequence the decision rests on
 * @param sinceMillis when the state began, epoch milliseconds
 */
public record AlertReading(
        long number,
        String rule,
        @Nullable Segment segment,
        String episode,
        AlertState from,
        AlertState state,
        AlertReason reason,
        boolean provisional,
        @Nullable Acknowledgement acknowledgement,
        @Nullable String silencedBy,
        @Nullable String inhibitedBy,
        double value,
        double low,
        double high,
        long eventMillis,
        long ingestMillis,
        long decisionMillis,
        long sequence,
        long sinceMillis) {

    /**
     * That somebody has taken an alert on.
     *
     * @param owner who
     * @param comment what they say of it, may be empty
     * @param timeMillis when, epoch milliseconds
     */
    public record Acknowledgement(String owner, String comment, long timeMillis) {}

    /** An alert that never made a transition. */
    public static AlertReading inactive(String rule, @Nullable Segment segment, double low, double high) {
        return new AlertReading(
                0,
                rule,
                segment,
                "",
                AlertState.INACTIVE,
                AlertState.INACTIVE,
                AlertReason.CONDITION,
                false,
                null,
                null,
                null,
                Double.NaN,
                low,
                high,
                0,
                0,
                0,
                0,
                0);
    }

    /** The bound that is crossed when the value leaves the band on the rule's side; the upper of two. */
    public double threshold() {
        return Double.isNaN(high) ? low : high;
    }
}
