package io.polestar.engine;

import java.util.List;

/**
 * One metric under two definitions, counted from the journal up to one record.
 *
 * @param sequence of that record
 * @param fromMillis first moment of the window, epoch milliseconds
 * @param toMillis its end, exclusive
 * @param first the value under the first definition, NaN for no data
 * @param second the value under the second
 * @param events what only one of them counted within the window, in journal order, at most {@link #MOST_EVENTS}
 * @param onlyFirst how many events only the first counted
 * @param onlySecond how many events only the second counted
 */
public record Reconciliation(
        long sequence,
        long fromMillis,
        long toMillis,
        double first,
        double second,
        List<OneSided> events,
        long onlyFirst,
        long onlySecond) {
    /** The most events that are listed. */
    public static final int MOST_EVENTS = 1_000;

    public Reconciliation {
        events = List.copyOf(events);
    }

    /**
     * An event that one definition counts and the other does not.
     *
     * @param sequence of its record
     * @param source the event's
     * @param id the event's, empty without one
     * @param timeMillis event time, epoch milliseconds
     * @param byFirst whether it is the first definition that counts it
     * @param retracts whether it takes back an earlier event
     */
    public record OneSided(
            long sequence, String source, String id, long timeMillis, boolean byFirst, boolean retracts) {}
}
