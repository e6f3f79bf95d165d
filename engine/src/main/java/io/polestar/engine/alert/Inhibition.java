package io.polestar.engine.alert;

import io.polestar.engine.tree.Component;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Level.Side;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which alert another one explains. Written: a rule that {@code inhibits} another. Derived from the tree: a rule on a component over the
 * same window, whose deviation pushes the parent the way the parent went. The direction in which a component pushes its parent is
 * that of the formula near a point at which all components are 2.
 *
 * <p>Both alerts must be about the same segment where both are about one of the same dimension. A rule that inhibits another in writing
 * is not inhibited by it through the tree.
 */
final class Inhibition {
    private static final double POINT = 2;
    private static final double STEP = 0.01;

    private final List<Rule> rules;
    private final List<List<Source>> sources = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();

    /**
     * One rule that explains another.
     *
     * @param push 0 when written; 1 or -1: whether more of the one is more of the other
     */
    private record Source(int rule, int push) {}

    Inhibition(Definition definition) {
        this.rules = definition.rules();
        Map<String, Integer> ordinals = new HashMap<>();
        Map<String, List<Integer>> byMetric = new HashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            sources.add(List.of());
            ordinals.put(rules.get(rule).id(), rule);
            byMetric.computeIfAbsent(rules.get(rule).metric(), metric -> new ArrayList<>())
                    .add(rule);
        }
        addWritten(ordinals);
        for (Component component : definition.components()) {
            addDerived(component, byMetric);
        }
        for (int rule = 0; rule < rules.size(); rule++) {
            if (!sources.get(rule).isEmpty()) {
                targets.add(rule);
            }
        }
    }

    private void addWritten(Map<String, Integer> ordinals) {
        for (int rule = 0; rule < rules.size(); rule++) {
            for (String target : rules.get(rule).inhibits()) {
                Integer ordinal = ordinals.get(target);
                if (ordinal != null && ordinal != rule) {
                    add(ordinal, new Source(rule, 0));
                }
            }
        }
    }

    private void addDerived(Component component, Map<String, List<Integer>> byMetric) {
        for (int parent : byMetric.getOrDefault(component.parent(), List.of())) {
            for (String child : new HashSet<>(component.formula().variables())) {
                int push = push(component.formula(), child);
                for (int rule : byMetric.getOrDefault(child, List.of())) {
                    boolean sameWindow =
                            rules.get(rule).window().sameSpan(rules.get(parent).window());
                    if (push != 0 && sameWindow && directed(rule) && directed(parent) && !inhibits(parent, rule)) {
                        add(parent, new Source(rule, push));
                    }
                }
            }
        }
    }

    private void add(int target, Source source) {
        if (sources.get(target).isEmpty()) {
            sources.set(target, new ArrayList<>());
        }
        sources.get(target).add(source);
        sources.get(target).sort(java.util.Comparator.comparingInt(Source::rule));
    }

    private boolean inhibits(int rule, int target) {
        return rules.get(rule).inhibits().contains(rules.get(target).id());
    }

    private boolean directed(int rule) {
        Trigger trigger = rules.get(rule).trigger();
        return trigger instanceof Trigger.Threshold
                || trigger instanceof Trigger.Change
                || trigger instanceof Trigger.Target
                || trigger instanceof Trigger.Anomaly
                || trigger instanceof Trigger.Missing;
    }

    private static int push(Formula formula, String child) {
        List<String> names = formula.variables();
        Formula.Bound bound = formula.bind(names::indexOf);
        int moved = names.indexOf(child);
        double before = bound.evaluate(slot -> POINT);
        double after = bound.evaluate(slot -> slot == moved ? POINT + STEP : POINT);
        return Double.isNaN(before) || Double.isNaN(after) ? 0 : (int) Math.signum(after - before);
    }

    /** The rules that may be inhibited, in their order. */
    List<Integer> targets() {
        return targets;
    }

    /** The episode that explains an alert, the one of the first rule of several; null for none. */
    @Nullable
    String explaining(Alert alert, AlertTable table) {
        for (Source source : sources.get(alert.rule)) {
            for (Alert cause : table.open(source.rule)) {
                if (cause != alert && sameSegment(cause.segment, alert.segment) && sameWay(source, cause, alert)) {
                    return cause.episode;
                }
            }
        }
        return null;
    }

    private static boolean sameSegment(@Nullable Segment one, @Nullable Segment other) {
        return one == null
                || other == null
                || !one.dimension().equals(other.dimension())
                || one.value().equals(other.value());
    }

    private boolean sameWay(Source source, Alert cause, Alert alert) {
        if (source.push == 0) {
            return true;
        }
        boolean sameCut = cause.segment == null ? alert.segment == null : cause.segment.equals(alert.segment);
        return sameCut && way(cause) * source.push == way(alert) && way(alert) != 0;
    }

    /** In which direction an alert's value went: 1 up, -1 down. */
    private int way(Alert alert) {
        Trigger trigger = rules.get(alert.rule).trigger();
        if (trigger instanceof Trigger.Missing) {
            return -1;
        }
        double value = alert.value;
        if (trigger instanceof Trigger.Anomaly) {
            return value > alert.high ? 1 : value < alert.low ? -1 : 0;
        }
        Side side = trigger.level().side();
        return side == Side.BOTH ? (int) Math.signum(value) : side == Side.ABOVE ? 1 : -1;
    }
}
