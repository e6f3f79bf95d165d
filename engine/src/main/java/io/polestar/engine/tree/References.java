package io.polestar.engine.tree;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ids a file declares, and what to say about a name that is none of them. */
final class References {
    private final Problems problems;
    private final Set<String> metrics;
    private final Set<String> dimensions;

    References(Problems problems, Set<String> metrics, Set<String> dimensions) {
        this.problems = problems;
        this.metrics = metrics;
        this.dimensions = dimensions;
    }

    boolean isMetric(String name) {
        return metrics.contains(name);
    }

    boolean isDimension(String name) {
        return dimensions.contains(name);
    }

    /**
     * Looks a metric up.
     *
     * @return its id; for an unknown name, after adding the problem, the id that was most likely meant
     */
    Optional<String> metric(String name, YamlNode at, String where) {
        return resolve("metric", name, metrics, at, where);
    }

    /** Looks a dimension up, as {@link #metric} does. */
    Optional<String> dimension(String name, YamlNode at, String where) {
        return resolve("dimension", name, dimensions, at, where);
    }

    /** Looks up every variable of a formula over metrics. */
    List<String> metrics(Formula formula, YamlNode at, String where) {
        Set<String> ids = new LinkedHashSet<>();
        formula.variables().forEach(name -> metric(name, at, where).ifPresent(ids::add));
        return List.copyOf(ids);
    }

    private Optional<String> resolve(String what, String name, Set<String> known, YamlNode at, String where) {
        if (known.contains(name)) {
            return Optional.of(name);
        }
        Optional<String> near = problems.nearest(name, known);
        problems.add(
                at,
                "unknown " + what + " '" + name + "' in " + where,
                near.map(id -> "did you mean '" + id + "'?").orElse("declare it under " + what + "s"));
        return near;
    }
}
