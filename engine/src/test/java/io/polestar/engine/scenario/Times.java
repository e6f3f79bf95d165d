package io.polestar.engine.scenario;

import io.polestar.engine.tree.TimeLength;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as scenarios write them: lengths such as {@code 2m30s}, and what the clock on the wall shows, such as {@code 09:30}. */
final class Times {
    private static final Pattern PART = Pattern.compile("[0-9]+(ms|s|m|h|d)");

    private Times() {}

    static boolean isClock(String text) {
        return text.contains(":");
    }

    /** The length of a time, milliseconds. */
    static long millis(String text) {
        if (text.equals("0")) {
            return 0;
        }
        Matcher part = PART.matcher(text);
        long millis = 0;
        int read = 0;
        while (part.find() && part.start() == read) {
            millis += TimeLength.parseMillis(part.group());
            read = part.end();
        }
        if (read != text.length()) {
            throw new IllegalArgumentException("no length of time: " + text);
        }
        return millis;
    }

    /** When a clock shows a time again, or a date and a time. */
    static long next(String text, ZoneId zone, long nowMillis) {
        if (text.contains("T")) {
            return LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
        }
        ZonedDateTime now = Instant.ofEpochMilli(nowMillis).atZone(zone);
        ZonedDateTime then = now.with(LocalTime.parse(text));
        return (then.isAfter(now)
                        ? then
                        : now.toLocalDate()
                                .plusDays(1)
                                .atTime(LocalTime.parse(text))
                                .atZone(zone))
                .toInstant()
                .toEpochMilli();
    }
}
