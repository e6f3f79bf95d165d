package io.polestar.engine.window;

import io.polestar.engine.tree.CalendarPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Periods of the calendar by number: 0 is the one that holds the first of January 1970 in the zone, 1 the next. Those from some moment
 * on are listed, so that the period of an event is found without asking the calendar. One thread.
 */
final class Periods {
    private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);

    private final CalendarPeriod period;
    private final ZoneId zone;
    private long oldest;

    /** First moments of the listed periods, and of the one after the last. */
    private long[] starts = {Long.MIN_VALUE, Long.MIN_VALUE};

    Periods(CalendarPeriod period, ZoneId zone) {
        this.period = period;
        this.zone = zone;
    }

    /** Lists the periods between two numbers, both included. */
    void list(long first, long last) {
        oldest = first;
        starts = new long[Math.toIntExact(last - first + 2)];
        for (int index = 0; index < starts.length; index++) {
            starts[index] = startOf(first + index);
        }
    }

    /** The first listed. */
    long oldest() {
        return oldest;
    }

    /** The last listed. */
    long newest() {
        return oldest + starts.length - 2;
    }

    /** First moment of the first listed. */
    long fromMillis() {
        return starts[0];
    }

    /** First moment of the period after the last listed. */
    long endMillis() {
        return starts[starts.length - 1];
    }

    /** The listed period that holds a moment. */
    long find(long timeMillis) {
        int low = 0;
        int high = starts.length - 2;
        if (timeMillis >= starts[high]) {
            return oldest + high;
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (timeMillis >= starts[middle]) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return oldest + low;
    }

    /** The period that holds any moment. */
    long number(long timeMillis) {
        LocalDate day = period.firstDay(LocalDate.ofInstant(Instant.ofEpochMilli(timeMillis), zone));
        long days = day.toEpochDay() - period.firstDay(EPOCH).toEpochDay();
        long months = (day.getYear() - EPOCH.getYear()) * 12L + day.getMonthValue() - 1;
        return switch (period) {
            case DAY -> days;
            case WEEK -> days / 7;
            case MONTH -> months;
            case QUARTER -> Math.floorDiv(months, 3);
            case YEAR -> day.getYear() - EPOCH.getYear();
        };
    }

    /** First moment of any period. */
    long startOf(long number) {
        return firstDay(number).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    LocalDate firstDay(long number) {
        return period.plus(period.firstDay(EPOCH), number);
    }
}
