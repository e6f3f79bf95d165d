package io.polestar.engine.tree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a rule looks at: the keys {@code metric}, {@code window}, {@code segment} and {@code each}. */
final class WatchedReader {
    private static final Window STAND_IN = Window.parse("1d");

    private final Problems problems;
    private final References references;
    private final WindowReader windows;
    private final Map<String, MetricDraft> metrics;
    private final Map<String, Dimension> dimensions;
    private final Set<String> readingEarlier;

    WatchedReader(
            Problems problems,
            References references,
            WindowReader windows,
            Map<String, MetricDraft> metrics,
            List<Dimension> dimensions) {
        this.problems = problems;
        this.references = references;
        this.windows = windows;
        this.metrics = metrics;
        this.dimensions = dimensions.stream().collect(Collectors.toMap(Dimension::id, dimension -> dimension));
        this.readingEarlier = EarlierUsers.of(metrics.values());
    }

    /** The metric's draft; null after adding the problem. */
    @Nullable
    MetricDraft metric(Section section) {
        YamlNode.Scalar id = section.required("metric", "write metric: and the id of a metric");
        if (id == null) {
            return null;
        }
        references.metric(id.text(), id, section.name("metric"));
        if (readingEarlier.contains(id.text())) {
            problems.add(
                    id,
                    section.path() + " watches '" + id.text()
                            + "', which reads earlier values and is computed only when it is read",
                    "watch a metric that it is computed from");
        }
        return metrics.get(id.text());
    }

    /** @param windowMayBeMissing whether the metric's first window stands in for none */
    Watched read(Section section, @Nullable MetricDraft metric, boolean windowMayBeMissing) {
        boolean missing = windowMayBeMissing && section.node("window") == null;
        Window window = missing ? firstWindow(metric) : window(section, metric);
        Segment segment = segment(section, metric);
        String each = each(section, metric);
        if (segment != null && each != null) {
            problems.add(section.at("each"), section.path() + " has both segment and each", "keep one of them");
            each = null;
        }
        return new Watched(metric == null ? "" : metric.id(), window, segment, each);
    }

    private static Window firstWindow(@Nullable MetricDraft metric) {
        return metric == null || metric.windows().isEmpty()
                ? STAND_IN
                : metric.windows().get(0);
    }

    private @Nullable String each(Section section, @Nullable MetricDraft metric) {
        YamlNode.Scalar each = section.scalar("each", Section.MAX_TEXT);
        if (each == null) {
            return null;
        }
        boolean known = references.isDimension(each.text());
        references.dimension(each.text(), each, section.name("each"));
        if (known && metric != null) {
            checkSplit(metric, each.text(), each, section.name("each"));
        }
        return each.text();
    }

    private void checkSplit(MetricDraft metric, String dimension, YamlNode at, String where) {
        if (!metric.by().contains(dimension)) {
            problems.add(
                    at,
                    "metric '" + metric.id() + "' is not split by '" + dimension + "', as " + where + " needs",
                    "add " + dimension + " to the metric's by");
        }
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
        if (known && metric != null) {
            checkSplit(metric, dimension, at, segment.path());
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
