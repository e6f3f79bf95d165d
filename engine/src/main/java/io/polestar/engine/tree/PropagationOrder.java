package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which changes run through a tree: from what metrics are computed from and made of to themselves.
 *
 * <p>Inputs and components may form a circle together: {@code orders} made of {@code buyers * orders_per_buyer}, which is itself {@code orders / buyers}. Such
 * a ratio is held: it is a cause there, and does not follow its inputs. If {@code orders} is fixed the circle is open and it does follow.
 *
 * @param order the ids of all metrics, each after those it follows
 * @param held metrics that do not follow their inputs
 */
public record PropagationOrder(List<String> order, Set<String> held) {
    public PropagationOrder {
        order = List.copyOf(order);
        held = Set.copyOf(held);
    }

    /** The order when some metrics are fixed and so follow nothing. */
    public static PropagationOrder of(Definition definition, Set<String> fixed) {
        Map<String, List<String>> children = new HashMap<>();
        definition
                .components()
                .forEach(edge -> children.put(edge.parent(), edge.formula().variables()));
        Map<String, List<String>> follows = new LinkedHashMap<>();
        for (Metric metric : definition.metrics()) {
            Set<String> causes = new LinkedHashSet<>(children.getOrDefault(metric.id(), List.of()));
            causes.addAll(metric.kind().inputs());
            follows.put(metric.id(), fixed.contains(metric.id()) ? List.of() : new ArrayList<>(causes));
        }
        Set<String> held = new LinkedHashSet<>();
        CycleCheck.Outcome outcome = CycleCheck.of(follows);
        while (!outcome.cycles().isEmpty()) {
            for (List<String> cycle : outcome.cycles()) {
                String computed = computedIn(cycle, children);
                held.add(computed);
                follows.put(computed, children.getOrDefault(computed, List.of()));
            }
            outcome = CycleCheck.of(follows);
        }
        return new PropagationOrder(outcome.order(), held);
    }

    /** The first in a circle that follows the next as its input only; there is one, since components alone form no circle. */
    private static String computedIn(List<String> cycle, Map<String, List<String>> children) {
        for (int at = 0; at < cycle.size(); at++) {
            String id = cycle.get(at);
            String next = cycle.get((at + 1) % cycle.size());
            if (!children.getOrDefault(id, List.of()).contains(next)) {
                return id;
            }
        }
        throw new IllegalStateException("components are made of themselves, cycle=" + cycle);
    }
}
