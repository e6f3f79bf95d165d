package io.polestar.engine.backtest;

import io.polestar.engine.tree.Segment;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One firing of the rule, from its beginning to its end. It may have begun before the time asked about, and be going on behind it. Times are epoch
 * milliseconds of the engine's clock.
 *
 * @param id as the engine would have called it
 * @param segment the segment watched, null for the metric as a whole
 * @param pendingMillis since when the condition held; {@code firingMillis} for a rule without {@code for}
 * @param firingMillis when it fired
 * @param endMillis when it was resolved or retracted; {@link #GOING_ON} when it was not
 * @param durationMillis from firing to its end, or to the last record read
 * @param recoveringMillis of these, how long the condition had ceased and {@code keepFiringFor} had not gone by
 * @param outcome what became of it
 * @param provisional whether events of the time decided about were still to come when it fired
 * @param value the number compared when it fired, NaN when there was none
 * @param peak the number farthest from what is no cause for alarm, of those at its transitions and about once a second of the clock; NaN when there was none
 * @param low the least value that is no cause for alarm when it fired, NaN when there is no such bound
 * @param high the greatest, NaN when there is no such bound
 * @param inhibitedMillis how long others explained it
 * @param inhibitedBy the rules that did, in the order of their names
 * @param silencedMillis how long silences and maintenance windows covered it
 * @param silencedBy their ids, in their order
 * @param acknowledgedBy who took it on last, null for nobody
 */
public record Episode(
        String id,
        @Nullable Segment segment,
        long pendingMillis,
        long firingMillis,
        long endMillis,
        long durationMillis,
        long recoveringMillis,
        Outcome outcome,
        boolean provisional,
        double value,
        double peak,
        double low,
        double high,
        long inhibitedMillis,
        Set<String> inhibitedBy,
        long silencedMillis,
        Set<String> silencedBy,
        @Nullable String acknowledgedBy) {
    /** The end of an episode that has none yet. */
    public static final long GOING_ON = Long.MAX_VALUE;

    /** What became of an episode. */
    public enum Outcome {
        /** It fires still. */
        OPEN,
        /** Its condition ceased. */
        RESOLVED,
        /** It was provisional and proved wrong. */
        RETRACTED
    }

    public Episode {
        inhibitedBy = Collections.unmodifiableSet(new TreeSet<>(inhibitedBy));
        silencedBy = Collections.unmodifiableSet(new TreeSet<>(silencedBy));
    }

    /** The bound that was crossed when the value left the band on the rule's side; the upper of two. */
    public double threshold() {
        return Double.isNaN(high) ? low : high;
    }
}
