package io.polestar.engine.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a definition as keys and values of the definition language. What is not given has no key. */
final class DefinitionKeys {
    /** Keys that say what a thing is called or whose it is. */
    static final Set<String> WORDING = Set.of("labels", "description", "owner", "unit");
    /** Keys of an alert that leave its state as it is. */
    static final Set<String> ALERT_WORDING = Set.of("labels", "owner", "severity", "tags", "inhibits");

    static final String SUBJECT_BUDGET = "subjectBudget";

    private DefinitionKeys() {}

    static Map<String, String> ofTree(Definition definition) {
        HistoryTiers history = definition.history();
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("name", definition.name());
        keys.put("zone", definition.zone().getId());
        keys.put("northStar", definition.northStar());
        keys.put("lateness", TimeLength.format(definition.latenessMillis()));
        keys.put(SUBJECT_BUDGET, Integer.toString(definition.subjectBudget()));
        keys.put(
                "history",
                "{seconds: " + TimeLength.format(history.secondsKeptMillis()) + ", minutes: "
                        + TimeLength.format(history.minutesKeptMillis()) + ", hours: "
                        + TimeLength.format(history.hoursKeptMillis()) + ", days: "
                        + TimeLength.format(history.daysKeptMillis()) + "}");
        return keys;
    }

    static Map<String, String> of(Dimension dimension) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("labels", texts(dimension.labels()));
        Dimension.Origin origin = dimension.origin();
        if (origin instanceof Dimension.Property property) {
            keys.put("property", property.name());
        } else if (origin instanceof Dimension.TimePart part) {
            keys.put("time", part.word());
        } else if (origin instanceof Dimension.Pair pair) {
            keys.put("pair", list(List.of(pair.first(), pair.second())));
        }
        keys.put("bound", Integer.toString(dimension.bound()));
        return keys;
    }

    static Map<String, String> of(Metric metric) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("labels", texts(metric.labels()));
        if (!metric.description().isEmpty()) {
            keys.put("description", texts(metric.description()));
        }
        keys.put("owner", metric.owner());
        keys.put("unit", metric.unit());
        keys.put("decimals", Integer.toString(metric.decimals()));
        keys.put("kind", metric.kind().word());
        keys.putAll(KindKeys.of(metric.kind()));
        keys.put("windows", list(metric.windows().stream().map(Window::name).toList()));
        if (!metric.by().isEmpty()) {
            keys.put("by", list(metric.by()));
        }
        return keys;
    }

    static Map<String, String> of(Influence influence) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("sign", word(influence.sign()));
        keys.put("lag", TimeLength.format(influence.lagMillis()));
        return keys;
    }

    static Map<String, String> of(Rule rule) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("labels", texts(rule.labels()));
        keys.put("metric", rule.metric());
        keys.put("window", rule.window().name());
        Segment segment = rule.segment();
        if (segment != null) {
            String value = segment.value().replace(String.valueOf(Dimension.Pair.SEPARATOR), ", ");
            keys.put("segment", "{" + segment.dimension() + ": " + value + "}");
        }
        if (rule.watched().each() != null) {
            keys.put("each", rule.watched().each());
        }
        keys.putAll(TriggerKeys.of(rule.trigger()));
        Timing timing = rule.timing();
        keys.put("for", TimeLength.format(timing.forMillis()));
        keys.put("keepFiringFor", TimeLength.format(timing.keepFiringForMillis()));
        if (timing.activeHours() != null) {
            keys.put("activeHours", timing.activeHours().text());
        }
        putTrue(keys, "once", timing.once());
        putTrue(keys, "provisional", timing.provisional());
        keys.put("severity", word(rule.severity()));
        keys.put("owner", rule.owner());
        if (!rule.tags().isEmpty()) {
            keys.put("tags", texts(rule.tags()));
        }
        if (!rule.inhibits().isEmpty()) {
            keys.put("inhibits", list(rule.inhibits()));
        }
        if (!rule.sources().isEmpty()) {
            keys.put("sources", list(rule.sources()));
        }
        return keys;
    }

    private static void putTrue(Map<String, String> keys, String key, boolean value) {
        if (value) {
            keys.put(key, "true");
        }
    }

    static String meaning(Rule rule) {
        Map<String, String> keys = of(rule);
        keys.keySet().removeAll(ALERT_WORDING);
        return keys.toString();
    }

    static String meaning(Metric metric) {
        Map<String, String> keys = of(metric);
        keys.keySet().removeAll(WORDING);
        keys.keySet().removeAll(List.of("windows", "by"));
        return keys.toString();
    }

    static Map<String, String> of(Maintenance maintenance) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("hours", maintenance.hours().text());
        keys.put("match", maintenance.match().text());
        keys.put("comment", maintenance.comment());
        return keys;
    }

    static Map<String, String> of(Source source) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("labels", texts(source.labels()));
        keys.put("stale", TimeLength.format(source.staleMillis()));
        keys.put("owner", source.owner());
        return keys;
    }

    static String texts(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(text -> text.getKey() + ": " + text.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    static String list(List<String> names) {
        return "[" + String.join(", ", names) + "]";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
