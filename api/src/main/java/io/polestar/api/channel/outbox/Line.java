package io.polestar.api.channel.outbox;

import io.polestar.api.channel.wording.Parcel;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one channel, and which of them is next. To be called under the outbox's lock.
 *
 * <p>They go in the order they came, but one that must be tried again later lets others pass unless they tell of one of its alerts. A
 * failure also holds the whole channel for a while, longer with each in a row, so that a receiver that is down is not hammered by
 * everything that waits for it.
 */
final class Line {
    /** How far past messages that cannot go yet a next one is looked for. */
    private static final int LOOK_AHEAD = 1_000;
    /** The longest a channel is held by failures alone; a message may wait longer. */
    private static final long LONGEST_HOLD_MILLIS = 60_000;
    /** The longest that a receiver can ask to be left alone. */
    private static final long LONGEST_ASKED_MILLIS = 3_600_000;

    private final String channel;
    private final RateLimit limit;
    private final NavigableMap<Long, Waiting> queue = new TreeMap<>();
    private long heldUntilMillis = Long.MIN_VALUE;
    private int failuresInRow;

    Line(String channel, int perMinute) {
        this.channel = channel;
        this.limit = new RateLimit(perMinute);
    }

    /** A message that waits. */
    private static final class Waiting {
        private final Parcel parcel;
        private final Set<String> lanes;
        private int attempts;
        private long notBeforeMillis = Long.MIN_VALUE;

        private Waiting(Parcel parcel) {
            this.parcel = parcel;
            this.lanes = parcel.lanes();
        }
    }

    /**
     * What is to be done.
     *
     * @param now what is to be sent now; null when nothing is
     * @param nextMillis when to ask again if nothing is, {@code Long.MAX_VALUE} when nothing waits
     */
    record Next(@Nullable Parcel now, long nextMillis) {}

    RateLimit limit() {
        return limit;
    }

    /** Adds a message at its place in the order of all that were taken. */
    void add(long order, Parcel parcel) {
        queue.put(order, new Waiting(parcel));
    }

    void remove(long order) {
        queue.remove(order);
    }

    int size() {
        return queue.size();
    }

    @Nullable
    Parcel oldest() {
        return queue.isEmpty() ? null : queue.firstEntry().getValue().parcel;
    }

    Next next(long nowMillis) {
        if (queue.isEmpty()) {
            return new Next(null, Long.MAX_VALUE);
        }
        long freeMillis = Math.max(heldUntilMillis, limit.freeMillis(nowMillis));
        if (freeMillis > nowMillis) {
            return new Next(null, freeMillis);
        }
        Set<String> blocked = new HashSet<>();
        long nextMillis = Long.MAX_VALUE;
        Iterator<Waiting> each = queue.values().iterator();
        for (int looked = 0; looked < LOOK_AHEAD && each.hasNext(); looked++) {
            Waiting waiting = each.next();
            boolean passes = Collections.disjoint(waiting.lanes, blocked);
            if (passes && waiting.notBeforeMillis <= nowMillis) {
                return new Next(waiting.parcel, nowMillis);
            }
            if (passes) {
                nextMillis = Math.min(nextMillis, waiting.notBeforeMillis);
            }
            blocked.addAll(waiting.lanes);
        }
        return new Next(null, nextMillis);
    }

    /** A send went well. */
    void succeeded() {
        failuresInRow = 0;
        heldUntilMillis = Long.MIN_VALUE;
    }

    /** A message that is to be tried again; {@code askedMillis} is how long the receiver wants to be left alone, 0 if it did not say. */
    void failed(long order, long nowMillis, long askedMillis) {
        long asked = Math.min(askedMillis, LONGEST_ASKED_MILLIS);
        failuresInRow++;
        long hold = Math.min(LONGEST_HOLD_MILLIS, Backoff.millis(channel, failuresInRow));
        heldUntilMillis = nowMillis + Math.max(hold, asked);
        Waiting waiting = queue.get(order);
        if (waiting != null) {
            waiting.attempts++;
            waiting.notBeforeMillis = nowMillis
                    + Math.max(asked, Backoff.millis(waiting.parcel.message().id(), waiting.attempts));
        }
    }
}
