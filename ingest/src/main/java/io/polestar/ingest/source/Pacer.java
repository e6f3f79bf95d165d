package io.polestar.ingest.source;

/**
 * Says when an event is due if event time is to pass at a given multiple of real time. The first event is due at once.
 * Due times are rounded up to ticks of 50 ms, so that a batch collects what falls into a tick. Used by one thread.
 */
final class Pacer {

    private static final long TICK_NANOS = 50_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final double speed;
    private final WallTime wallTime;
    private boolean begun;
    private long beginNanos;
    private long beginMillis;

    /** @param speed the seconds of event time in a second of real time; greater than 0 */
    Pacer(double speed, WallTime wallTime) {
        this.speed = speed;
        this.wallTime = wallTime;
    }

    /** How long until the event is due; 0 or less if it is. */
    long nanosUntilDue(long timeMillis) {
        if (!begun) {
            begun = true;
            beginNanos = wallTime.nanos();
            beginMillis = timeMillis;
        }
        double dueNanos = (timeMillis - beginMillis) / speed * NANOS_PER_MILLI;
        double ticks = Math.ceil(dueNanos / TICK_NANOS);
        return (long) (ticks * TICK_NANOS) - (wallTime.nanos() - beginNanos);
    }
}
