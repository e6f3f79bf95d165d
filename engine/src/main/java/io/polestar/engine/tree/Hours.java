package io.polestar.engine.tree;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.TreeSet;

/**
 * Times that come again: some hours of some weekdays, in a zone, but for holidays. Hours go by the zone's clock, so a night in which
 * clocks change is an hour shorter or longer.
 *
 * @param zone where days begin
 * @param fromMinute first minute of the day, 0 to 1439
 * @param toMinute minute of the day at which it is over, 0 to 1440; not after {@code fromMinute}: on the next day, which counts as the
 *     day before
 * @param weekdays the days on which it begins
 * @param holidays days on which it does not begin
 */
public record Hours(ZoneId zone, int fromMinute, int toMinute, Set<DayOfWeek> weekdays, Set<LocalDate> holidays) {
    private static final int DAY_MINUTES = 1_440;
    private static final int HOUR_MINUTES = 60;

    public Hours {
        weekdays = Set.copyOf(weekdays);
        holidays = Set.copyOf(holidays);
    }

    /** Whether a moment lies in them. It never changes within a minute. */
    public boolean contains(long timeMillis) {
        ZonedDateTime local = Instant.ofEpochMilli(timeMillis).atZone(zone);
        int minute = local.getHour() * HOUR_MINUTES + local.getMinute();
        LocalDate day = local.toLocalDate();
        if (fromMinute < toMinute) {
            return minute >= fromMinute && minute < toMinute && begins(day);
        }
        return minute >= fromMinute ? begins(day) : minute < toMinute && begins(day.minusDays(1));
    }

    private boolean begins(LocalDate day) {
        return weekdays.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /** As the definition language writes it. */
    public String text() {
        StringBuilder text = new StringBuilder("{zone: " + zone.getId());
        text.append(", from: ").append(clock(fromMinute)).append(", to: ").append(clock(toMinute));
        text.append(", weekdays: ")
                .append(new TreeSet<>(weekdays)
                        .stream().map(DayOfWeek::getValue).toList());
        if (!holidays.isEmpty()) {
            text.append(", holidays: ").append(new TreeSet<>(holidays));
        }
        return text.append('}').toString();
    }

    private static String clock(int minute) {
        return String.format("%02d:%02d", minute == DAY_MINUTES ? 24 : minute / HOUR_MINUTES, minute % HOUR_MINUTES);
    }
}
