package io.polestar.engine.tree;

import io.polestar.engine.tree.Kind.Session.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the kinds that follow each subject from event to event. */
final class SubjectKindReader {
    private static final long SECOND_MILLIS = 1_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MAX_WITHIN_MILLIS = 28 * DAY_MILLIS;
    private static final int LEAST_TIMES = 2;
    private static final int LEAST_STEPS = 2;

    private static final Map<String, CalendarPeriod> COHORTS =
            Map.of("day", CalendarPeriod.DAY, "week", CalendarPeriod.WEEK, "month", CalendarPeriod.MONTH);
    private static final Map<String, Measure> MEASURES =
            Arrays.stream(Measure.values()).collect(Collectors.toMap(Measure::word, measure -> measure));

    private final Problems problems;
    private final FilterReader filters;

    SubjectKindReader(Problems problems, FilterReader filters) {
        this.problems = problems;
        this.filters = filters;
    }

    Kind repeat(Section section) {
        EventFilter events = filters.read(section);
        section.required("times", "write times: and how often a subject must have come");
        int times = section.integer("times", LEAST_TIMES, LEAST_TIMES, Kind.Repeat.MOST_TIMES);
        YamlNode.Scalar distinct = section.scalar("distinct", Section.MAX_TEXT);
        return new Kind.Repeat(events, filters.of(section), times, distinct == null ? null : distinct.text());
    }

    /** Null after adding a problem with its steps. */
    @Nullable
    Kind conversion(Section section) {
        String of = filters.of(section);
        section.required("within", "write within: and how long after the first step the last may come");
        long withinMillis = section.millis("within", SECOND_MILLIS, SECOND_MILLIS, MAX_WITHIN_MILLIS);
        if (section.node("steps") == null) {
            problems.add(
                    section.at("steps"),
                    section.name("steps") + " is missing",
                    "write steps: and a list of {event, where}, in their order");
            return null;
        }
        List<EventFilter> steps =
                section.sections("steps").stream().map(filters::alone).toList();
        int found = section.items("steps").size();
        if (found < LEAST_STEPS || found > Kind.Conversion.MOST_STEPS) {
            problems.add(
                    section.at("steps"),
                    section.name("steps") + " has " + LEAST_STEPS + " to " + Kind.Conversion.MOST_STEPS
                            + " steps, found " + found,
                    found < LEAST_STEPS ? "add the step that follows" : "make two metrics of it");
            return null;
        }
        return new Kind.Conversion(of, steps, withinMillis, section.integer("step", 0, LEAST_STEPS, found));
    }

    /** Null after adding a problem with its events. */
    @Nullable
    Kind retention(Section section) {
        String of = filters.of(section);
        EventFilter first = filters.under(section, "first");
        EventFilter back = section.node("back") == null ? first : filters.under(section, "back");
        section.required("cohort", "write cohort: day, week or month");
        CalendarPeriod cohort = section.word("cohort", COHORTS, CalendarPeriod.DAY);
        section.required("after", "write after: and how many periods later a subject must be back");
        int after = section.integer("after", 1, 1, Kind.Retention.MOST_AFTER);
        return first == null || back == null ? null : new Kind.Retention(of, first, back, cohort, after);
    }

    Kind session(Section section) {
        EventFilter events = filters.read(section);
        section.required("gap", "write gap: and the longest pause within a session, such as 30m");
        long gapMillis = section.millis("gap", SECOND_MILLIS, SECOND_MILLIS, DAY_MILLIS);
        section.required("measure", "write measure: count, hours or averageMinutes");
        Measure measure = section.word("measure", MEASURES, Measure.COUNT);
        return new Kind.Session(events, filters.of(section), gapMillis, measure);
    }
}
