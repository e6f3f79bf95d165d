package io.polestar.engine.tree;

import io.polestar.engine.tree.Expression.Operator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Refuses formulas that add ratios, and so averages of ratios: a quotient of sums weighs each part by its size, a sum of quotients
 * does not. With 1 of 2 visitors buying here and 1 of 98 there, the mean of the rates says 26 %, yet 2 of 100 bought.
 *
 * <p>Averages, quantiles, shares of subjects and quotients of what varies are ratios, and so is what follows from a ratio and a
 * constant, or from two ratios. A ratio times what is none is none, as that may be its denominator; nor is a sum over a ratio.
 */
final class RatioCheck {
    private final Problems problems;
    private final Set<String> ratios = new HashSet<>();
    private final Map<String, Kind.Ratio> parts = new HashMap<>();

    RatioCheck(Problems problems) {
        this.problems = problems;
    }

    /** Checks a metric; those it computes from come before it. */
    void metric(MetricDraft metric) {
        Kind kind = metric.kind();
        if (kind == null) {
            return;
        }
        if (kind instanceof Kind.Ratio ratio) {
            parts.put(metric.id(), ratio);
        }
        boolean isRatio = kind instanceof Kind.Derived derived ? derived(derived, metric.section()) : isRatio(kind);
        if (isRatio) {
            ratios.add(metric.id());
        }
    }

    private static boolean isRatio(Kind kind) {
        return kind instanceof Kind.Ratio
                || kind instanceof Kind.Average
                || kind instanceof Kind.Quantile
                || kind instanceof Kind.Repeat
                || kind instanceof Kind.Conversion
                || kind instanceof Kind.Retention
                || (kind instanceof Kind.Session session && session.measure() == Kind.Session.Measure.AVERAGE_MINUTES);
    }

    private boolean derived(Kind.Derived derived, Section section) {
        Predicate<String> known = name -> ratios.contains(derived.metricOf(name));
        Expression.Operation sum = firstSum(derived.formula().expression(), known);
        if (sum != null) {
            problems.add(
                    section.at("formula"),
                    section.name("formula") + " adds ratios, '" + sum.left().shown() + "' + '"
                            + sum.right().shown() + "'",
                    fix(derived, sum));
        }
        return isRatio(derived.formula().expression(), known);
    }

    private String fix(Kind.Derived derived, Expression.Operation sum) {
        Kind.Ratio left = partsOf(derived, sum.left());
        Kind.Ratio right = partsOf(derived, sum.right());
        if (left == null || right == null) {
            return "divide sums instead: the numerators added, over the denominators added";
        }
        String above = left.numerator() + " + " + right.numerator();
        String below = left.denominator().equals(right.denominator())
                ? left.denominator()
                : "(" + left.denominator() + " + " + right.denominator() + ")";
        return "divide sums instead: (" + above + ") / " + below;
    }

    private Kind.@Nullable Ratio partsOf(Kind.Derived derived, Expression expression) {
        return expression instanceof Expression.Variable variable ? parts.get(derived.metricOf(variable.name())) : null;
    }

    /** The first place where two ratios are added, null if there is none. */
    private static Expression.@Nullable Operation firstSum(Expression expression, Predicate<String> known) {
        if (expression instanceof Expression.Operation operation
                && operation.operator() == Operator.ADD
                && isRatio(operation.left(), known)
                && isRatio(operation.right(), known)) {
            return operation;
        }
        for (Expression part : expression.parts()) {
            Expression.Operation found = firstSum(part, known);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isRatio(Expression expression, Predicate<String> known) {
        if (expression instanceof Expression.Variable variable) {
            return known.test(variable.name());
        }
        if (expression instanceof Expression.Operation operation) {
            boolean left = isRatio(operation.left(), known);
            boolean right = isRatio(operation.right(), known);
            return switch (operation.operator()) {
                case ADD, SUBTRACT -> left || right;
                case MULTIPLY -> left ? right || isConstant(operation.right()) : right && isConstant(operation.left());
                case DIVIDE -> left || (right ? isConstant(operation.left()) : !isConstant(operation.right()));
            };
        }
        return expression.parts().stream().anyMatch(part -> isRatio(part, known));
    }

    private static boolean isConstant(Expression expression) {
        return !(expression instanceof Expression.Variable)
                && expression.parts().stream().allMatch(RatioCheck::isConstant);
    }
}
