package io.polestar.engine.backtest;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.alert.Transition;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one rule while the journal is read: a listener to the transitions and messages of all rules. Keeps what is open, and of
 * what has ended the first {@link BacktestReport#MOST_EPISODES}. One thread.
 */
public final class EpisodeBook {
    private final BacktestRequest request;
    private final Map<@Nullable Segment, Long> pending = new HashMap<>();
    private final Map<String, Watched> open = new LinkedHashMap<>();
    private final List<Episode> ended = new ArrayList<>();
    private final Map<AlertState, Long> entered = new EnumMap<>(AlertState.class);
    private final Set<String> explained = new HashSet<>();
    private final Map<String, Long> inhibits = new TreeMap<>();
    private final Map<String, Map<Message.Cause, Long>> messages = new TreeMap<>();
    private final Sight sight = new Sight();
    private long fired;
    private long leftOut;
    private long firingMillis;
    private long inhibitedMillis;
    private long silencedMillis;

    public EpisodeBook(BacktestRequest request) {
        this.request = request;
    }

    /** The rule of an episode, by whose id and a number it is named. */
    static String ruleOf(String episode) {
        int end = episode.lastIndexOf('-');
        return end < 0 ? episode : episode.substring(0, end);
    }

    private boolean within(long clockMillis) {
        return clockMillis >= request.fromMillis() && clockMillis < request.toMillis();
    }

    /** Takes a transition of any rule. */
    public void transition(Transition transition) {
        if (transition.rule().equals(request.rule())) {
            take(transition);
        } else {
            explain(transition);
        }
    }

    private void take(Transition transition) {
        long clock = transition.decisionMillis();
        if (transition.moves() && within(clock)) {
            entered.merge(transition.to(), 1L, Long::sum);
        }
        Watched going = open.get(transition.episode());
        if (going == null && transition.to() == AlertState.FIRING) {
            Long since = pending.get(transition.segment());
            going = new Watched(transition, since == null ? clock : since, request.fromMillis(), request.toMillis());
            open.put(transition.episode(), going);
            fired += within(clock) ? 1 : 0;
        }
        if (transition.to() == AlertState.PENDING) {
            pending.put(transition.segment(), clock);
        } else {
            pending.remove(transition.segment());
        }
        if (going != null) {
            going.pass(transition);
            if (transition.to() == AlertState.RESOLVED || transition.to() == AlertState.INACTIVE) {
                open.remove(transition.episode());
                end(going, going.ended(transition));
            }
        }
    }

    private void end(Watched watched, Episode episode) {
        firingMillis += watched.firing.withinMillis();
        inhibitedMillis += watched.inhibited.withinMillis();
        silencedMillis += watched.silenced.withinMillis();
        if (episode.firingMillis() >= request.toMillis() || episode.endMillis() < request.fromMillis()) {
            return;
        }
        if (ended.size() < BacktestReport.MOST_EPISODES) {
            ended.add(episode);
        } else {
            leftOut++;
        }
    }

    /** Notes an episode of another rule that this one explains. */
    private void explain(Transition transition) {
        String by = transition.flags().inhibitedBy();
        String episode = transition.episode();
        if (transition.to() == AlertState.RESOLVED || transition.to() == AlertState.INACTIVE) {
            explained.remove(episode);
        } else if (by != null
                && ruleOf(by).equals(request.rule())
                && within(transition.decisionMillis())
                && !episode.isEmpty()
                && explained.add(episode)) {
            inhibits.merge(transition.rule(), 1L, Long::sum);
        }
    }

    /** Takes a message. */
    public void message(Message message) {
        if (within(message.decisionMillis())
                && message.alerts().stream().anyMatch(note -> note.rule().equals(request.rule()))) {
            messages.computeIfAbsent(message.channel(), channel -> new EnumMap<>(Message.Cause.class))
                    .merge(message.cause(), 1L, Long::sum);
        }
    }

    /** Whether the rule fires anywhere. */
    public boolean isFiring() {
        return !open.isEmpty();
    }

    /** Looks at an alert. */
    public interface Look {
        void at(@Nullable Segment segment, Sight sight);
    }

    /** Looks at all alerts of the rule that fire; a value of NaN is none. */
    public void look(Look look) {
        for (Watched watched : open.values()) {
            look.at(watched.fired.segment(), sight);
            watched.see(sight.value(), sight.low(), sight.high());
        }
    }

    /** What came of the rule, when the journal has been read. */
    public BacktestReport report(BacktestReport.Reading reading, long alertHash) {
        long end = Math.min(request.toMillis(), reading.endMillis());
        open.values().forEach(watched -> end(watched, watched.open(Math.max(end, watched.fired.decisionMillis()))));
        open.clear();
        ended.sort(Comparator.comparingLong(Episode::firingMillis));
        List<BacktestReport.Told> told = new ArrayList<>();
        messages.forEach((channel, causes) ->
                causes.forEach((cause, count) -> told.add(new BacktestReport.Told(channel, cause, count))));
        return new BacktestReport(
                request.rule(),
                request.definition().version(),
                request.fromMillis() == BacktestRequest.EVER ? reading.beginMillis() : request.fromMillis(),
                request.toMillis() == BacktestRequest.NOW ? reading.endMillis() : request.toMillis(),
                reading,
                fired,
                ended,
                leftOut,
                entered,
                firingMillis,
                inhibitedMillis,
                silencedMillis,
                inhibits,
                told,
                alertHash);
    }
}
