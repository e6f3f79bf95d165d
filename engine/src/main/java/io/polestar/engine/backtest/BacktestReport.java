package io.polestar.engine.backtest;

import io.polestar.engine.dispatch.Message;
import io.polestar.engine.view.AlertState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What would have come of a rule. The journal was read from {@code journal} on and every rule judged from there, so that windows, baselines and
 * states are what they would have been; only what happened between {@code fromMillis} and {@code toMillis} is told. Times are epoch milliseconds
 * of the engine's clock.
 *
 * @param rule the rule's id
 * @param definition version of the definition whose other rules were judged with it
 * @param fromMillis where the time told of begins, inclusive
 * @param toMillis where it ends, exclusive
 * @param journal what was read
 * @param fired how many episodes began in the time
 * @param episodes those that were open at some moment of the time, by when they fired; the first {@link #MOST_EPISODES} to end
 * @param episodesLeftOut how many more there were
 * @param entered how many transitions led to each state
 * @param firingMillis how long alerts of the rule were open, all of them together, within the time
 * @param inhibitedMillis of this, how long others explained them
 * @param silencedMillis of this, how long silences covered them
 * @param inhibits how many episodes of other rules the rule explained, by rule
 * @param messages the messages that told of the rule, by channel and cause
 * @param alertHash hash of all alerts and messages after the last record read: that of an engine that has read the same with the same rules
 */
public record BacktestReport(
        String rule,
        String definition,
        long fromMillis,
        long toMillis,
        Reading journal,
        long fired,
        List<Episode> episodes,
        long episodesLeftOut,
        Map<AlertState, Long> entered,
        long firingMillis,
        long inhibitedMillis,
        long silencedMillis,
        Map<String, Long> inhibits,
        List<Told> messages,
        long alertHash) {
    /** The most episodes told one by one. */
    public static final int MOST_EPISODES = 1_000;

    /**
     * What was read of the journal.
     *
     * @param beginMillis when its oldest record was written; where events move the clock, the time of its first event; 0 when there was none
     * @param beginSequence that record's sequence
     * @param cut whether older records had been deleted: what rests on them, such as long windows and baselines, is less than it was live
     * @param endMillis the engine's clock behind the last record read
     * @param endSequence that record's sequence, 0 when there was none
     * @param events how many events were counted
     */
    public record Reading(
            long beginMillis, long beginSequence, boolean cut, long endMillis, long endSequence, long events) {}

    /** How many messages went through a channel for a cause. */
    public record Told(String channel, Message.Cause cause, long count) {}

    public BacktestReport {
        episodes = List.copyOf(episodes);
        messages = List.copyOf(messages);
        entered = Collections.unmodifiableMap(new TreeMap<>(entered));
        inhibits = Collections.unmodifiableMap(new TreeMap<>(inhibits));
    }

    /** How many messages told of the rule. */
    public long messageCount() {
        return messages.stream().mapToLong(Told::count).sum();
    }
}
