package io.polestar.engine.intake;

/**
 * Bounds how many events ahead of the wall clock are taken: they are held in memory until the clock has passed them.
 * Counted by second, so an event gives its place back within a second of its time. One thread at a time.
 */
final class EarlyBudget {
    private static final long SECOND = 1000;

    private final int maxEvents;
    private final int[] inSecond;
    private long second;
    private int held;

    /**
     * @param maxEvents events that may be ahead at once
     * @param maxAheadMillis how far ahead an event may be at all
     */
    EarlyBudget(int maxEvents, long maxAheadMillis) {
        this.maxEvents = maxEvents;
        this.inSecond = new int[Math.toIntExact(maxAheadMillis / SECOND + 2)];
    }

    /** Moves the clock on and frees the places of events that it has passed. */
    void advance(long wallMillis) {
        long now = Math.floorDiv(wallMillis, SECOND);
        if (now - second > inSecond.length) {
            second = now - inSecond.length;
        }
        for (; second < now; second++) {
            int at = (int) (second % inSecond.length);
            held -= inSecond[at];
            inSecond[at] = 0;
        }
    }

    /** Whether all places are taken. */
    boolean isFull() {
        return held >= maxEvents;
    }

    /** Takes a place for an event that is ahead. */
    void take(long timeMillis) {
        held++;
        inSecond[(int) (Math.floorDiv(timeMillis, SECOND) % inSecond.length)]++;
    }
}
