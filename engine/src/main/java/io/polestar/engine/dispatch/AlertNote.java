package io.polestar.engine.dispatch;

import io.polestar.engine.view.AlertState;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of one alert: the alert as it stood at the decision. Times are epoch milliseconds.
 *
 * @param rule the rule's id
 * @param segment the segment watched, {@code null} for the metric as a whole
 * @param episode the same from firing to resolved, and no other's
 * @param severity the rule's severity in lower case
 * @param owner who is told; null when nobody is named
 * @param labels what routes match on, by name, in the names' order
 * @param state the state entered
 * @param provisional whether events that are still on their way may change the decision
 * @param metric id of the metric watched
 * @param window name of the window watched
 * @param value the value at the decision, NaN when there was no data
 * @param threshold the bound that was crossed, NaN when the rule has a band
 * @param bandLow the least expected value, NaN when the rule has none
 * @param bandHigh the greatest expected value, NaN when the rule has none
 * @param sinceMillis when the state began
 * @param eventMillis time of the event that led to the decision
 * @param ingestMillis when that event was taken in
 * @param decisionMillis the engine's clock at the decision
 * @param sequence journal sequence the decision rests on
 */
public record AlertNote(
        String rule,
        @Nullable String segment,
        String episode,
        String severity,
        @Nullable String owner,
        Map<String, String> labels,
        AlertState state,
        boolean provisional,
        String metric,
        String window,
        double value,
        double threshold,
        double bandLow,
        double bandHigh,
        long sinceMillis,
        long eventMillis,
        long ingestMillis,
        long decisionMillis,
        long sequence) {
    public AlertNote {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
