package io.polestar.engine.explain;

import io.polestar.engine.explain.Figures.OfSegment;
import io.polestar.engine.explain.Figures.Sides;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import io.polestar.engine.view.Past;
import io.polestar.engine.view.TrustReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        this.present = new PresentReader(catalog, board, past, trust);
        this.past = past;
    }

    /** A segment to read. */
    private record Cut(String by, int dimension, int segment, String text) {}

    /** What there is now, by metric. */
    private record Now(
            Map<String, Figure> wholes, Map<String, Map<String, Double>> earlier, Map<String, List<Figure>> cuts) {}

    @Override
    public Explanation explain(Question question) {
        int window = catalog.window(metric(question.metric()), question.window());
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
        PresentReader.Present<Now> now = present.read(window, reader -> now(reader, nesting, cuts));
        Past.Moment settled = before(window, now, question, segments);
        Past.Moment before;
        Map<String, Figures> figures;
        do {
            before = settled;
            figures = figures(nesting, window, now, before, cuts);
            settled = before(window, now, question, segments);
        } while (!settled.span().equals(before.span()));
        return new Explanation(
                question.window(),
                question.against(),
                now.span(),
                before.known() ? before.span() : null,
                new Attribution(definition, nesting, figures, question.segments()).of(question.metric()),
                now.trust());
    }

    /** The earlier window, which ends sooner once history has become coarser there: what was read meanwhile is of two histories. */
    private Past.Moment before(int window, PresentReader.Present<Now> now, Question question, long segments) {
        return past.before(window, now.span(), now.trust().sinceMillis(), segments > 0, question.against());
    }

    private Map<String, Figures> figures(
            Nesting nesting,
            int window,
            PresentReader.Present<Now> now,
            Past.Moment before,
            Map<String, List<Cut>> cuts) {
        FigureReader reader = before.known()
                ? new FigureReader(
                        catalog, before, past.earlier(before.span(), now.trust().sinceMillis()), window)
                : null;
        Map<String, Figures> figures = new HashMap<>();
        for (String id : nesting.needed()) {
            figures.put(id, figures(nesting.metric(id), now.values(), reader, cuts.getOrDefault(id, List.of())));
        }
        return figures;
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

    private Now now(FigureReader reader, Nesting nesting, Map<String, List<Cut>> cuts) {
        Map<String, Figure> wholes = new HashMap<>();
        Map<String, Map<String, Double>> earlier = new HashMap<>();
        for (String id : nesting.needed()) {
            wholes.put(id, reader.read(catalog.metric(id), Catalog.WHOLE, 0));
            earlier.put(id, earlier(nesting.metric(id), reader));
        }
        Map<String, List<Figure>> figures = new HashMap<>();
        cuts.forEach((id, list) -> figures.put(
                id,
                list.stream()
                        .map(cut -> reader.read(catalog.metric(id), cut.dimension, cut.segment))
                        .toList()));
        return new Now(wholes, earlier, figures);
    }

    /** @param before reads the earlier window, null when it is not known */
    private Figures figures(Metric metric, Now now, @Nullable FigureReader before, List<Cut> cuts) {
        int number = catalog.metric(metric.id());
        Map<String, List<OfSegment>> segments = new LinkedHashMap<>();
        List<Figure> cutsNow = now.cuts.getOrDefault(metric.id(), List.of());
        for (int index = 0; index < cuts.size(); index++) {
            Cut cut = cuts.get(index);
            Figure then = before == null ? Figure.NONE : before.read(number, cut.dimension, cut.segment);
            segments.computeIfAbsent(cut.by, key -> new ArrayList<>())
                    .add(new OfSegment(cut.text, new Sides(then, cutsNow.get(index))));
        }
        Map<String, Double> earlierBefore = before == null ? Map.of() : earlier(metric, before);
        Map<String, Sides> earlier = new HashMap<>();
        now.earlier
                .getOrDefault(metric.id(), Map.of())
                .forEach((name, value) -> earlier.put(
                        name, new Sides(Figure.of(earlierBefore.getOrDefault(name, Double.NaN)), Figure.of(value))));
        Figure whole = before == null ? Figure.NONE : before.read(number, Catalog.WHOLE, 0);
        return new Figures(new Sides(whole, now.wholes.getOrDefault(metric.id(), Figure.NONE)), earlier, segments);
    }

    /** The earlier values a derived metric's formula names; empty for all others. */
    private static Map<String, Double> earlier(Metric metric, FigureReader reader) {
        Map<String, Double> values = new HashMap<>();
        if (metric.kind() instanceof Kind.Derived derived) {
            derived.earlier().forEach((name, earlier) -> values.put(name, reader.value(earlier)));
        }
        return values;
    }

    @Override
    public Prediction whatIf(String windowName, Map<String, Double> values) {
        int window = catalog.window(windowName);
        values.forEach((id, value) -> {
            catalog.window(metric(id), windowName);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value must be finite, " + id + "=" + value);
            }
        });
        PresentReader.Present<Values> now = present.read(window, reader -> values(reader, window));
        return new Prediction(
                windowName,
                now.span(),
                new WhatIf(definition, now.values().whole, now.values().earlier, values).nodes(),
                now.trust());
    }

    /** The values of the metrics that have a window, and the earlier ones their formulas name. */
    private record Values(Map<String, Double> whole, Map<String, Map<String, Double>> earlier) {}

    private Values values(FigureReader reader, int window) {
        Window asked = catalog.windows().get(window);
        Map<String, Double> whole = new HashMap<>();
        Map<String, Map<String, Double>> earlier = new HashMap<>();
        for (Metric metric : definition.metrics()) {
            if (metric.windows().stream().anyMatch(one -> one.sameSpan(asked))) {
                whole.put(metric.id(), reader.value(catalog.metric(metric.id())));
                earlier.put(metric.id(), earlier(metric, reader));
            }
        }
        return new Values(whole, earlier);
    }

    private Metric metric(String id) {
        return catalog.metric(catalog.metric(id));
    }
}
