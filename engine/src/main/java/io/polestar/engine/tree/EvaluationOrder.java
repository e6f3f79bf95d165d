package io.polestar.engine.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order in which the metrics of a tree can be computed in one pass. */
public final class EvaluationOrder {
    private EvaluationOrder() {}

    /** The ids of all metrics, each after those it is computed from. O(metrics + inputs). */
    public static List<String> of(Definition definition) {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        definition
                .metrics()
                .forEach(metric -> inputs.put(metric.id(), metric.kind().inputs()));
        return List.copyOf(CycleCheck.of(inputs).order());
    }
}
