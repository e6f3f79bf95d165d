package io.polestar.engine.view;

import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Window;
import io.polestar.engine.window.WindowBounds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Which earlier stretch a window is compared with. It is as long as the window is so far, but ends with its calendar period.
 *
 * <pre>
 *            sliding                              calendar
 * previous   ends where the window begins         begins with the period before
 * day        ends a day earlier, same clock   begins a day earlier; day only
 * weekday    ends 7 days earlier, same clock      begins 7 days earlier; day and week only
 * year       ends on last year's date, same clock begins on last year's date; a week 52 weeks earlier, on a Monday too
 * </pre>
 */
final class EarlierSpan {
    private EarlierSpan() {}

    /**
     * The earlier stretch.
     *
     * @throws IllegalArgumentException if the window is not compared so
     */
    static Span of(Window window, ZoneId zone, Span now, Comparison comparison) {
        long elapsed = now.toMillis() - now.fromMillis();
        CalendarPeriod period = window.period();
        if (period == null) {
            long to =
                    comparison == Comparison.PREVIOUS ? now.fromMillis() : sameClock(zone, now.toMillis(), comparison);
            return new Span(to - (comparison == Comparison.PREVIOUS ? window.lengthMillis() : elapsed), to);
        }
        if (!comparison.compares(window)) {
            throw new IllegalArgumentException("against=" + comparison.word()
                    + " compares calendar windows of a day or a week, window=" + window.name());
        }
        long from = comparison == Comparison.PREVIOUS
                ? WindowBounds.startOf(period, zone, now.fromMillis(), -1)
                : earlierDay(day(zone, now.fromMillis()), period, comparison)
                        .atStartOfDay(zone)
                        .toInstant()
                        .toEpochMilli();
        return new Span(from, Math.min(from + elapsed, WindowBounds.startOf(period, zone, from, 1)));
    }

    private static LocalDate earlierDay(LocalDate day, CalendarPeriod period, Comparison comparison) {
        if (comparison == Comparison.DAY) {
            return day.minusDays(1);
        }
        if (comparison == Comparison.WEEKDAY) {
            return day.minusWeeks(1);
        }
        return period == CalendarPeriod.WEEK ? day.minusWeeks(52) : day.minusYears(1);
    }

    private static long sameClock(ZoneId zone, long timeMillis, Comparison comparison) {
        ZonedDateTime local = Instant.ofEpochMilli(timeMillis).atZone(zone);
        ZonedDateTime earlier = switch (comparison) {
            case DAY -> local.minusDays(1);
            case WEEKDAY -> local.minusDays(7);
            default -> local.minusYears(1);
        };
        return earlier.toInstant().toEpochMilli();
    }

    private static LocalDate day(ZoneId zone, long timeMillis) {
        return Instant.ofEpochMilli(timeMillis).atZone(zone).toLocalDate();
    }
}
