package io.polestar.engine.tree;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times that come again: the keys {@code zone}, {@code from}, {@code to}, {@code weekdays} and {@code holidays}. */
final class HoursReader {
    /** The keys read. */
    static final List<String> KEYS = List.of("zone", "from", "to", "weekdays", "holidays");

    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])|24:00");
    private static final int DAY_MINUTES = 1_440;
    private static final int HOUR_MINUTES = 60;
    private static final int MAX_HOLIDAYS = 1_000;

    private final Problems problems;
    private final ZoneId zone;

    /** @param zone where days begin unless a section says otherwise */
    HoursReader(Problems problems, ZoneId zone) {
        this.problems = problems;
        this.zone = zone;
    }

    Hours read(Section section) {
        return new Hours(
                zone(section),
                minute(section, "from", 0),
                minute(section, "to", DAY_MINUTES),
                weekdays(section),
                holidays(section));
    }

    private ZoneId zone(Section section) {
        YamlNode.Scalar name = section.scalar("zone", Section.MAX_TEXT);
        if (name == null) {
            return zone;
        }
        try {
            return ZoneId.of(name.text());
        } catch (DateTimeException e) {
            problems.add(name, "unknown zone '" + name.text() + "'", "write an IANA zone such as Europe/London");
            return zone;
        }
    }

    private int minute(Section section, String key, int otherwise) {
        YamlNode.Scalar text = section.scalar(key, Section.MAX_TEXT);
        if (text == null) {
            return otherwise;
        }
        Matcher clock = CLOCK.matcher(text.text());
        if (!clock.matches()) {
            problems.add(
                    text,
                    section.name(key) + " is no time of day, found '" + text.text() + "'",
                    "write it as \"09:30\"");
            return otherwise;
        }
        return clock.group(1) == null
                ? DAY_MINUTES
                : Integer.parseInt(clock.group(1)) * HOUR_MINUTES + Integer.parseInt(clock.group(2));
    }

    private Set<DayOfWeek> weekdays(Section section) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (YamlNode.Scalar text : section.texts("weekdays")) {
            DayOfWeek day = weekday(text.text());
            if (day == null) {
                problems.add(
                        text,
                        section.name("weekdays") + " has no weekday '" + text.text() + "'",
                        "write 1 (Monday) to 7, or monday to sunday");
            } else {
                days.add(day);
            }
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static @Nullable DayOfWeek weekday(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> text.equals(Integer.toString(day.getValue())) || text.equalsIgnoreCase(day.name()))
                .findFirst()
                .orElse(null);
    }

    private Set<LocalDate> holidays(Section section) {
        Set<LocalDate> days = new HashSet<>();
        List<YamlNode.Scalar> texts = section.texts("holidays");
        if (texts.size() > MAX_HOLIDAYS) {
            problems.add(
                    section.at("holidays"),
                    section.name("holidays") + " has at most " + MAX_HOLIDAYS + " days, found " + texts.size(),
                    "remove those that are over");
        }
        for (YamlNode.Scalar text : texts) {
            try {
                days.add(LocalDate.parse(text.text()));
            } catch (DateTimeException e) {
                problems.add(
                        text,
                        section.name("holidays") + " has no date '" + text.text() + "'",
                        "write it as 2026-12-25");
            }
        }
        return days;
    }
}
