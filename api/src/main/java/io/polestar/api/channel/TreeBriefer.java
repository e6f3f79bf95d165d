package io.polestar.api.channel;

import io.polestar.api.backend.Backend;
import io.polestar.api.channel.wording.Briefer;
import io.polestar.api.channel.wording.Briefing;
import io.polestar.api.channel.wording.Briefing.Mover;
import io.polestar.api.channel.wording.Figures;
import io.polestar.engine.alert.Annotation;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.explain.Contribution;
import io.polestar.engine.explain.DimensionChange;
import io.polestar.engine.explain.FormulaChange;
import io.polestar.engine.explain.MetricChange;
import io.polestar.engine.explain.Question;
import io.polestar.engine.explain.SegmentChange;
import io.polestar.engine.tree.Channel.Language;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.SourceReading;
import io.polestar.engine.view.SourceState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explains alerts from the engine: names and units from the definition in force, causes against the window before, sources as they are now.
 * What cannot be had, because the engine is not ready or the metric is too large to explain, is left out; the message goes all the same.
 */
public final class TreeBriefer implements Briefer {
    private static final Logger LOG = LoggerFactory.getLogger(TreeBriefer.class);
    private static final long NEAR_MILLIS = 86_400_000;
    private static final int MOST_MOVERS = 3;
    private static final int MOST_SOURCES = 5;

    private final Backend backend;
    private final @Nullable String publicUrl;

    /** @param publicUrl where people reach the page, without a final slash; null for no links */
    public TreeBriefer(Backend backend, @Nullable String publicUrl) {
        this.backend = backend;
        this.publicUrl = publicUrl;
    }

    @Override
    public Briefing brief(AlertNote alert, Language language) {
        Definition definition = backend.definition();
        Metric metric = definition.find(alert.metric()).orElse(null);
        Figures figures = new Figures(language, definition.zone());
        boolean ready = backend.readiness().isReady();
        return new Briefing(
                title(definition, alert, language),
                metric == null ? alert.metric() : label(metric.labels(), language, metric.id()),
                figures.value(alert.value(), metric),
                figures.bound(alert.threshold(), alert.bandLow(), alert.bandHigh(), metric),
                figures.time(alert.sinceMillis()),
                metric == null ? List.of() : path(definition, metric.id(), language),
                metric == null || !ready ? List.of() : movers(definition, metric, alert, language, figures),
                ready ? silent(language, figures) : List.of(),
                ready ? nearestAnnotation(alert) : null,
                link(alert));
    }

    /** What was noted about the metric, or about the tree, within a day of the decision; the nearest in time. */
    private @Nullable String nearestAnnotation(AlertNote alert) {
        ToLongFunction<Annotation> distance = annotation -> Math.abs(annotation.timeMillis() - alert.decisionMillis());
        return backend.operations().annotations().stream()
                .filter(annotation ->
                        annotation.metric() == null || annotation.metric().equals(alert.metric()))
                .filter(annotation -> distance.applyAsLong(annotation) <= NEAR_MILLIS)
                .min(Comparator.comparingLong(distance))
                .map(Annotation::text)
                .orElse(null);
    }

    private static String title(Definition definition, AlertNote alert, Language language) {
        return definition.rules().stream()
                .filter(rule -> rule.id().equals(alert.rule()))
                .map(Rule::labels)
                .findFirst()
                .map(labels -> label(labels, language, alert.rule()))
                .orElse(alert.rule());
    }

    /** A text in that language, or in English, or in any. */
    private static String label(Map<String, String> labels, Language language, String otherwise) {
        return Stream.of(language.tag(), "en")
                .map(labels::get)
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElseGet(() -> labels.values().stream().findFirst().orElse(otherwise));
    }

    private static List<String> path(Definition definition, String metric, Language language) {
        return PathToStar.of(definition, metric).stream()
                .map(id -> label(definition.metric(id).labels(), language, id))
                .toList();
    }

    private List<Mover> movers(
            Definition definition, Metric metric, AlertNote alert, Language language, Figures figures) {
        MetricChange change;
        try {
            change = backend.explanations()
                    .explain(new Question(metric.id(), alert.window(), Comparison.PREVIOUS, null, 1, MOST_MOVERS))
                    .change();
        } catch (IllegalArgumentException e) {
            LOG.info("alert {} is told without its causes: {}", alert.rule(), e.getMessage());
            return List.of();
        }
        List<Mover> movers = new ArrayList<>(children(definition, metric, change, language, figures));
        movers.addAll(segments(definition, metric, change, language, figures));
        return movers;
    }

    private static List<Mover> children(
            Definition definition, Metric metric, MetricChange change, Language language, Figures figures) {
        FormulaChange formula = change.component() == null ? change.inputs() : change.component();
        if (formula == null) {
            return List.of();
        }
        return formula.contributions().stream()
                .filter(one -> one.part() == Contribution.Part.METRIC && moved(one.contribution()))
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.contribution())))
                .limit(MOST_MOVERS)
                .map(one -> new Mover(
                        Mover.Kind.CHILD,
                        definition
                                .find(one.name())
                                .map(child -> label(child.labels(), language, child.id()))
                                .orElse(one.name()),
                        figures.change(one.contribution(), metric)))
                .toList();
    }

    private record OfDimension(DimensionChange dimension, SegmentChange segment) {}

    private static List<Mover> segments(
            Definition definition, Metric metric, MetricChange change, Language language, Figures figures) {
        return change.dimensions().stream()
                .flatMap(dimension -> dimension.segments().stream().map(segment -> new OfDimension(dimension, segment)))
                .filter(one -> moved(one.segment.contribution()))
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.segment.contribution())))
                .limit(MOST_MOVERS)
                .map(one -> new Mover(
                        Mover.Kind.SEGMENT,
                        label(definition.dimension(one.dimension.by()).labels(), language, one.dimension.by()) + ": "
                                + one.segment.segment().replace(String.valueOf(Dimension.Pair.SEPARATOR), ", "),
                        figures.change(one.segment.contribution(), metric)))
                .toList();
    }

    private static boolean moved(double contribution) {
        return Double.isFinite(contribution) && contribution != 0;
    }

    private List<String> silent(Language language, Figures figures) {
        var reading = backend.views().sources();
        return reading.sources().stream()
                .filter(source -> source.state() != SourceState.LIVE)
                .limit(MOST_SOURCES)
                .map(source -> figures.silent(
                        name(source, language),
                        source.times().arrivalMillis(),
                        reading.trust().clockMillis()))
                .toList();
    }

    private static String name(SourceReading source, Language language) {
        return source.declared() == null
                ? source.source()
                : label(source.declared().labels(), language, source.source());
    }

    /** The page keeps where the reader is after the #. */
    private @Nullable String link(AlertNote alert) {
        return publicUrl == null
                ? null
                : publicUrl + "/#/node/" + encoded(alert.metric()) + "?window=" + encoded(alert.window()) + "&at="
                        + alert.decisionMillis();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
