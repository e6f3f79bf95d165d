package io.polestar.engine.tree;

import io.polestar.engine.tree.Level.Side;
import io.polestar.engine.tree.Trigger.Combination.Mode;
import io.polestar.engine.tree.Trigger.Target.Pace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what makes a rule fire: one of the keys {@link #KEYS}, and the levels beside it. */
final class TriggerReader {
    /** A rule has one of these; the three sides of a threshold count as one. */
    static final List<String> KEYS = List.of(
            "above",
            "below",
            "beyond",
            "change",
            "share",
            "target",
            "anomaly",
            "missing",
            "unchanged",
            "residual",
            "absence",
            "guardrail",
            "hollow",
            "all",
            "any",
            "not");

    private static final long MAX_WAIT_MILLIS = 28L * 86_400_000;
    private static final long SECOND_MILLIS = 1_000;
    private static final double MAX_ALARMS = 1_000;
    private static final double LEAST_ALARMS = 0.001;
    private static final double FALSE_ALARMS = 2;
    private static final int MAX_COMBINED = 64;
    private static final Map<String, Comparison> COMPARISONS = byWord(Comparison.values(), Comparison::word);
    private static final Map<String, Pace> PACES = byWord(Pace.values(), Pace::word);
    private static final Map<String, Side> DIRECTIONS =
            Map.of("above", Side.ABOVE, "below", Side.BELOW, "both", Side.BOTH);

    private final Problems problems;
    private final LevelReader levels;
    private final FilterReader filters;

    TriggerReader(Problems problems, LevelReader levels, FilterReader filters) {
        this.problems = problems;
        this.levels = levels;
        this.filters = filters;
    }

    private static <T> Map<String, T> byWord(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(Collectors.toMap(word, value -> value));
    }

    /** Whether the rule says nothing that a window is needed for. */
    static boolean needsNoWindow(Section rule) {
        return List.of("missing", "absence", "all", "any", "not").stream().anyMatch(rule::has);
    }

    /** The trigger; stands in after adding the problem. */
    Trigger read(Section rule) {
        List<String> given = KEYS.stream().filter(rule::has).toList();
        boolean threshold = given.stream().anyMatch(LevelReader.KEYS::contains);
        if (given.size() != 1) {
            problems.add(
                    rule.at(),
                    rule.path() + " has one of " + String.join(", ", KEYS),
                    given.isEmpty() ? "write above: or below: and a number" : "make two rules of it");
            return new Trigger.Threshold(Level.of(Side.ABOVE, 0));
        }
        if (threshold) {
            return new Trigger.Threshold(plain(rule, levels.read(rule, null)));
        }
        if (rule.has("clear")) {
            problems.add(
                    rule.at("clear"),
                    rule.name("clear") + " stands beside above, below or beyond only",
                    "move it there");
        }
        String key = given.get(0);
        return switch (key) {
            case "missing" -> new Trigger.Missing(wait(rule, key));
            case "unchanged" -> new Trigger.Unchanged(wait(rule, key));
            case "all", "any", "not" -> combination(rule, key);
            default -> body(rule, key);
        };
    }

    private Trigger body(Section rule, String key) {
        Section body = rule.requiredSection(key, "write " + key + ": {…}");
        if (body == null) {
            return new Trigger.Threshold(Level.of(Side.ABOVE, 0));
        }
        return switch (key) {
            case "change" -> change(body);
            case "share" -> share(body);
            case "target" -> target(body);
            case "anomaly" -> anomaly(body);
            case "residual" -> residual(body);
            case "absence" -> absence(body);
            case "guardrail" -> guard(body);
            default -> hollow(body);
        };
    }

    private Trigger change(Section body) {
        allow(body, "against");
        LevelReader.Found found = levels.read(body, null);
        return new Trigger.Change(against(body), found.percent(), found.level());
    }

    private Trigger share(Section body) {
        allow(body, "against");
        return new Trigger.Share(against(body), plain(body, levels.read(body, null)));
    }

    private Trigger target(Section body) {
        allow(body, "value", "pace");
        body.required("value", "write value: and what the whole period is to bring");
        Double value = body.number("value");
        if (value != null && value <= 0) {
            problems.add(body.at("value"), body.name("value") + " must be more than 0", "write a positive number");
        }
        Level level = levels.read(body, new LevelReader.Found(Level.of(Side.BELOW, 1), true))
                .level();
        return new Trigger.Target(value == null ? 1 : value, body.word("pace", PACES, Pace.LINEAR), level);
    }

    private Trigger anomaly(Section body) {
        body.allowOnly(List.of("direction", "falseAlarmsPerMonth"));
        Double alarms = body.number("falseAlarmsPerMonth");
        if (alarms != null && (alarms < LEAST_ALARMS || alarms > MAX_ALARMS)) {
            problems.add(
                    body.at("falseAlarmsPerMonth"),
                    body.name("falseAlarmsPerMonth") + " must be 0.001 to 1000",
                    "write how many false alarms a month are bearable, such as 1");
            alarms = null;
        }
        return new Trigger.Anomaly(
                body.word("direction", DIRECTIONS, Side.BOTH), alarms == null ? FALSE_ALARMS : alarms);
    }

    private Trigger residual(Section body) {
        allow(body);
        LevelReader.Found found = levels.read(body, null);
        return new Trigger.Residual(found.percent(), found.level());
    }

    private Trigger absence(Section body) {
        allow(body, "of", "first", "then", "within");
        EventFilter first = filters.under(body, "first");
        EventFilter then = filters.under(body, "then");
        body.required("within", "write within: and how long it may take, such as 48h");
        long within = body.millis("within", SECOND_MILLIS, SECOND_MILLIS, MAX_WAIT_MILLIS);
        Level level = plain(body, levels.read(body, new LevelReader.Found(Level.of(Side.ABOVE, 0), false)));
        return first == null || then == null
                ? new Trigger.Threshold(level)
                : new Trigger.Absence(filters.of(body), first, then, within, level);
    }

    private Trigger guard(Section body) {
        allow(body, "against", "rise");
        return new Trigger.Guard(
                against(body),
                levels.share(body, "rise", 0, 0),
                levels.read(body, null).level());
    }

    private Trigger hollow(Section body) {
        allow(body, "against", "rise");
        return new Trigger.Hollow(
                against(body),
                levels.share(body, "rise", 0, 0),
                levels.read(body, null).level());
    }

    private Trigger combination(Section rule, String key) {
        List<YamlNode.Scalar> rules = rule.texts(key);
        if (rules.isEmpty() || rules.size() > MAX_COMBINED) {
            problems.add(
                    rule.at(key),
                    rule.name(key) + " names 1 to " + MAX_COMBINED + " rules, found " + rules.size(),
                    "write [a, b]");
        }
        Mode mode = key.equals("all") ? Mode.ALL : key.equals("any") ? Mode.ANY : Mode.NONE;
        return new Trigger.Combination(
                mode, rules.stream().map(YamlNode.Scalar::text).toList());
    }

    private Comparison against(Section body) {
        body.required("against", "write against: " + String.join(", ", COMPARISONS.keySet()));
        return body.word("against", COMPARISONS, Comparison.PREVIOUS);
    }

    private long wait(Section rule, String key) {
        return rule.millis(key, SECOND_MILLIS, SECOND_MILLIS, MAX_WAIT_MILLIS);
    }

    private void allow(Section body, String... keys) {
        List<String> all = new ArrayList<>(List.of(keys));
        all.addAll(LevelReader.KEYS);
        body.allowOnly(all);
    }

    private Level plain(Section section, LevelReader.Found found) {
        if (found.percent()) {
            problems.add(
                    section.at(found.level().side().word()),
                    section.name(found.level().side().word()) + " is no number, found a share in percent",
                    "write a number such as 0.25");
        }
        return found.level();
    }
}
