package io.polestar.engine.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A formula that is one expression over another, or a number times that, as {@code 100 * cancelled / (orders + cancelled)}. */
public final class Quotient {
    private final double factor;
    private final Expression above;
    private final Expression below;

    private Quotient(double factor, Expression above, Expression below) {
        this.factor = factor;
        this.above = above;
        this.below = below;
    }

    /** Null for a formula that is none, or one over a plain number. */
    static @Nullable Quotient of(Expression whole) {
        double factor = 1;
        Expression expression = whole;
        while (expression instanceof Expression.Operation operation
                && operation.operator() == Expression.Operator.MULTIPLY) {
            if (operation.left() instanceof Expression.Constant constant) {
                factor *= constant.value();
                expression = operation.right();
            } else if (operation.right() instanceof Expression.Constant constant) {
                factor *= constant.value();
                expression = operation.left();
            } else {
                return null;
            }
        }
        return expression instanceof Expression.Operation operation
                        && operation.operator() == Expression.Operator.DIVIDE
                        && hasVariable(operation.right())
                ? new Quotient(factor, operation.left(), operation.right())
                : null;
    }

    private static boolean hasVariable(Expression expression) {
        Deque<Expression> open = new ArrayDeque<>();
        open.push(expression);
        while (!open.isEmpty()) {
            Expression next = open.pop();
            if (next instanceof Expression.Variable) {
                return true;
            } else if (next instanceof Expression.Negation negation) {
                open.push(negation.operand());
            } else if (next instanceof Expression.Operation operation) {
                open.push(operation.left());
                open.push(operation.right());
            } else if (next instanceof Expression.Call call) {
                call.arguments().forEach(open::push);
            }
        }
        return false;
    }

    /** Readies what stands above the line, the number included, as {@link Formula#bind} does. */
    public Formula.Bound numerator(ToIntFunction<String> slot) {
        Formula.Bound bound = FormulaBinding.bind(above, slot);
        return values -> factor * bound.evaluate(values);
    }

    /** Readies what stands below the line. */
    public Formula.Bound denominator(ToIntFunction<String> slot) {
        return FormulaBinding.bind(below, slot);
    }
}
