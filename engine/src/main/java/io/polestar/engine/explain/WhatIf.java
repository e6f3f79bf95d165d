package io.polestar.engine.explain;

import io.polestar.engine.explain.Prediction.Node;
import io.polestar.engine.explain.Prediction.Origin;
import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.PropagationOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs changes through a tree, in one pass: a metric that is set has that value whatever it hangs on; one that is computed from metrics that
 * change is computed anew; one whose component formula has children that change becomes the formula plus the residual it has now; all others
 * keep their value. Where both are so, being computed decides. Earlier values of derived metrics stay.
 */
final class WhatIf {
    private final Definition definition;
    private final Map<String, Double> now;
    private final Map<String, Map<String, Double>> earlier;
    private final Map<String, Double> set;
    private final Map<String, Node> then = new HashMap<>();

    /**
     * @param now the values of the metrics that have the window, NaN for no data
     * @param earlier of derived metrics: the values of earlier periods by the names their formulas have for them
     * @param set the values asked for
     */
    WhatIf(
            Definition definition,
            Map<String, Double> now,
            Map<String, Map<String, Double>> earlier,
            Map<String, Double> set) {
        this.definition = definition;
        this.now = now;
        this.earlier = earlier;
        this.set = set;
    }

    /** What follows for each metric that has the window, in the definition's order. */
    List<Node> nodes() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        definition.metrics().forEach(metric -> kinds.put(metric.id(), metric.kind()));
        Map<String, Formula> components = new HashMap<>();
        for (Component component : definition.components()) {
            components.put(component.parent(), component.formula());
        }
        PropagationOrder order = PropagationOrder.of(definition, set.keySet());
        for (String id : order.order()) {
            if (now.containsKey(id)) {
                Kind kind = order.held().contains(id) ? null : kinds.get(id);
                then.put(id, node(id, kind, components.get(id)));
            }
        }
        return definition.metrics().stream()
                .map(Metric::id)
                .filter(then::containsKey)
                .map(then::get)
                .toList();
    }

    /** @param kind null for a metric that does not follow its inputs */
    private Node node(String id, @Nullable Kind kind, @Nullable Formula component) {
        double value = now.getOrDefault(id, Double.NaN);
        Double asked = set.get(id);
        if (asked != null) {
            return new Node(id, value, asked, Origin.SET);
        }
        if (kind != null && anyChanged(kind.inputs())) {
            return new Node(id, value, computed(id, kind), Origin.INPUTS);
        }
        if (component != null && anyChanged(component.variables())) {
            double residual = value - evaluated(component, Map.of(), false);
            double next = evaluated(component, Map.of(), true) + (Double.isNaN(residual) ? 0 : residual);
            return new Node(id, value, finite(next), Origin.COMPONENT);
        }
        return new Node(id, value, value, Origin.KEPT);
    }

    private boolean anyChanged(List<String> ids) {
        return ids.stream().map(then::get).anyMatch(node -> node != null && node.changed());
    }

    private double computed(String id, Kind kind) {
        if (kind instanceof Kind.Ratio ratio) {
            double denominator = then(ratio.denominator());
            return denominator == 0 ? Double.NaN : finite(then(ratio.numerator()) / denominator);
        }
        if (kind instanceof Kind.Derived derived) {
            return evaluated(derived.formula(), earlier.getOrDefault(id, Map.of()), true);
        }
        throw new IllegalStateException("a metric of this kind is computed from no other, kind=" + kind.word());
    }

    private double evaluated(Formula formula, Map<String, Double> earlierValues, boolean afterwards) {
        List<String> names = formula.variables();
        return formula.bind(names::indexOf).evaluate(slot -> {
            String name = names.get(slot);
            Double before = earlierValues.get(name);
            return before != null ? before : afterwards ? then(name) : now.getOrDefault(name, Double.NaN);
        });
    }

    private double then(String id) {
        Node node = then.get(id);
        return node == null ? Double.NaN : node.then();
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
