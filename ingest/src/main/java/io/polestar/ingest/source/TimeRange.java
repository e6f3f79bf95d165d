package io.polestar.ingest.source;

import java.time.ZoneId;

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

    /**
     * A bound that a person wrote: RFC 3339, or the same without a zone, or a date alone, both in the zone.
     *
     * @return epoch milliseconds
     * @throws IllegalArgumentException if it is none of them
     */
    public static long boundMillis(String text, ZoneId zone) {
        try {
            return TimeFormat.of("rfc3339", zone).millis(text);
        } catch (BadValueException e) {
            try {
                return TimeFormat.of("yyyy-MM-dd", zone).millis(text);
            } catch (BadValueException neither) {
                throw new IllegalArgumentException(
                        "must be a time such as 2011-12-09T12:50:00Z or a date such as 2011-12-09, and is \"" + text
                                + "\"",
                        e);
            }
        }
    }

    boolean beginsAfter(long timeMillis) {
        return timeMillis < fromMillis;
    }

    boolean endsBefore(long timeMillis) {
        return timeMillis >= untilMillis;
    }
}
