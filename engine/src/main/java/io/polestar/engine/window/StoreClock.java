package io.polestar.engine.window;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The clock that all stores share, the exclusive end of their windows. It stops wherever something changes by itself, and lets events in
 * that were ahead of it. One thread.
 */
final class StoreClock {
    private final Store[] stores;
    private final EarlyEvents early = new EarlyEvents();
    private final EarlyEvents.Target release;
    private final LongConsumer atEdge;
    private final long grainMillis;
    private long clock = Long.MIN_VALUE;

    /**
     * @param release takes the events that are not early any more
     * @param atEdge told the clock whenever it has reached a moment at which values change by themselves
     */
    StoreClock(Store[] stores, EarlyEvents.Target release, LongConsumer atEdge) {
        this.stores = stores;
        this.release = release;
        this.atEdge = atEdge;
        this.grainMillis =
                Arrays.stream(stores).mapToLong(Store::grainMillis).min().orElse(Store.WHOLE_STEP_MILLIS);
    }

    /** Epoch milliseconds; {@code Long.MIN_VALUE} before the first record. */
    long millis() {
        return clock;
    }

    /** Sets it to where the stores already stand. */
    void set(long millis) {
        clock = millis;
    }

    /** The events that are ahead of it. */
    EarlyEvents early() {
        return early;
    }

    /** Moves on, never back. Within the stores' grain that is one comparison. */
    void advanceTo(long toMillis) {
        if (toMillis <= clock) {
            return;
        }
        if (clock != Long.MIN_VALUE
                && Math.floorDiv(toMillis, grainMillis) == Math.floorDiv(clock, grainMillis)
                && early.earliestMillis() >= toMillis) {
            clock = toMillis;
            return;
        }
        for (long edge = nextEdge(); edge <= toMillis; edge = nextEdge()) {
            moveTo(edge);
            atEdge.accept(edge);
        }
        if (clock < toMillis) {
            moveTo(toMillis);
        }
    }

    private long nextEdge() {
        long next = early.isEmpty() ? Long.MAX_VALUE : early.earliestMillis() + 1;
        for (Store store : stores) {
            next = Math.min(next, store.nextEdgeMillis());
        }
        return next;
    }

    private void moveTo(long toMillis) {
        if (early.earliestMillis() < toMillis) {
            advanceStores(early.earliestMillis());
            early.releaseBefore(toMillis, release);
        }
        advanceStores(toMillis);
        clock = toMillis;
    }

    private void advanceStores(long toMillis) {
        for (Store store : stores) {
            store.advance(toMillis);
        }
    }
}
