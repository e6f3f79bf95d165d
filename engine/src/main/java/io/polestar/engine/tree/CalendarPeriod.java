package io.polestar.engine.tree;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** A stretch of the calendar in the tree's zone. Weeks begin on Monday. */
public enum CalendarPeriod {
    DAY("today", 1),
    WEEK("week", 7),
    MONTH("month", 31),
    QUARTER("quarter", 92),
    YEAR("year", 366);

    private static final long DAY_MILLIS = 86_400_000;
    private static final long CLOCK_CHANGE_MILLIS = 3_600_000;

    private final String windowName;
    private final int mostDays;

    CalendarPeriod(String windowName, int mostDays) {
        this.windowName = windowName;
        this.mostDays = mostDays;
    }

    /** The name of the window that covers the current period. */
    public String windowName() {
        return windowName;
    }

    /** What one is called: {@code day}, {@code week}, {@code month}, {@code quarter} or {@code year}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The most days it has. */
    int mostDays() {
        return mostDays;
    }

    /** The longest it usually gets, milliseconds: its most days and the hour that a clock put back adds. */
    long longestMillis() {
        return mostDays * DAY_MILLIS + CLOCK_CHANGE_MILLIS;
    }

    /** The first day of the period that holds a day. */
    public LocalDate firstDay(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** The same day so many periods later, or the last day of its month where there is no such day. */
    public LocalDate plus(LocalDate day, long periods) {
        return switch (this) {
            case DAY -> day.plusDays(periods);
            case WEEK -> day.plusWeeks(periods);
            case MONTH -> day.plusMonths(periods);
            case QUARTER -> day.plusMonths(3 * periods);
            case YEAR -> day.plusYears(periods);
        };
    }
}
