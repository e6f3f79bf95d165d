package io.polestar.engine.explain;

import io.polestar.engine.explain.Figures.OfSegment;
import io.polestar.engine.explain.Figures.Sides;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import io.polestar.engine.view.Past;
import io.polestar.engine.view.Span;
import io.polestar.engine.view.Trust;
import io.polestar.engine.view.TrustReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Explains and predicts from the board (the present, of one sequence) and from history (the past, settled before). Both are read through the same
 * evaluation.
 */
public final class Explainer implements Explanations {
    private final Catalog catalog;
    private final Definition definition;
    private final PresentReader present;
    private final Past past;

    public Explainer(Catalog catalog, Board board, Past past, TrustReader trust) {
        this.catalog = catalog;
        this.definition = catalog.definition();
        this.present = new PresentReader(catalog, board, trust);
        this.past = past;
    }

    /** A segment to read. */
    private record Cut(String by, int dimension, int segment, String text) {}

    /** What there is now, by metric. */
    private record Now(Map<String, Figure> wholes, Map<String, List<Figure>> cuts) {}

    @Override
    public Explanation explain(Question question) {
        int window = windowOf(question.metric(), question.window());
        if (question.by() != null) {
            catalog.dimension(catalog.metric(question.metric()), question.by());
        }
        Nesting nesting = new Nesting(definition, question.metric(), question.depth());
        Map<String, List<Cut>> cuts = new LinkedHashMap<>();
        for (String id : nesting.explained()) {
            cuts.put(id, cuts(id, question));
        }
        long segments = cuts.values().stream().mapToLong(List::size).sum();
        if (segments > Question.MOST_READ) {
            throw new IllegalArgumentException("an explanation reads at most " + Question.MOST_READ
                    + " segments of all its metrics and dimensions; ask for one dimension or fewer levels, segments="
                    + segments);
        }
        PresentReader.Present<Now> now = present.read(window, cells -> now(cells, window, nesting, cuts));
        Past.Moment before =
                past.before(window, now.span(), now.trust().sinceMillis(), segments > 0, question.against());
        Map<String, Figures> figures = new HashMap<>();
        for (String id : nesting.needed()) {
            figures.put(id, figures(id, window, now, before, cuts.getOrDefault(id, List.of())));
        }
        return new Explanation(
                question.window(),
                question.against(),
                now.span(),
                before.known() ? before.span() : null,
                new Attribution(definition, nesting, figures, question.segments()).of(question.metric()),
                now.trust());
    }

    private List<Cut> cuts(String id, Question question) {
        int metric = catalog.metric(id);
        List<Cut> cuts = new ArrayList<>();
        for (String by : catalog.metric(metric).by()) {
            if (question.by() == null || question.by().equals(by)) {
                int dimension = catalog.dimension(metric, by);
                List<String> texts = catalog.segments(dimension);
                for (int segment = 0; segment < texts.size(); segment++) {
                    if (catalog.has(metric, dimension, segment)) {
                        cuts.add(new Cut(by, dimension, segment, texts.get(segment)));
                    }
                }
            }
        }
        return cuts;
    }

    private Now now(Cells cells, int window, Nesting nesting, Map<String, List<Cut>> cuts) {
        FigureReader reader = new FigureReader(catalog, cells, window);
        Map<String, Figure> wholes = new HashMap<>();
        for (String id : nesting.needed()) {
            wholes.put(id, reader.read(catalog.metric(id), Catalog.WHOLE, 0));
        }
        Map<String, List<Figure>> figures = new HashMap<>();
        cuts.forEach((id, list) -> figures.put(
                id,
                list.stream()
                        .map(cut -> reader.read(catalog.metric(id), cut.dimension, cut.segment))
                        .toList()));
        return new Now(wholes, figures);
    }

