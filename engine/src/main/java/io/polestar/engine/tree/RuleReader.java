package io.polestar.engine.tree;

import io.polestar.engine.tree.Rule.Severity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code alerts}. */
final class RuleReader {
    static final int MAX_RULES = 10_000;
    private static final long MAX_WAIT_MILLIS = 28L * 86_400_000;
    private static final int MAX_TAGS = 32;

    private static final Map<String, Severity> SEVERITIES =
            Map.of("info", Severity.INFO, "warning", Severity.WARNING, "critical", Severity.CRITICAL);
    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);
    private static final List<String> OTHER_KEYS = List.of(
            "labels",
            "metric",
            "window",
            "segment",
            "each",
            "clear",
            "for",
            "keepFiringFor",
            "activeHours",
            "once",
            "provisional",
            "severity",
            "owner",
            "tags",
            "inhibits",
            "sources");

    private final Problems problems;
    private final Texts texts;
    private final WatchedReader watched;
    private final TriggerReader triggers;
    private final HoursReader hours;
    private final RuleCheck check;

    RuleReader(Problems problems, Texts texts, WatchedReader watched, ZoneId zone, RuleCheck check) {
        this.problems = problems;
        this.texts = texts;
        this.watched = watched;
        this.triggers = new TriggerReader(problems, new LevelReader(problems), new FilterReader(texts));
        this.hours = new HoursReader(problems, zone);
        this.check = check;
    }

    List<Rule> read(Section file) {
        Section section = file.section("alerts");
        if (section == null) {
            return List.of();
        }
        if (section.entries().size() > MAX_RULES) {
            problems.add(
                    section.at(),
                    "a tree has at most " + MAX_RULES + " alerts, found "
                            + section.entries().size(),
                    "remove some");
        }
        Map<String, Rule> rules = new LinkedHashMap<>();
        Map<String, Section> bodies = new LinkedHashMap<>();
        for (YamlNode.Entry entry : section.entries()) {
            String id = texts.id(entry.key(), "alerts").orElse("unnamed");
            Section body = Section.open(
                    entry.value(), entry.key(), section.name(entry.key().text()), problems);
            if (body != null) {
                rules.put(id, rule(id, body));
                bodies.put(id, body);
            }
        }
        check.check(rules, bodies);
        return List.copyOf(rules.values());
    }

    private Rule rule(String id, Section section) {
        List<String> keys = new ArrayList<>(OTHER_KEYS);
        keys.addAll(TriggerReader.KEYS);
        section.allowOnly(keys);
        MetricDraft metric = watched.metric(section);
        YamlNode.Scalar owner = section.scalar("owner", Section.MAX_TEXT);
        String metricOwner = metric == null ? "" : metric.owner();
        return new Rule(
                id,
                texts.labels(section, id),
                watched.read(section, metric, TriggerReader.needsNoWindow(section)),
                triggers.read(section),
                timing(section),
                section.word("severity", SEVERITIES, Severity.WARNING),
                owner == null ? metricOwner : owner.text(),
                tags(section),
                names(section, "inhibits"),
                names(section, "sources"));
    }

    private Timing timing(Section section) {
        return new Timing(
                section.millis("for", 0, 0, MAX_WAIT_MILLIS),
                section.millis("keepFiringFor", 0, 0, MAX_WAIT_MILLIS),
                activeHours(section),
                section.word("once", TRUTHS, false),
                section.word("provisional", TRUTHS, false));
    }

    private @Nullable Hours activeHours(Section section) {
        Section body = section.section("activeHours");
        if (body == null) {
            return null;
        }
        body.allowOnly(HoursReader.KEYS);
        return hours.read(body);
    }

    private Map<String, String> tags(Section section) {
        Map<String, String> tags = new LinkedHashMap<>();
        Section body = section.section("tags");
        if (body == null) {
            return tags;
        }
        if (body.entries().size() > MAX_TAGS) {
            problems.add(
                    body.at(),
                    body.path() + " has at most " + MAX_TAGS + " tags, found "
                            + body.entries().size(),
                    "remove some");
        }
        for (YamlNode.Entry entry : body.entries()) {
            String name = texts.id(entry.key(), body.path()).orElse("unnamed");
            YamlNode.Scalar value = body.required(entry.key().text(), "write the tag's value");
            tags.put(name, value == null ? "" : value.text());
        }
        return tags;
    }

    private static List<String> names(Section section, String key) {
        return section.texts(key).stream().map(YamlNode.Scalar::text).toList();
    }
}
