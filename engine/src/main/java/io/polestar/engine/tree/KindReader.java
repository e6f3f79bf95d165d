package io.polestar.engine.tree;

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
    private static final List<String> VALUE = List.of("event", "where", "value");

    /** The keys of each kind, in the order messages list them. */
    private static final Map<String, List<String>> KEYS = new TreeMap<>(Map.ofEntries(
            Map.entry("count", List.of("event", "where")),
            Map.entry("sum", VALUE),
            Map.entry("average", VALUE),
            Map.entry("min", VALUE),
            Map.entry("max", VALUE),
            Map.entry("last", VALUE),
            Map.entry("gauge", List.of("event", "where", "value", "rises", "falls")),
            Map.entry("cumulative", VALUE),
            Map.entry("distinct", List.of("event", "where", "of")),
            Map.entry("quantile", List.of("event", "where", "value", "quantile", "per")),
            Map.entry("repeat", List.of("event", "where", "of", "times", "distinct")),
            Map.entry("conversion", List.of("of", "steps", "within", "step")),
            Map.entry("retention", List.of("of", "first", "back", "cohort", "after")),
            Map.entry("session", List.of("event", "where", "of", "gap", "measure")),
            Map.entry("ratio", List.of("numerator", "denominator")),
            Map.entry("derived", List.of("formula", "earlier"))));

    private final ValueKindReader values;
    private final SubjectKindReader subjects;
    private final MetricKindReader metrics;

    KindReader(Problems problems, Texts texts, References references) {
        FilterReader filters = new FilterReader(texts);
        this.values = new ValueKindReader(problems, texts, filters);
        this.subjects = new SubjectKindReader(problems, filters);
        this.metrics = new MetricKindReader(problems, texts, references);
    }

    /**
     * What could be read.
     *
     * @param kind null after a problem
     * @param inputs known metrics it computes from, guessed where a name is misspelt
     * @param needsUnit whether nothing but the file can give its unit
     */
    record Reading(@Nullable Kind kind, List<String> inputs, boolean needsUnit) {
        static Reading ofMetrics(@Nullable Kind kind, List<String> inputs) {
            return new Reading(kind, inputs, false);
        }

        static Reading ofEvents(@Nullable Kind kind) {
            return new Reading(kind, List.of(), true);
        }

        /** A part of a whole: a plain number without further word. */
        static Reading ofShare(@Nullable Kind kind) {
            return new Reading(kind, List.of(), false);
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
            case "ratio" -> metrics.ratio(section);
            case "derived" -> metrics.derived(section);
            case "repeat" -> Reading.ofShare(subjects.repeat(section));
            case "conversion" -> Reading.ofShare(subjects.conversion(section));
            case "retention" -> Reading.ofShare(subjects.retention(section));
            case "session" -> Reading.ofEvents(subjects.session(section));
            case "gauge" -> Reading.ofEvents(values.gauge(section));
            default -> Reading.ofEvents(values.read(section, word.text()));
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
}
