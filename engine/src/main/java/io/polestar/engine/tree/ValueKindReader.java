package io.polestar.engine.tree;

import io.polestar.engine.tree.Kind.Flow;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the kinds that take a value from each event. */
final class ValueKindReader {
    private static final List<String> FLOW_KEYS = List.of("event", "where", "value");

    private final Problems problems;
    private final Texts texts;
    private final FilterReader filters;

    ValueKindReader(Problems problems, Texts texts, FilterReader filters) {
        this.problems = problems;
        this.texts = texts;
        this.filters = filters;
    }

    /** A kind whose keys are an event, a condition and one value; null after adding a problem. */
    @Nullable
    Kind read(Section section, String word) {
        EventFilter events = filters.read(section);
        switch (word) {
            case "count":
                return new Kind.Count(events);
            case "cumulative":
                return new Kind.Cumulative(new Flow(events, optionalValue(section)));
            case "distinct":
                YamlNode.Scalar of =
                        section.required("of", "write of: and the property whose values count, or subject");
                return of == null ? null : new Kind.Distinct(events, of.text());
            default:
                Formula value = texts.formula(section, "value");
                return value == null ? null : ofValue(section, word, events, value);
        }
    }

    private @Nullable Kind ofValue(Section section, String word, EventFilter events, Formula value) {
        return switch (word) {
            case "sum" -> new Kind.Sum(events, value);
            case "average" -> new Kind.Average(events, value);
            case "min" -> new Kind.Min(events, value);
            case "max" -> new Kind.Max(events, value);
            case "last" -> new Kind.Last(events, value);
            case "quantile" -> quantile(section, events, value);
            default -> throw new IllegalArgumentException("no kind of one value, kind=" + word);
        };
    }

    private @Nullable Kind quantile(Section section, EventFilter events, Formula value) {
        YamlNode.Scalar per = section.scalar("per", Section.MAX_TEXT);
        YamlNode.Scalar text = section.required("quantile", "write quantile: and a share such as 0.95");
        Double quantile = text == null ? null : section.number("quantile");
        if (text == null || quantile == null) {
            return null;
        }
        if (quantile <= 0 || quantile > 1) {
            problems.add(
                    text,
                    section.name("quantile") + " must be more than 0 and at most 1, found " + text.text(),
                    "write a share such as 0.95");
            return null;
        }
        return new Kind.Quantile(events, value, quantile, per == null ? null : per.text());
    }

    /** A level, from events with signed values or from events that raise and events that lower it; null after adding a problem. */
    @Nullable
    Kind gauge(Section section) {
        if (section.has("event") == section.has("rises")) {
            problems.add(
                    section.at(),
                    section.path() + " has either event or rises",
                    "write event: and value: for signed changes, or rises: and falls: with an event each");
            return null;
        }
        if (section.has("event")) {
            section.refuse(Set.of("falls"), "stands beside rises only", "remove it, or write rises: too");
            EventFilter events = filters.read(section);
            Formula value = texts.formula(section, "value");
            return value == null ? null : new Kind.Gauge(new Flow(events, value), null);
        }
        section.refuse(Set.of("where", "value"), "stands beside event only", "write it into rises: or falls:");
        Flow rises = flow(section, "rises");
        Flow falls = section.node("falls") == null ? null : flow(section, "falls");
        return rises == null ? null : new Kind.Gauge(rises, falls);
    }

    private @Nullable Flow flow(Section section, String key) {
        Section body = section.requiredSection(key, "write " + key + ": {event: the type of the events, where: which}");
        if (body == null) {
            return null;
        }
        body.allowOnly(FLOW_KEYS);
        return new Flow(filters.read(body), optionalValue(body));
    }

    private @Nullable Formula optionalValue(Section section) {
        return section.node("value") == null ? null : texts.formula(section, "value");
    }
}
