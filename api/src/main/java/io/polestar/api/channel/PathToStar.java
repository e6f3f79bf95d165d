package io.polestar.api.channel;

import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Guardrail;
import io.polestar.engine.tree.Influence;
import io.polestar.engine.tree.Metric;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a metric leads to the north star. */
final class PathToStar {
    private PathToStar() {}

    /** A shortest path over component edges, inputs, influences and guardrails, with both ends; the metric alone if there is none. */
    static List<String> of(Definition definition, String metric) {
        Map<String, Set<String>> leadsTo = edges(definition);
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(metric));
        while (!open.isEmpty() && !cameFrom.containsKey(definition.northStar())) {
            String from = open.remove();
            for (String to : leadsTo.getOrDefault(from, Set.of())) {
                if (!to.equals(metric) && cameFrom.putIfAbsent(to, from) == null) {
                    open.add(to);
                }
            }
        }
        List<String> path = new ArrayList<>();
        @Nullable String step = cameFrom.containsKey(definition.northStar()) ? definition.northStar() : metric;
        for (; step != null; step = cameFrom.get(step)) {
            path.add(0, step);
        }
        return path;
    }

    private static Map<String, Set<String>> edges(Definition definition) {
        Map<String, Set<String>> leadsTo = new LinkedHashMap<>();
        for (Component component : definition.components()) {
            component.formula().variables().forEach(child -> add(leadsTo, child, component.parent()));
        }
        for (Metric metric : definition.metrics()) {
            metric.kind().inputs().forEach(input -> add(leadsTo, input, metric.id()));
        }
        for (Influence influence : definition.influences()) {
            add(leadsTo, influence.driver(), influence.target());
        }
        for (Guardrail guardrail : definition.guardrails()) {
            add(leadsTo, guardrail.metric(), guardrail.guards());
        }
        return leadsTo;
    }

    private static void add(Map<String, Set<String>> leadsTo, String from, String to) {
        leadsTo.computeIfAbsent(from, key -> new LinkedHashSet<>()).add(to);
    }
}