    private Figures figures(String id, int window, PresentReader.Present<Now> now, Past.Moment before, List<Cut> cuts) {
        int metric = catalog.metric(id);
        FigureReader reader = before.known() ? new FigureReader(catalog, before, window) : null;
        Map<String, List<OfSegment>> segments = new LinkedHashMap<>();
        List<Figure> cutsNow = now.values().cuts.getOrDefault(id, List.of());
        for (int index = 0; index < cuts.size(); index++) {
            Cut cut = cuts.get(index);
            Figure then = reader == null ? Figure.NONE : reader.read(metric, cut.dimension, cut.segment);
            segments.computeIfAbsent(cut.by, key -> new ArrayList<>())
                    .add(new OfSegment(cut.text, new Sides(then, cutsNow.get(index))));
        }
        Figure whole = reader == null ? Figure.NONE : reader.read(metric, Catalog.WHOLE, 0);
        return new Figures(
                new Sides(whole, now.values().wholes.getOrDefault(id, Figure.NONE)),
                earlier(catalog.metric(metric), window, now, before),
                segments);
    }

    /** The earlier values a derived metric's formula names, as they are seen from now and as they were seen before. */
    private Map<String, Sides> earlier(Metric metric, int window, PresentReader.Present<Now> now, Past.Moment before) {
        Map<String, Sides> sides = new HashMap<>();
        if (metric.kind() instanceof Kind.Derived derived) {
            derived.earlier()
                    .forEach((name, earlier) -> sides.put(
                            name,
                            new Sides(
                                    before.known()
                                            ? earlierFigure(earlier, window, before.span(), now.trust())
                                            : Figure.NONE,
                                    earlierFigure(earlier, window, now.span(), now.trust()))));
        }
        return sides;
    }

    private Figure earlierFigure(Kind.Earlier earlier, int window, Span span, Trust known) {
        Past.Moment moment = past.before(window, span, known.sinceMillis(), false, earlier.comparison());
        return moment.known()
                ? Figure.of(new FigureReader(catalog, moment, window).value(catalog.metric(earlier.metric())))
                : Figure.NONE;
    }

    @Override
    public Prediction whatIf(String windowName, Map<String, Double> values) {
        int window = catalog.window(windowName);
        values.forEach((id, value) -> {
            windowOf(id, windowName);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value must be finite, " + id + "=" + value);
            }
        });
        PresentReader.Present<Map<String, Double>> now = present.read(window, cells -> values(cells, window));
        Map<String, Map<String, Double>> earlier = new HashMap<>();
        for (Metric metric : definition.metrics()) {
            if (metric.kind() instanceof Kind.Derived derived && now.values().containsKey(metric.id())) {
                Map<String, Double> ofMetric = new HashMap<>();
                derived.earlier()
                        .forEach((name, before) -> ofMetric.put(
                                name,
                                earlierFigure(before, window, now.span(), now.trust())
                                        .value()));
                earlier.put(metric.id(), ofMetric);
            }
        }
        return new Prediction(
                windowName, now.span(), new WhatIf(definition, now.values(), earlier, values).nodes(), now.trust());
    }

    /** The values of the metrics that have the window. */
    private Map<String, Double> values(Cells cells, int window) {
        FigureReader reader = new FigureReader(catalog, cells, window);
        Window asked = catalog.windows().get(window);
        Map<String, Double> values = new HashMap<>();
        for (Metric metric : definition.metrics()) {
            if (metric.windows().stream().anyMatch(one -> one.sameSpan(asked))) {
                values.put(metric.id(), reader.value(catalog.metric(metric.id())));
            }
        }
        return values;
    }

    private int windowOf(String id, String name) {
        Metric metric = catalog.metric(catalog.metric(id));
        if (metric.windows().stream().noneMatch(window -> window.name().equals(name))) {
            throw new IllegalArgumentException("metric " + id + " has the windows "
                    + metric.windows().stream().map(Window::name).toList() + ", window=" + name);
        }
        return catalog.window(name);
    }
}
