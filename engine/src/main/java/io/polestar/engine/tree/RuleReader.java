package io.polestar.engine.tree;

import io.polestar.engine.tree.Rule.Direction;
import io.polestar.engine.tree.Rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code alerts}. */
final class RuleReader {
    static final int MAX_RULES = 10_000;
    private static final long MAX_WAIT_MILLIS = 28L * 86_400_000;
    private static final Window STAND_IN = Window.parse("1d");

    private static final Map<String, Severity> SEVERITIES =
            Map.of("info", Severity.INFO, "warning", Severity.WARNING, "critical", Severity.CRITICAL);

    private final Problems problems;
    private final Texts texts;
    private final References references;
    private final WindowReader windows;
    private final Map<String, MetricDraft> metrics;
    private final Map<String, Dimension> dimensions;
    private final Set<String> readingEarlier;

    RuleReader(
            Problems problems,
            Texts texts,
            References references,
            WindowReader windows,
            Map<String, MetricDraft> metrics,
            List<Dimension> dimensions) {
        this.problems = problems;
        this.texts = texts;
        this.references = references;
        this.windows = windows;
        this.metrics = metrics;
        this.dimensions = dimensions.stream().collect(Collectors.toMap(Dimension::id, dimension -> dimension));
        this.readingEarlier = EarlierUsers.of(metrics.values());
    }

    List<Rule> read(Section file) {
        List<Rule> rules = new ArrayList<>();
        Section section = file.section("alerts");
        if (section == null) {
            return rules;
        }
        if (section.entries().size() > MAX_RULES) {
            problems.add(
                    section.at(),
                    "a tree has at most " + MAX_RULES + " alerts, found "
                            + section.entries().size(),
                    "remove some");
        }
        for (YamlNode.Entry entry : section.entries()) {
            String id = texts.id(entry.key(), "alerts").orElse("unnamed");
            Section body = Section.open(
                    entry.value(), entry.key(), section.name(entry.key().text()), problems);
            if (body != null) {
                rules.add(rule(id, body));
            }
        }
        return rules;
    }

    private Rule rule(String id, Section section) {
        section.allowOnly(List.of(
                "labels",
                "metric",
                "window",
                "segment",
                "above",
                "below",
                "for",
                "keepFiringFor",
                "severity",
                "owner"));
        YamlNode.Scalar metricId = section.required("metric", "write metric: and the id of a metric");
        MetricDraft metric = metricId == null ? null : metrics.get(metricId.text());
        if (metricId != null) {
            references.metric(metricId.text(), metricId, section.name("metric"));
            refuseEarlier(metricId, section);
        }
        YamlNode.Scalar owner = section.scalar("owner", Section.MAX_TEXT);
        String metricOwner = metric == null ? "" : metric.owner();
        return new Rule(
                id,
                texts.labels(section, id),
                metricId == null ? "" : metricId.text(),
                window(section, metric),
                segment(section, metric),
                section.has("above") ? Direction.ABOVE : Direction.BELOW,
                threshold(section),
                section.millis("for", 0, 0, MAX_WAIT_MILLIS),
                section.millis("keepFiringFor", 0, 0, MAX_WAIT_MILLIS),
                section.word("severity", SEVERITIES, Severity.WARNING),
                owner == null ? metricOwner : owner.text());
    }

    private void refuseEarlier(YamlNode.Scalar metric, Section section) {
        if (readingEarlier.contains(metric.text())) {
            problems.add(
                    metric,
                    section.path() + " watches '" + metric.text()
                            + "', which reads earlier values and is computed only when it is read",
                    "watch a metric that it is computed from");
        }
    }

    private double threshold(Section section) {
        if (section.has("above") == section.has("below")) {
            problems.add(
                    section.at(), section.path() + " has either above or below", "write above: or below: and a number");
            return 0;
        }
        String key = section.has("above") ? "above" : "below";
        section.required(key, "write a number");
        Double threshold = section.number(key);
        return threshold == null ? 0 : threshold;
    }

    private Window window(Section section, @Nullable MetricDraft metric) {
        YamlNode.Scalar text = section.required("window", "write window: and one of the metric's windows");
        Window window =
                text == null ? null : windows.one(text, section.name("window")).orElse(null);
        if (text == null || window == null) {
            return STAND_IN;
        }
        if (metric != null && !metric.windows().isEmpty() && !metric.windows().contains(window)) {
            String names = metric.windows().stream().map(Window::name).collect(Collectors.joining(", "));
            problems.add(
                    text,
                    section.name("window") + " is no window of metric '" + metric.id() + "', found " + text.text(),
                    "use one of " + names + " or add it to the metric's windows");
        }
        return window;
    }

    private @Nullable Segment segment(Section section, @Nullable MetricDraft metric) {
        Section segment = section.section("segment");
        if (segment == null) {
            return null;
        }
        if (segment.entries().size() != 1) {
            problems.add(segment.at(), segment.path() + " names one dimension", "write {dimension: value}");
            return null;
        }
        String dimension = segment.keys().iterator().next();
        boolean known = references.isDimension(dimension);
        YamlNode at = segment.entries().iterator().next().key();
        references.dimension(dimension, at, segment.path());
        if (known && metric != null && !metric.by().contains(dimension)) {
            problems.add(
                    at,
                    "metric '" + metric.id() + "' is not split by '" + dimension + "', as " + segment.path() + " needs",
                    "add " + dimension + " to the metric's by");
        }
        Dimension declared = dimensions.get(dimension);
        if (declared != null && declared.origin() instanceof Dimension.Pair pair) {
            return pairSegment(segment, dimension, pair);
        }
        YamlNode.Scalar value = segment.required(dimension, "write the segment, such as France");
        if (value == null) {
            return null;
        }
        checkTimePart(value, dimension);
        return new Segment(dimension, value.text());
    }

    private @Nullable Segment pairSegment(Section segment, String dimension, Dimension.Pair pair) {
        List<YamlNode.Scalar> values =
                segment.node(dimension) instanceof YamlNode.Sequence ? segment.texts(dimension) : List.of();
        if (values.size() != 2) {
            problems.add(
                    segment.at(dimension),
                    segment.name(dimension) + " is a segment of " + pair.first() + " and one of " + pair.second(),
                    "write {" + dimension + ": [segment, segment]}");
            return null;
        }
        checkTimePart(values.get(0), pair.first());
        checkTimePart(values.get(1), pair.second());
        return new Segment(
                dimension,
                Dimension.Pair.segment(values.get(0).text(), values.get(1).text()));
    }

    private void checkTimePart(YamlNode.Scalar value, String dimension) {
        Dimension declared = dimensions.get(dimension);
        boolean impossible =
                declared != null && declared.origin() instanceof Dimension.TimePart part && !part.gives(value.text());
        if (impossible) {
            problems.add(
                    value,
                    "dimension '" + dimension + "' has no segment '" + value.text() + "'",
                    "write \"00\" to \"23\" for an hour, 1 (Monday) to 7 for a weekday");
        }
    }
}
