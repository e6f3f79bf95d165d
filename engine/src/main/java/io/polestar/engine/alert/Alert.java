package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Timing;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReading.Acknowledgement;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import org.jspecify.annotations.Nullable;

/**
 * One rule in one place: its state, and what lies on top of it. Made when the rule first sees something there; until then the alert is
 * inactive. Written by the thread that evaluates.
 *
 * <pre>
 *     from                  what is seen                                        to
 *     INACTIVE, RESOLVED    it holds, {@code for} is not 0                      PENDING
 *     INACTIVE, RESOLVED    it holds, {@code for} is 0                          FIRING
 *     PENDING               it does not hold, or nothing is seen                INACTIVE
 *     PENDING               it has held for {@code for}                         FIRING
 *     FIRING                it has ceased, {@code keepFiringFor} is not 0       RECOVERING
 *     FIRING                it has ceased, {@code keepFiringFor} is 0           RESOLVED
 *     RECOVERING            it holds again                                      FIRING, the same episode
 *     RECOVERING            it has not held for {@code keepFiringFor}           RESOLVED
 *     any                   the sources are silent                              NO_DATA
 *     any                   it cannot be computed                               ERROR
 *     NO_DATA, ERROR        in an episode: it holds, or nothing is seen         FIRING, the same episode
 *     NO_DATA, ERROR        in an episode: it has ceased                        as from FIRING
 *     NO_DATA, ERROR        in no episode                                       as from INACTIVE
 * </pre>
 *
 * <p>Nothing seen neither meets nor misses a condition: it ends PENDING, which must hold without a gap, and leaves FIRING and RECOVERING
 * as they are. A rule that fires {@code once} stays where it is after its episode until it is re-armed; one whose condition holds because
 * of what was told about the past stays where it is until the condition has ceased once.
 */
final class Alert {
    final int rule;
    final int place;
    final @Nullable Segment segment;

    AlertState state = AlertState.INACTIVE;
    long sinceMillis;
    /** Of the episode going on or of the last one; empty before the first. */
    String episode = "";
    /** Whether the episode is going on. */
    boolean open;
    /** Whether it has fired and may not again. */
    boolean spent;
    /** Whether it disregards that its condition holds, because what was told about the past brought that about; until it has ceased once. */
    boolean overlooks;
    /** The moment whose events may still come, which made a provisional firing; 0 when it is not provisional. */
    long provisionalMillis;

    @Nullable
    Acknowledgement acknowledgement;

    @Nullable
    String silencedBy;

    @Nullable
    String inhibitedBy;

    /** What was seen at the latest transition of the state. */
    double value = Double.NaN;

    double low = Double.NaN;
    double high = Double.NaN;

    AlertReading reading;

    Alert(int rule, int place, @Nullable Segment segment, AlertReading reading) {
        this.rule = rule;
        this.place = place;
        this.segment = segment;
        this.reading = reading;
    }

    /** Takes note that a condition that was overlooked has ceased. */
    void see(Verdict verdict) {
        overlooks &= verdict != Verdict.CEASED && verdict != Verdict.NOTHING;
    }

    /** The state that what is seen leads to; the same for no transition. */
    AlertState next(Verdict verdict, long clockMillis, Timing timing) {
        if (verdict == Verdict.SILENT) {
            return AlertState.NO_DATA;
        }
        if (verdict == Verdict.FAILED) {
            return AlertState.ERROR;
        }
        boolean holds = verdict == Verdict.HOLDS;
        return switch (state) {
            case INACTIVE, RESOLVED -> holds && mayFire() ? first(timing) : state;
            case PENDING -> holds ? lasted(timing.forMillis(), clockMillis, AlertState.FIRING) : AlertState.INACTIVE;
            case FIRING -> verdict == Verdict.CEASED ? ceased(timing) : state;
            case RECOVERING -> recovering(verdict, clockMillis, timing);
            case NO_DATA, ERROR -> {
                if (open) {
                    yield verdict == Verdict.CEASED ? ceased(timing) : AlertState.FIRING;
                }
                yield holds && mayFire() ? first(timing) : AlertState.INACTIVE;
            }
        };
    }

    /** Whether its condition was seen to hold already. */
    boolean isUnderWay() {
        return open || state == AlertState.PENDING;
    }

    private boolean mayFire() {
        return !spent && !overlooks;
    }

    private static AlertState first(Timing timing) {
        return timing.forMillis() == 0 ? AlertState.FIRING : AlertState.PENDING;
    }

    private static AlertState ceased(Timing timing) {
        return timing.keepFiringForMillis() == 0 ? AlertState.RESOLVED : AlertState.RECOVERING;
    }

    private AlertState recovering(Verdict verdict, long clockMillis, Timing timing) {
        if (verdict == Verdict.NOTHING) {
            return state;
        }
        return verdict == Verdict.HOLDS
                ? AlertState.FIRING
                : lasted(timing.keepFiringForMillis(), clockMillis, AlertState.RESOLVED);
    }

    private AlertState lasted(long lengthMillis, long clockMillis, AlertState then) {
        return clockMillis - sinceMillis >= lengthMillis ? then : state;
    }

    /** When the passing of time alone may lead to another state; {@code Long.MAX_VALUE} when it will not. */
    long dueMillis(Timing timing) {
        return switch (state) {
            case PENDING -> sinceMillis + timing.forMillis();
            case RECOVERING -> sinceMillis + timing.keepFiringForMillis();
            default -> Long.MAX_VALUE;
        };
    }

    /** History tells seconds of a whole apart and minutes of a segment: the firing is judged again at the end of its own. */
    private static long endOfStep(long clockMillis, Rule of) {
        long step = RuleValues.stepMillis(of);
        return -Math.floorDiv(-clockMillis, step) * step;
    }

    void noteSight(Sight sight) {
        value = sight.value();
        low = sight.low();
        high = sight.high();
    }

    /** The one place where an alert changes its state. */
    void enter(AlertState to, AlertReason reason, long number, long clockMillis, Rule of) {
        if (to == AlertState.FIRING && !open) {
            open = true;
            spent = of.timing().once();
            provisionalMillis = of.timing().provisional() ? endOfStep(clockMillis, of) : 0;
            episode = of.id() + "-" + number;
            acknowledgement = null;
        }
        if (to == AlertState.RESOLVED || to == AlertState.INACTIVE) {
            open = false;
            provisionalMillis = 0;
        }
        if (reason == AlertReason.RETRACTED) {
            spent = false;
        }
        state = to;
        sinceMillis = clockMillis;
    }
}
