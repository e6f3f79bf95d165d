package io.polestar.engine.tree;

/**
 * How long the past is kept, by the step it is kept in. A coarser step is kept at least as long as a finer one.
 *
 * @param secondsKeptMillis how long steps of a second are kept, milliseconds
 * @param minutesKeptMillis how long steps of a minute are kept, milliseconds
 * @param hoursKeptMillis how long steps of an hour are kept, milliseconds
 * @param daysKeptMillis how long steps of a day are kept, milliseconds
 */
public record HistoryTiers(long secondsKeptMillis, long minutesKeptMillis, long hoursKeptMillis, long daysKeptMillis) {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** Seconds for an hour, minutes for two days, hours for 90 days, days for three years. */
    public static final HistoryTiers DEFAULT =
            new HistoryTiers(HOUR_MILLIS, 2 * DAY_MILLIS, 90 * DAY_MILLIS, 1095 * DAY_MILLIS);

    public HistoryTiers {
        boolean wholeSteps = secondsKeptMillis >= 1_000
                && minutesKeptMillis >= 60_000
                && hoursKeptMillis >= HOUR_MILLIS
                && daysKeptMillis >= DAY_MILLIS;
        boolean ascending = secondsKeptMillis <= minutesKeptMillis
                && minutesKeptMillis <= hoursKeptMillis
                && hoursKeptMillis <= daysKeptMillis;
        if (!wholeSteps || !ascending) {
            throw new IllegalArgumentException(
                    "each tier keeps at least one of its steps and no less than the finer tier,"
                            + " secondsKeptMillis=" + secondsKeptMillis + " minutesKeptMillis=" + minutesKeptMillis
                            + " hoursKeptMillis=" + hoursKeptMillis + " daysKeptMillis=" + daysKeptMillis);
        }
    }
}
