package io.polestar.bench.figure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found so far, told on a stream as it comes. One thread. */
public final class Findings {
    private final PrintStream told;
    private final @Nullable Findings earlier;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final List<Distribution> distributions = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param told where each finding is written in one line */
    public Findings(PrintStream told) {
        this(told, null);
    }

    /** @param earlier what was found before, among which figures are looked for too */
    public Findings(PrintStream told, @Nullable Findings earlier) {
        this.told = told;
        this.earlier = earlier;
    }

    public void add(Figure figure) {
        figures.put(figure.id(), figure);
        told.println(figure.title() + ": " + figure.text());
    }

    /** Adds a distribution, and its percentiles as figures. */
    public void add(Distribution distribution) {
        distributions.add(distribution);
        distribution.figures().forEach(this::add);
    }

    public void add(Curve curve) {
        curves.add(curve);
        curve.points()
                .forEach(
                        point -> told.println(curve.title() + ", " + curve.x() + " " + String.format("%,.0f", point.x())
                                + ": " + point.figure().text()));
    }

    /** Adds a sentence that belongs to the figures. */
    public void remark(String sentence) {
        remarks.add(sentence);
        told.println(sentence);
    }

    /** The figure of an id, if it was measured, here or earlier. */
    public Optional<Figure> figure(String id) {
        Figure here = figures.get(id);
        if (here != null) {
            return Optional.of(here);
        }
        return earlier == null ? Optional.empty() : earlier.figure(id);
    }

    public Collection<Figure> figures() {
        return List.copyOf(figures.values());
    }

    public List<Distribution> distributions() {
        return List.copyOf(distributions);
    }

    public List<Curve> curves() {
        return List.copyOf(curves);
    }

    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
