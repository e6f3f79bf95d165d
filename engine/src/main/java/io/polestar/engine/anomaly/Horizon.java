package io.polestar.engine.anomaly;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** Until when a forecast reaches. */
public enum Horizon {
    HOUR,
    DAY,
    WEEK,
    MONTH;

    /**
     * When the hour, day, week (from Monday) or month that holds a moment begins.
     *
     * @param zone in which days begin, at the first moment they have there
     */
    public long startMillis(long timeMillis, ZoneId zone) {
        ZonedDateTime time = Instant.ofEpochMilli(timeMillis).atZone(zone);
        if (this == HOUR) {
            return time.truncatedTo(ChronoUnit.HOURS).toInstant().toEpochMilli();
        }
        LocalDate day = time.toLocalDate();
        LocalDate first = switch (this) {
            case HOUR, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
        return first.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /**
     * When the hour, day, week (from Monday) or month that holds a moment ends, exclusive.
     *
     * @param zone in which days begin, at the first moment they have there
     */
    public long endMillis(long timeMillis, ZoneId zone) {
        ZonedDateTime time = Instant.ofEpochMilli(timeMillis).atZone(zone);
        if (this == HOUR) {
            return time.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant().toEpochMilli();
        }
        LocalDate day = time.toLocalDate();
        LocalDate next = switch (this) {
            case HOUR, DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
        return next.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
