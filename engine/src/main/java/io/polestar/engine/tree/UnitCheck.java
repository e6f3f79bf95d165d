package io.polestar.engine.tree;

import io.polestar.engine.tree.Expression.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that units fit: that a ratio's unit is its numerator's over its denominator's, that only like is added to or compared with
 * like, and that a formula gives the unit it stands for. A bare number fits any unit when it is added or compared, and none when it
 * multiplies.
 */
final class UnitCheck {
    private final Problems problems;
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    UnitCheck(Problems problems) {
        this.problems = problems;
    }

    /** The unit of a metric checked before, as written or else as its inputs give it; plain if neither is known. */
    String unit(String id) {
        return texts.getOrDefault(id, Unit.PLAIN.toString());
    }

    /** Checks a metric; those it computes from come before it. */
    void metric(MetricDraft metric) {
        Unit written = metric.unit() == null ? null : Unit.parse(metric.unit());
        boolean omitted = metric.section().node("unit") == null;
        Unit given = given(metric);
        if (written != null && given != null && !written.equals(given)) {
            problems.add(
                    metric.section().at("unit"),
                    "units do not fit, " + metric.section().path() + " has unit '" + metric.unit() + "' but its "
                            + source(metric.kind()) + " gives '" + given + "'",
                    "write unit: " + given + " or change what it is computed from");
        }
        Unit unit = omitted ? given : written;
        if (unit != null) {
            units.put(metric.id(), unit);
            texts.put(metric.id(), metric.unit() == null ? unit.toString() : metric.unit());
        }
    }

    private static String source(@Nullable Kind kind) {
        return kind == null || kind instanceof Kind.Derived ? "formula" : kind.word();
    }

    /** The unit its kind or its inputs give; null if it has none, or they fit any unit, or theirs are not known. */
    private @Nullable Unit given(MetricDraft metric) {
        if (metric.kind() instanceof Kind.Ratio ratio) {
            Unit above = units.get(ratio.numerator());
            Unit below = units.get(ratio.denominator());
            return above == null || below == null ? null : above.per(below);
        }
        if (metric.kind() instanceof Kind.Derived derived) {
            return formula(
                    derived.formula(),
                    name -> units.get(derived.metricOf(name)),
                    metric.section().at("formula"),
                    metric.section().name("formula"));
        }
        boolean share = metric.kind() instanceof Kind.Repeat
                || metric.kind() instanceof Kind.Conversion
                || metric.kind() instanceof Kind.Retention;
        return share ? Unit.PLAIN : null;
    }

    /** Checks a component; all metrics come before it. */
    void component(Component component, YamlNode at, String name) {
        Unit parent = units.get(component.parent());
        Unit given = formula(component.formula(), units::get, at, name);
        if (parent != null && given != null && !parent.equals(given)) {
            problems.add(
                    at,
                    "units do not fit, " + name + " gives '" + given + "' but '" + component.parent() + "' has unit '"
                            + parent + "'",
                    "change the formula or the unit of a metric in it");
        }
    }

    private @Nullable Unit formula(Formula formula, Known known, YamlNode at, String name) {
        boolean allKnown = formula.variables().stream().allMatch(variable -> known.unit(variable) != null);
        return allKnown ? unit(formula.expression(), known, at, name) : null;
    }

    /** What each name of a formula has for a unit. */
    @FunctionalInterface
    private interface Known {
        @Nullable
        Unit unit(String name);
    }

    /** Null is the unit of a bare number, which fits any other. */
    private @Nullable Unit unit(Expression expression, Known known, YamlNode at, String name) {
        if (expression instanceof Expression.Variable variable) {
            return known.unit(variable.name());
        }
        if (expression instanceof Expression.Negation negation) {
            return unit(negation.operand(), known, at, name);
        }
        if (expression instanceof Expression.Operation operation) {
            Unit left = unit(operation.left(), known, at, name);
            Unit right = unit(operation.right(), known, at, name);
            return operation.operator() == Operator.ADD || operation.operator() == Operator.SUBTRACT
                    ? like(left, right, operation.operator().sign, at, name)
                    : product(left, right, operation.operator());
        }
        if (expression instanceof Expression.Call call) {
            return like(call, known, at, name);
        }
        return null;
    }

    private @Nullable Unit like(Expression.Call call, Known known, YamlNode at, String name) {
        List<Expression> arguments = call.arguments();
        Unit unit = unit(arguments.get(0), known, at, name);
        for (Expression argument : arguments.subList(1, arguments.size())) {
            unit = like(unit, unit(argument, known, at, name), call.function().word, at, name);
        }
        return unit;
    }

    private @Nullable Unit like(@Nullable Unit left, @Nullable Unit right, String sign, YamlNode at, String name) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        if (!left.equals(right)) {
            problems.add(
                    at,
                    "units do not fit in " + name + ", '" + left + "' " + sign + " '" + right + "'",
                    "give both sides of " + sign + " the same unit");
        }
        return left;
    }

    private static @Nullable Unit product(@Nullable Unit left, @Nullable Unit right, Operator operator) {
        if (left == null && right == null) {
            return null;
        }
        Unit first = left == null ? Unit.PLAIN : left;
        Unit second = right == null ? Unit.PLAIN : right;
        return operator == Operator.MULTIPLY ? first.times(second) : first.per(second);
    }
}
