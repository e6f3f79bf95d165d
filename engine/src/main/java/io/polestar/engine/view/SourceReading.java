package io.polestar.engine.view;

import io.polestar.engine.tree.Source;
import org.jspecify.annotations.Nullable;

/**
 * Freshness and behaviour of one source of events.
 *
 * @param source the source's name; "other" for all beyond the bound of 256
 * @param declared what the definition says of it, null if nothing
 * @param state whether it still sends, judged by the engine's clock
 * @param staleMillis how long it may be silent, milliseconds
 * @param times when it sent
 * @param ratePerSecond events accepted from it over the last 60 s, a second
 * @param counts events of it since the journal began
 */
public record SourceReading(
        String source,
        @Nullable Source declared,
        SourceState state,
        long staleMillis,
        Times times,
        double ratePerSecond,
        Counts counts) {

    /**
     * When a source sent. Epoch milliseconds, {@code Long.MIN_VALUE} before its first event.
     *
     * @param newestMillis time of its newest event
     * @param arrivalMillis when the last event of it was taken in
     * @param watermarkMillis its watermark: newest event time less its allowed lateness
     * @param lagMillis how long its newest event was on the way, milliseconds, 0 if it was ahead
     * @param skewMillis the furthest that an event of it was ahead of its arrival, milliseconds, 0 or more
     */
    public record Times(long newestMillis, long arrivalMillis, long watermarkMillis, long lagMillis, long skewMillis) {
        /** Of a source that has never sent. */
        static final Times NEVER = new Times(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 0, 0);
    }

    /**
     * Events of a source since the journal began.
     *
     * @param accepted events that count
     * @param late those of them that came behind the watermark
     * @param duplicates events left out as seen before
     * @param rejected events refused by a rule
     */
    public record Counts(long accepted, long late, long duplicates, long rejected) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }
}
