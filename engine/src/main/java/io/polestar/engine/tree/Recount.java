package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which metrics of a definition cannot keep the values they had under an earlier one. A metric's values hang on the tree's zone, its
 * kind, decimals, windows and dimensions, on its subject budget if its kind has one, and on the values of what it is computed from; not on what it is called, who owns it or its
 * unit.
 */
final class Recount {
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Map<String, List<Object>> earlier = new HashMap<>();
    private final Set<String> recounted = new LinkedHashSet<>();
    private final Set<String> splitBy = new HashSet<>();

    Recount(Definition before, Definition after) {
        Map<String, List<Object>> dimensionsBefore = dimensions(before);
        Map<String, List<Object>> dimensionsAfter = dimensions(after);
        before.metrics().forEach(metric -> earlier.put(metric.id(), basis(before, metric, dimensionsBefore)));
        after.metrics().forEach(metric -> metrics.put(metric.id(), metric));
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        metrics.forEach((id, metric) -> inputs.put(id, metric.kind().inputs()));
        Set<String> found = new HashSet<>();
        for (String id : CycleCheck.of(inputs).order()) {
            Metric metric = metrics.get(id);
            if (metric != null
                    && (!basis(after, metric, dimensionsAfter).equals(earlier.get(id))
                            || metric.kind().inputs().stream().anyMatch(found::contains))) {
                found.add(id);
            }
        }
        metrics.keySet().stream().filter(found::contains).forEach(recounted::add);
        metrics.values().forEach(metric -> metric.by().forEach(id -> addParts(after, id)));
    }

    /** Their ids, in the file's order. */
    Set<String> metrics() {
        return Collections.unmodifiableSet(recounted);
    }

    /** Whether some metric is split by a dimension, alone or in a pair. */
    boolean splitsBy(String dimension) {
        return splitBy.contains(dimension);
    }

    private void addParts(Definition definition, String id) {
        if (splitBy.add(id) && definition.dimension(id).origin() instanceof Dimension.Pair pair) {
            splitBy.add(pair.first());
            splitBy.add(pair.second());
        }
    }

    private static List<Object> basis(Definition definition, Metric metric, Map<String, List<Object>> dimensions) {
        List<Object> by = new ArrayList<>();
        metric.by().forEach(id -> by.add(dimensions.getOrDefault(id, List.of())));
        boolean computed = !metric.kind().inputs().isEmpty();
        return List.of(
                definition.zone(),
                metric.kind(),
                computed ? 0 : metric.decimals(),
                metric.windows(),
                by,
                definition.subjectBudgetOf(metric.kind()));
    }

    /** What the segments of each dimension hang on. */
    private static Map<String, List<Object>> dimensions(Definition definition) {
        Map<String, List<Object>> plain = new HashMap<>();
        definition
                .dimensions()
                .forEach(dimension ->
                        plain.put(dimension.id(), List.of(dimension.id(), dimension.origin(), dimension.bound())));
        Map<String, List<Object>> whole = new HashMap<>(plain);
        for (Dimension dimension : definition.dimensions()) {
            if (dimension.origin() instanceof Dimension.Pair pair) {
                whole.put(
                        dimension.id(),
                        List.of(
                                dimension.id(),
                                dimension.bound(),
                                plain.getOrDefault(pair.first(), List.of()),
                                plain.getOrDefault(pair.second(), List.of())));
            }
        }
        return whole;
    }
}
