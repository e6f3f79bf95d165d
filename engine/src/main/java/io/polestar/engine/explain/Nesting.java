package io.polestar.engine.explain;

import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.FormulaException;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics an explanation holds and how they nest: breadth first from its root, so that each comes once, as near to the root as it can.
 */
final class Nesting {
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<String, Formula> components = new HashMap<>();
    private final Map<String, List<String>> nested = new LinkedHashMap<>();
    private final Set<String> needed = new LinkedHashSet<>();

    /** @param depth how many levels are explained, the root alone being 1 */
    Nesting(Definition definition, String root, int depth) {
        definition.metrics().forEach(metric -> metrics.put(metric.id(), metric));
        for (Component component : definition.components()) {
            components.put(component.parent(), component.formula());
        }
        Deque<String> level = new ArrayDeque<>(List.of(root));
        nested.put(root, new ArrayList<>());
        for (int deep = 1; deep <= depth && !level.isEmpty(); deep++) {
            level = explain(level, deep < depth);
        }
    }

    private Deque<String> explain(Deque<String> level, boolean deeper) {
        Deque<String> next = new ArrayDeque<>();
        for (String id : level) {
            needed.add(id);
            Set<String> causes = causes(id);
            needed.addAll(causes);
            for (String cause : causes) {
                if (deeper && !nested.containsKey(cause)) {
                    nested.put(cause, new ArrayList<>());
                    childrenOf(id).add(cause);
                    next.add(cause);
                }
            }
        }
        return next;
    }

    private Set<String> causes(String id) {
        Set<String> causes = new LinkedHashSet<>();
        Formula component = components.get(id);
        if (component != null) {
            causes.addAll(component.variables());
        }
        causes.addAll(metric(id).kind().inputs());
        return causes;
    }

    /** The metrics explained, the root first. */
    Collection<String> explained() {
        return nested.keySet();
    }

    /** Those explained and what they are made of. */
    Collection<String> needed() {
        return needed;
    }

    /** The metrics whose explanations stand in a metric's own. */
    List<String> childrenOf(String id) {
        return nested.getOrDefault(id, List.of());
    }

    Metric metric(String id) {
        Metric metric = metrics.get(id);
        if (metric == null) {
            throw new IllegalArgumentException("the tree has no such metric, metric=" + id);
        }
        return metric;
    }

    /** Formula over the metrics it is made of, null without one. */
    @Nullable
    Formula component(String id) {
        return components.get(id);
    }

    /** Formula over the metrics it is computed from, null unless it is a ratio or derived. */
    @Nullable
    Formula inputs(String id) {
        Kind kind = metric(id).kind();
        if (kind instanceof Kind.Derived derived) {
            return derived.formula();
        }
        if (kind instanceof Kind.Ratio ratio) {
            try {
                return Formula.parse(ratio.numerator() + " / " + ratio.denominator());
            } catch (FormulaException e) {
                throw new IllegalStateException("ids are names of a formula, metric=" + id, e);
            }
        }
        return null;
    }
}
