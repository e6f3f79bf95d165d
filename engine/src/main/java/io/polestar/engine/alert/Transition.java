package io.polestar.engine.alert;

import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of one alert, as it is told to whoever sends messages. The journal alone decides it: a replay gives the same
 * transitions with the same numbers and episodes.
 *
 * @param number 1, 2, 3 … over all alerts, never given twice
 * @param rule the rule's id
 * @param segment the segment watched and its dimension; null for the metric as a whole
 * @param episode the same from the first firing to its resolution, whatever is between; empty before the first and after a pending that
 *     ceased
 * @param from the state left
 * @param to the state entered; the same when only a flag changed
 * @param reason why
 * @param provisional whether events of the time decided about may still come
 * @param flags what lies on top of the state after the transition
 * @param value what was compared, NaN when there was none
 * @param low the least value that is no cause for alarm, NaN when there is no such bound
 * @param high the greatest value that is no cause for alarm, NaN when there is no such bound
 * @param eventMillis time of the newest event counted, epoch milliseconds
 * @param ingestMillis when the record decided on was journalled, epoch milliseconds
 * @param decisionMillis the engine's clock at the decision, epoch milliseconds
 * @param sequence journal sequence the decision rests on
 * @param sinceMillis when the state after it began, epoch milliseconds
 */
public record Transition(
        long number,
        String rule,
        @Nullable Segment segment,
        String episode,
        AlertState from,
        AlertState to,
        AlertReason reason,
        boolean provisional,
        Flags flags,
        double value,
        double low,
        double high,
        long eventMillis,
        long ingestMillis,
        long decisionMillis,
        long sequence,
        long sinceMillis) {

    /**
     * What lies on top of a state.
     *
     * @param acknowledgedBy who has taken the alert on, null for nobody
     * @param silencedBy id of the silence or maintenance window that covers it, null for none
     * @param inhibitedBy episode of the alert that explains it, null for none
     */
    public record Flags(
            @Nullable String acknowledgedBy,
            @Nullable String silencedBy,
            @Nullable String inhibitedBy) {
        /** Nothing on top. */
        public static final Flags NONE = new Flags(null, null, null);

        /** Whether somebody has taken it on. */
        public boolean acknowledged() {
            return acknowledgedBy != null;
        }

        /** Whether messages about it are held back by a silence or a maintenance window. */
        public boolean silenced() {
            return silencedBy != null;
        }

        /** Whether messages about it are held back by another alert. */
        public boolean inhibited() {
            return inhibitedBy != null;
        }

        /** Whether messages about it are held back. */
        public boolean muted() {
            return silenced() || inhibited();
        }
    }

    /** Whether the state is another after it; otherwise only provisional or a flag changed. */
    public boolean moves() {
        return from != to;
    }
}
