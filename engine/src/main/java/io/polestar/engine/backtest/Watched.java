package io.polestar.engine.backtest;

import io.polestar.engine.alert.Transition;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An episode while it goes on. One thread. */
final class Watched {
    final Transition fired;
    final Span firing;
    final Span inhibited;
    final Span silenced;
    private final Span recovering;
    private final long pendingMillis;
    private final Set<String> inhibitedBy = new TreeSet<>();
    private final Set<String> silencedBy = new TreeSet<>();
    private @Nullable String acknowledgedBy;
    private double peak = Double.NaN;
    private double excess = Double.NEGATIVE_INFINITY;

    Watched(Transition fired, long pendingMillis, long fromMillis, long toMillis) {
        this.fired = fired;
        this.pendingMillis = pendingMillis;
        this.firing = new Span(fromMillis, toMillis);
        this.inhibited = new Span(fromMillis, toMillis);
        this.silenced = new Span(fromMillis, toMillis);
        this.recovering = new Span(fromMillis, toMillis);
    }

    /** Goes on through a transition, the first one included. */
    void pass(Transition transition) {
        long clock = transition.decisionMillis();
        Transition.Flags flags = transition.flags();
        firing.is(true, clock);
        recovering.is(transition.to() == AlertState.RECOVERING, clock);
        inhibited.is(flags.inhibited(), clock);
        silenced.is(flags.silenced(), clock);
        if (flags.inhibitedBy() != null) {
            inhibitedBy.add(EpisodeBook.ruleOf(flags.inhibitedBy()));
        }
        if (flags.silencedBy() != null) {
            silencedBy.add(flags.silencedBy());
        }
        if (flags.acknowledgedBy() != null) {
            acknowledgedBy = flags.acknowledgedBy();
        }
        see(transition.value(), transition.low(), transition.high());
    }

    /** Sees a value: the one farthest from what is no cause for alarm stays. */
    void see(double value, double low, double high) {
        double below = Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low - value;
        double above = Double.isNaN(high) ? Double.NEGATIVE_INFINITY : value - high;
        double beyond = Math.max(below, above);
        if (!Double.isNaN(value) && (Double.isNaN(peak) || beyond > excess)) {
            peak = value;
            excess = beyond;
        }
    }

    /** The episode as it stands when time has gone by up to a moment. */
    private Episode at(long clockMillis, long endMillis, Episode.Outcome outcome) {
        firing.is(false, clockMillis);
        recovering.is(false, clockMillis);
        inhibited.is(false, clockMillis);
        silenced.is(false, clockMillis);
        return new Episode(
                fired.episode(),
                fired.segment(),
                pendingMillis,
                fired.decisionMillis(),
                endMillis,
                firing.millis(),
                recovering.millis(),
                outcome,
                fired.provisional(),
                fired.value(),
                peak,
                fired.low(),
                fired.high(),
                inhibited.millis(),
                inhibitedBy,
                silenced.millis(),
                silencedBy,
                acknowledgedBy);
    }

    Episode ended(Transition last) {
        Episode.Outcome outcome =
                last.reason() == AlertReason.RETRACTED ? Episode.Outcome.RETRACTED : Episode.Outcome.RESOLVED;
        return at(last.decisionMillis(), last.decisionMillis(), outcome);
    }

    Episode open(long clockMillis) {
        return at(clockMillis, Episode.GOING_ON, Episode.Outcome.OPEN);
    }
}
