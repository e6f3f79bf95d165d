package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Where rules look. A rule has places: one, number 0, or one for each segment of a dimension, under the segment's number. The evaluating
 * thread only.
 */
public interface RuleValues {
    /** Says where a look at that clock may see something else than the last one did. More than need be does no harm. */
    void mark(long clockMillis, Marks marks);

    /** Has the next {@link #mark} mark everything, whatever the clock, because what is past has changed. */
    void reconsider();

    /** Looks. Looking changes nothing. */
    void look(int rule, int place, long clockMillis, Sight sight);

    /** How finely the past of what a rule watches is told apart, milliseconds. */
    static long stepMillis(Rule rule) {
        return rule.watched().whole() ? 1_000 : 60_000;
    }

    /** Looks at what is known by now of a moment that has passed, a multiple of {@link #stepMillis}, and of the one a step before. */
    void lookBack(int rule, int place, long momentMillis, Sight sight);

    /** Up to which time all events are in, epoch milliseconds. */
    long watermarkMillis();

    /** The segment behind a place; null for the whole of a metric. */
    @Nullable
    Segment segment(int rule, int place);

    /** The place of a segment, null for the whole; -1 when there is none. */
    int place(int rule, @Nullable Segment segment);

    /** Takes marks. */
    interface Marks {
        /** One place of a rule. */
        void mark(int rule, int place);

        /** All places of a rule, up to but without that number. */
        void markAll(int rule, int places);
    }
}
