package io.polestar.engine.window.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** When windows begin. */
final class Calendars {
    private static final long[] PANES = {14_400_000, 3_600_000, 900_000, 300_000, 60_000, 15_000, 5_000, 1_000, 100};
    private static final Map<Character, Long> UNITS =
            Map.of('s', 1_000L, 'm', 60_000L, 'h', 3_600_000L, 'd', 86_400_000L);

    private Calendars() {}

    /** First moment of a window that ends before {@code to}: the pane floor of {@code to} less its length, or a day's start. */
    static long from(String window, long to, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(to), zone);
        return switch (window) {
            case "today" -> start(today, zone);
            case "week" -> start(monday(today), zone);
            case "month" -> start(LocalDate.of(today.getYear(), today.getMonth(), 1), zone);
            case "quarter" ->
                start(LocalDate.of(today.getYear(), today.getMonth().firstMonthOfQuarter(), 1), zone);
            case "year" -> start(LocalDate.of(today.getYear(), 1, 1), zone);
            default -> slidingFrom(to, lengthMillis(window));
        };
    }

    private static LocalDate monday(LocalDate today) {
        LocalDate day = today;
        while (day.getDayOfWeek() != DayOfWeek.MONDAY) {
            day = day.minusDays(1);
        }
        return day;
    }

    private static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static long slidingFrom(long to, long length) {
        for (long pane : PANES) {
            if (pane * 60 <= length) {
                return Math.floorDiv(to - length, pane) * pane;
            }
        }
        throw new AssertionError("no pane for " + length + " ms");
    }

    /** Length of a sliding window; of a calendar window the least it ever gets, roughly. */
    static long lengthMillis(String window) {
        return switch (window) {
            case "today" -> 86_400_000;
            case "week" -> 7 * 86_400_000L;
            case "month" -> 28 * 86_400_000L;
            case "quarter" -> 90 * 86_400_000L;
            case "year" -> 365 * 86_400_000L;
            default ->
                Long.parseLong(window.substring(0, window.length() - 1))
                        * UNITS.get(window.charAt(window.length() - 1));
        };
    }
}
