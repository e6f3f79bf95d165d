package io.polestar.ingest.source;

/**
 * A half-open range of event time.
 *
 * @param fromMillis the first epoch millisecond that belongs to it
 * @param untilMillis the first epoch millisecond after it
 */
public record TimeRange(long fromMillis, long untilMillis) {

    /** Every time. */
    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public TimeRange {
        if (fromMillis > untilMillis) {
            throw new IllegalArgumentException(
                    "a range must not end before it begins, from=" + fromMillis + ", until=" + untilMillis);
        }
    }

    boolean beginsAfter(long timeMillis) {
        return timeMillis < fromMillis;
    }

    boolean endsBefore(long timeMillis) {
        return timeMillis >= untilMillis;
    }
}
