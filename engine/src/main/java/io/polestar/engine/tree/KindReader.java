package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads how a metric's value comes about: its {@code kind} and the keys that belong to it. */
final class KindReader {
    private static final List<String> COMMON =
            List.of("labels", "description", "owner", "unit", "decimals", "kind", "by", "windows");

    /** The keys of each kind, in the order messages list them. */
    private static final Map<String, List<String>> KEYS = new TreeMap<>(Map.of(
            "count", List.of("event", "where"),
            "sum", List.of("event", "where", "value"),
            "average", List.of("event", "where", "value"),
            "distinct", List.of("event", "where", "of"),
            "ratio", List.of("numerator", "denominator"),
            "derived", List.of("formula")));

    private final Problems problems;
    private final Texts texts;
    private final References references;

    KindReader(Problems problems, Texts texts, References references) {
        this.problems = problems;
        this.texts = texts;
        this.references = references;
    }

    /**
     * What could be read.
     *
     * @param kind null after a problem
     * @param inputs known metrics it computes from, guessed where a name is misspelt
     * @param ofEvents whether it surely reads events, so that nothing but the file can give its unit
     */
    record Reading(@Nullable Kind kind, List<String> inputs, boolean ofEvents) {
        static Reading ofMetrics(@Nullable Kind kind, List<String> inputs) {
            return new Reading(kind, inputs, false);
        }
    }

    Reading read(Section section) {
        refuseUnknownKeys(section);
        YamlNode.Scalar word = section.required("kind", "write kind: and one of " + String.join(", ", KEYS.keySet()));
        if (word == null) {
            return Reading.ofMetrics(null, List.of());
        }
        List<String> keys = section.word("kind", KEYS, List.of());
        if (keys.isEmpty()) {
            return Reading.ofMetrics(null, List.of());
        }
        refuseKeysOfOtherKinds(section, word.text(), keys);
        return switch (word.text()) {
            case "ratio" -> ratio(section);
            case "derived" -> derived(section);
            default -> new Reading(ofEvents(section, word.text()), List.of(), true);
        };
    }

    private static void refuseUnknownKeys(Section section) {
        Set<String> known = new LinkedHashSet<>(COMMON);
        KEYS.values().forEach(known::addAll);
        section.allowOnly(known);
    }

    private static void refuseKeysOfOtherKinds(Section section, String kind, List<String> keys) {
        Set<String> others = new LinkedHashSet<>();
        KEYS.values().forEach(others::addAll);
        keys.forEach(others::remove);
        section.refuse(
                others, "does not belong to kind " + kind, "remove it; " + kind + " takes " + String.join(", ", keys));
    }

    private @Nullable Kind ofEvents(Section section, String word) {
        YamlNode.Scalar event = section.required("event", "write event: and the type of the events it reads");
        Condition where = texts.condition(section, "where");
        EventFilter events = new EventFilter(event == null ? "" : event.text(), where);
        switch (word) {
            case "count":
                return new Kind.Count(events);
            case "distinct":
                YamlNode.Scalar of =
                        section.required("of", "write of: and the property whose values count, or subject");
                return of == null ? null : new Kind.Distinct(events, of.text());
            default:
                Formula value = texts.formula(section, "value");
                if (value == null) {
                    return null;
                }
                return word.equals("sum") ? new Kind.Sum(events, value) : new Kind.Average(events, value);
        }
    }

    private Reading ratio(Section section) {
        List<String> inputs = new ArrayList<>();
        YamlNode.Scalar numerator = input(section, "numerator", inputs);
        YamlNode.Scalar denominator = input(section, "denominator", inputs);
        if (numerator == null || denominator == null) {
            return Reading.ofMetrics(null, inputs);
        }
        return Reading.ofMetrics(new Kind.Ratio(numerator.text(), denominator.text()), inputs);
    }

    private YamlNode.@Nullable Scalar input(Section section, String key, List<String> inputs) {
        YamlNode.Scalar id = section.required(key, "write " + key + ": and the id of a metric");
        if (id != null) {
            references.metric(id.text(), id, section.name(key)).ifPresent(inputs::add);
        }
        return id;
    }

    private Reading derived(Section section) {
        Formula formula = texts.formula(section, "formula");
        if (formula == null) {
            return Reading.ofMetrics(null, List.copyOf(Texts.namesIn(section.node("formula"), references)));
        }
        List<String> inputs = references.metrics(formula, section.at("formula"), section.name("formula"));
        if (formula.variables().isEmpty()) {
            problems.add(section.at("formula"), section.name("formula") + " names no metric", "name at least one");
        }
        return Reading.ofMetrics(new Kind.Derived(formula, Map.of()), inputs);
    }
}
