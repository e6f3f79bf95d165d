package io.polestar.engine.tree;

import io.polestar.engine.tree.Formula.Bound;
import java.util.List;
import java.util.function.ToIntFunction;

/** Turns an {@link Expression} into nested evaluators, once, so that evaluating costs a call per operation and no allocation. */
final class FormulaBinding {
    private FormulaBinding() {}

    static Bound bind(Expression expression, ToIntFunction<String> slot) {
        if (expression instanceof Expression.Constant constant) {
            double value = constant.value();
            return values -> value;
        }
        if (expression instanceof Expression.Variable variable) {
            int index = slot.applyAsInt(variable.name());
            return values -> finiteOrNaN(values.get(index));
        }
        if (expression instanceof Expression.Negation negation) {
            Bound operand = bind(negation.operand(), slot);
            return values -> -operand.evaluate(values);
        }
        if (expression instanceof Expression.Operation operation) {
            return operation(operation.operator(), bind(operation.left(), slot), bind(operation.right(), slot));
        }
        if (expression instanceof Expression.Call call) {
            return call(call.function(), bindAll(call.arguments(), slot));
        }
        throw new IllegalStateException("no evaluator for " + expression);
    }

    private static Bound[] bindAll(List<Expression> expressions, ToIntFunction<String> slot) {
        return expressions.stream().map(expression -> bind(expression, slot)).toArray(Bound[]::new);
    }

    private static Bound operation(Expression.Operator operator, Bound left, Bound right) {
        return switch (operator) {
            case ADD -> values -> finiteOrNaN(left.evaluate(values) + right.evaluate(values));
            case SUBTRACT -> values -> finiteOrNaN(left.evaluate(values) - right.evaluate(values));
            case MULTIPLY -> values -> finiteOrNaN(left.evaluate(values) * right.evaluate(values));
            case DIVIDE -> values -> finiteOrNaN(left.evaluate(values) / right.evaluate(values));
        };
    }

    private static Bound call(Expression.Function function, Bound[] arguments) {
        return switch (function) {
            case ABS -> {
                Bound argument = arguments[0];
                yield values -> Math.abs(argument.evaluate(values));
            }
            case MIN ->
                values -> {
                    double least = Double.POSITIVE_INFINITY;
                    for (Bound argument : arguments) {
                        least = Math.min(least, argument.evaluate(values));
                    }
                    return least;
                };
            case MAX ->
                values -> {
                    double greatest = Double.NEGATIVE_INFINITY;
                    for (Bound argument : arguments) {
                        greatest = Math.max(greatest, argument.evaluate(values));
                    }
                    return greatest;
                };
            case COALESCE ->
                values -> {
                    for (Bound argument : arguments) {
                        double value = argument.evaluate(values);
                        if (!Double.isNaN(value)) {
                            return value;
                        }
                    }
                    return Double.NaN;
                };
        };
    }

    private static double finiteOrNaN(double value) {
        return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
    }
}
