package io.polestar.engine.tree;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One metric tree as its file describes it: a north star, the metrics behind it, how they hang together, and what to warn about.
 *
 * <p>{@link DefinitionReader} hands out definitions that keep every rule of the definition language; this record itself only copies
 * its lists.
 *
 * @param name what people call the tree
 * @param zone where days begin: calendar windows and the time parts of dimensions are taken in it
 * @param latenessMillis how far behind its source's newest event an event may come before it counts as late
 * @param subjectBudget how many subjects a distinct or repeat metric knows one by one, in all its segments together
 * @param northStar id of the one metric everything leads to
 * @param dimensions declared dimensions, in the file's order
 * @param metrics all metrics, in the file's order
 * @param components formulas that must reconcile a parent with its children
 * @param influences drivers and what they move
 * @param guardrails metrics that must not suffer while another one is improved
 * @param rules alert rules, in the file's order
 * @param maintenance times in which alerts are not told, in the file's order
 * @param channels ways to tell of alerts, in the file's order
 * @param routes which alerts are told through which channels, in the file's order
 * @param sources sources of events that somebody answers for, in the file's order
 * @param history how long the past is kept, by step
 * @param text the file itself
 * @param version first 12 hexadecimal digits of the SHA-256 of {@code text} in UTF-8
 */
public record Definition(
        String name,
        ZoneId zone,
        long latenessMillis,
        int subjectBudget,
        String northStar,
        List<Dimension> dimensions,
        List<Metric> metrics,
        List<Component> components,
        List<Influence> influences,
        List<Guardrail> guardrails,
        List<Rule> rules,
        List<Maintenance> maintenance,
        List<Channel> channels,
        List<Route> routes,
        List<Source> sources,
        HistoryTiers history,
        String text,
        String version) {

    /** The subject budget where the file says nothing. */
    public static final int DEFAULT_SUBJECT_BUDGET = 5_000_000;

    static final int LEAST_SUBJECT_BUDGET = 1_000;
    static final int MOST_SUBJECT_BUDGET = 100_000_000;

    public Definition {
        dimensions = List.copyOf(dimensions);
        metrics = List.copyOf(metrics);
        components = List.copyOf(components);
        influences = List.copyOf(influences);
        guardrails = List.copyOf(guardrails);
        rules = List.copyOf(rules);
        maintenance = List.copyOf(maintenance);
        channels = List.copyOf(channels);
        routes = List.copyOf(routes);
        sources = List.copyOf(sources);
    }

    /**
     * The metric of that id. Looks through the list: resolve once and keep the result.
     *
     * @throws IllegalArgumentException if the tree has no such metric
     */
    public Metric metric(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("the tree has no such metric, metric=" + id));
    }

    /** The metric of that id, or empty if the tree has none. */
    public Optional<Metric> find(String id) {
        return metrics.stream().filter(metric -> metric.id().equals(id)).findFirst();
    }

    /**
     * The dimension of that id.
     *
     * @throws IllegalArgumentException if the tree has no such dimension
     */
    public Dimension dimension(String id) {
        return dimensions.stream()
                .filter(dimension -> dimension.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the tree has no such dimension, dimension=" + id));
    }

    /** The subject budget if what a kind gathers depends on it, 0 for other kinds. */
    public int subjectBudgetOf(Kind kind) {
        return kind instanceof Kind.Distinct || kind instanceof Kind.Repeat ? subjectBudget : 0;
    }

    /** Every window that some metric has, each once: the north star's first, then the others as they come. */
    public List<Window> windows() {
        Set<Window> windows = new LinkedHashSet<>(metric(northStar).windows());
        metrics.forEach(metric -> windows.addAll(metric.windows()));
        return List.copyOf(windows);
    }
}
