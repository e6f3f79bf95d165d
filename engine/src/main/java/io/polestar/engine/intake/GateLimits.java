package io.polestar.engine.intake;

/**
 * What the gate lets pass.
 *
 * @param dedupIds ids by which duplicates are recognised, at most
 * @param dedupMillis how long after its arrival an id is remembered
 * @param maxAheadMillis how far past its arrival an event's time may be
 * @param maxJumpMillis how far one event may move a stream clock
 * @param maxEarlyEvents events that may be ahead of the wall clock at once
 */
public record GateLimits(int dedupIds, long dedupMillis, long maxAheadMillis, long maxJumpMillis, int maxEarlyEvents) {
    private static final long DAY = 86_400_000;

    /** Two million ids or a day, an hour ahead, a leap of 31 days, 20,000 events ahead. */
    public static final GateLimits DEFAULT = new GateLimits(2_000_000, DAY, 3_600_000, 31 * DAY, 20_000);

    public GateLimits {
        if (dedupIds < 1 || dedupIds > 1 << 28) {
            throw new IllegalArgumentException("dedupIds must be 1 to 268435456, dedupIds=" + dedupIds);
        }
        if (dedupMillis < 1 || maxAheadMillis < 0 || maxJumpMillis < 1 || maxEarlyEvents < 0) {
            throw new IllegalArgumentException("limits must not be negative, " + dedupMillis + ", " + maxAheadMillis
                    + ", " + maxJumpMillis + ", " + maxEarlyEvents);
        }
        if (maxAheadMillis > DAY) {
            throw new IllegalArgumentException(
                    "maxAheadMillis must be at most a day, maxAheadMillis=" + maxAheadMillis);
        }
    }
}
