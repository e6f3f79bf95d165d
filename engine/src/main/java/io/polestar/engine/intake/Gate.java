package io.polestar.engine.intake;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;

/**
 * Decides, in journal order, which events of a batch are taken. An event is left out when its source and id were taken before,
 * and refused when its time cannot be: more than an hour (or what was configured) past its arrival, a leap of a stream clock, or
 * one too many ahead of the clock. One thread at a time.
 */
public final class Gate {
    private final GateLimits limits;
    private final boolean streamClock;
    private final DedupWindow dedup;
    private final EarlyBudget early;
    private final EventCursor cursor = new EventCursor();
    private long newestMillis = Long.MIN_VALUE;
    private long committedNewestMillis = Long.MIN_VALUE;
    private int duplicates;

    /** Told of every event that is refused. */
    public interface Refusals {
        /** @param index the event's position in the sender's batch */
        void refuse(int index, String field, String value, String rule);
    }

    /** @param streamClock whether the newest event is the clock */
    public Gate(GateLimits limits, boolean streamClock) {
        this.limits = limits;
        this.streamClock = streamClock;
        this.dedup = new DedupWindow(limits.dedupIds(), limits.dedupMillis());
        this.early = new EarlyBudget(limits.maxEarlyEvents(), limits.maxAheadMillis());
    }

    /**
     * Marks the events of a sealed batch that are not taken; the decisions hold once they are {@link #commit}ted.
     *
     * @return the number of events taken
     */
    public int judge(EventBatch batch, long wallMillis, Refusals refusals) {
        cursor.wrap(batch.bytes());
        early.advance(wallMillis);
        duplicates = 0;
        int taken = 0;
        while (cursor.next()) {
            if (cursor.timeIsArrival()) {
                cursor.arrivedAt(wallMillis);
            }
            if (refuse(wallMillis, refusals)) {
                cursor.drop();
            } else if (cursor.identity() != 0 && !dedup.add(cursor.identity())) {
                duplicates++;
                cursor.drop();
            } else {
                take(wallMillis);
                taken++;
            }
        }
        return taken;
    }

    private void take(long wallMillis) {
        long time = cursor.timeMillis();
        newestMillis = Math.max(newestMillis, time);
        if (!streamClock && time > wallMillis) {
            early.take(time);
        }
    }

    private boolean refuse(long wallMillis, Refusals refusals) {
        long time = cursor.timeMillis();
        if (time > wallMillis + limits.maxAheadMillis()) {
            return refuse(refusals, "must be at most " + limits.maxAheadMillis() / 1000 + " s past its arrival");
        }
        if (streamClock) {
            return newestMillis != Long.MIN_VALUE
                    && time > newestMillis + limits.maxJumpMillis()
                    && refuse(
                            refusals,
                            "must be at most " + limits.maxJumpMillis() / 1000
                                    + " s past the newest event of a stream clock");
        }
        return time > wallMillis
                && early.isFull()
                && refuse(refusals, "must not be ahead of the clock while " + limits.maxEarlyEvents() + " events are");
    }

    private boolean refuse(Refusals refusals, String rule) {
        refusals.refuse(
                cursor.position(),
                "time",
                java.time.Instant.ofEpochMilli(cursor.timeMillis()).toString(),
                rule);
        return true;
    }

    /** Duplicates in the batch judged last. */
    public int duplicates() {
        return duplicates;
    }

    /** Makes the last judgement final: the batch was journalled at a position and time. */
    public void commit(long position, long wallMillis) {
        dedup.commit(position, wallMillis);
        committedNewestMillis = newestMillis;
    }

    /** Takes the last judgement back: the journal did not take the batch. */
    public void rollback() {
        dedup.rollback();
        newestMillis = committedNewestMillis;
    }

    /** Takes up what a journalled batch once decided. */
    public void replay(byte[] batch, long position, long wallMillis) {
        cursor.wrap(batch);
        early.advance(wallMillis);
        while (cursor.next()) {
            if (!cursor.dropped()) {
                take(wallMillis);
                if (cursor.identity() != 0) {
                    dedup.add(cursor.identity());
                }
            }
        }
        commit(position, wallMillis);
    }

    /** Newest event time taken, {@code Long.MIN_VALUE} before the first. */
    public long newestMillis() {
        return newestMillis;
    }

    /** Takes up the newest event time from a snapshot. */
    public void restoreNewest(long epochMillis) {
        newestMillis = Math.max(newestMillis, epochMillis);
        committedNewestMillis = newestMillis;
    }

    /** Journal position from which {@link #replay} must begin to know all ids again; {@code none} without ids. */
    public long dedupPosition(long none) {
        return dedup.oldestPosition(none);
    }

    /** Ids by which duplicates are recognised now. */
    public long dedupIds() {
        return dedup.size();
    }

    /** Wall clock of the oldest of them; {@code none} without ids. */
    public long dedupSinceMillis(long none) {
        return dedup.oldestWallMillis(none);
    }
}
