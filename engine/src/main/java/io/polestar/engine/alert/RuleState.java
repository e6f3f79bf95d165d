package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertState;

/**
 * One rule's place in its life. Written by the thread that evaluates.
 *
 * <pre>
 *     from                what happens                                     to
 *     INACTIVE, RESOLVED  the condition holds, {@code for} is not 0        PENDING
 *     INACTIVE, RESOLVED  the condition holds, {@code for} is 0            FIRING
 *     PENDING             the condition does not hold, or there is no data INACTIVE
 *     PENDING             the condition has held for {@code for}           FIRING
 *     FIRING              the condition has ceased for {@code keepFiringFor}  RESOLVED
 * </pre>
 *
 * <p>A condition that only holds because of what was brought in about the past is overlooked until it has ceased once.
 *
 * <p>No data neither meets nor misses a condition: it ends PENDING, which must hold without a gap, and leaves every other state and the
 * time since the condition ceased as they are. A value that fires again within {@code keepFiringFor} goes on with the same firing, so one
 * cause is told once.
 */
final class RuleState {
    /** The condition has not ceased since the rule fired. */
    private static final long NEVER = Long.MIN_VALUE;

    private final Rule rule;
    private AlertReading reading;
    private long ceasedMillis = NEVER;
    private boolean overlooks;

    RuleState(Rule rule) {
        this.rule = rule;
        this.reading = new AlertReading(rule.id(), AlertState.INACTIVE, Double.NaN, rule.threshold(), 0, 0, 0, 0, 0);
    }

    /** What a decision rests on; times in epoch milliseconds. Reused from one evaluation to the next. */
    static final class Moment {
        long clockMillis;
        long sequence;
        long eventMillis;
        long ingestMillis;
    }

    Rule rule() {
        return rule;
    }

    /** The latest transition. */
    AlertReading reading() {
        return reading;
    }

    /** When the condition of a firing rule ceased to hold, or {@link Long#MIN_VALUE}; for the snapshot. */
    long ceasedMillis() {
        return ceasedMillis;
    }

    /** Takes over what a snapshot holds. */
    void restore(AlertReading snapshot, long ceasedMillis, boolean overlooks) {
        this.reading = snapshot;
        this.ceasedMillis = ceasedMillis;
        this.overlooks = overlooks;
    }

    /** Whether the condition holds and is left alone until it has ceased once; for the snapshot. */
    boolean overlooks() {
        return overlooks;
    }

    /** Leaves a condition alone that holds now and did not hold at the last judgement. */
    void overlook(double value) {
        boolean heldBefore = reading.state() == AlertState.PENDING || reading.state() == AlertState.FIRING;
        overlooks |= !heldBefore && rule.holds(value);
    }

    /** Judges a value; whether that was a transition. Allocates only then. */
    boolean step(double value, Moment moment) {
        boolean data = !Double.isNaN(value);
        boolean holds = data && rule.holds(value);
        overlooks &= !data || holds;
        return switch (reading.state()) {
            case INACTIVE, RESOLVED -> holds && !overlooks && enter(firstState(), value, moment);
            case PENDING ->
                holds
                        ? lasted(reading.sinceMillis(), rule.forMillis(), moment)
                                && enter(AlertState.FIRING, value, moment)
                        : enter(AlertState.INACTIVE, value, moment);
            case FIRING -> data && ceased(holds, moment) && enter(AlertState.RESOLVED, value, moment);
        };
    }

    private AlertState firstState() {
        return rule.forMillis() == 0 ? AlertState.FIRING : AlertState.PENDING;
    }

    /** Notes whether the condition of a firing rule holds; whether it has not done so for {@code keepFiringFor}. */
    private boolean ceased(boolean holds, Moment moment) {
        if (holds) {
            ceasedMillis = NEVER;
            return false;
        }
        if (ceasedMillis == NEVER) {
            ceasedMillis = moment.clockMillis;
        }
        return lasted(ceasedMillis, rule.keepFiringForMillis(), moment);
    }

    private static boolean lasted(long sinceMillis, long lengthMillis, Moment moment) {
        return moment.clockMillis - sinceMillis >= lengthMillis;
    }

    /** The one place where a rule changes its state. */
    private boolean enter(AlertState state, double value, Moment moment) {
        ceasedMillis = NEVER;
        reading = new AlertReading(
                rule.id(),
                state,
                value,
                rule.threshold(),
                moment.eventMillis,
                moment.ingestMillis,
                moment.clockMillis,
                moment.sequence,
                moment.clockMillis);
        return true;
    }
}
