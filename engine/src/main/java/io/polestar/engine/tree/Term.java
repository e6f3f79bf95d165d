package io.polestar.engine.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One summand of a formula: {@code (a − 2 * b / c) * 3 + max(d, e)} has the terms {@code 3 a}, {@code −6 b / c} and {@code max(d, e)}.
 *
 * <p>Where a formula has a value it is the sum of its terms' values, rounding apart. Sums within products are not multiplied out: such a
 * term is no product.
 */
public final class Term {
    private final double outer;
    private final double factor;
    private final @Nullable Map<String, Integer> powers;
    private final Expression expression;
    private final List<String> variables;

    /** @param outer what the expression is multiplied by */
    private Term(double outer, @Nullable Monomial monomial, Expression expression, List<String> variables) {
        this.outer = outer;
        this.factor = monomial == null ? outer : outer * monomial.factor;
        this.powers = monomial == null ? null : monomial.powers;
        this.expression = expression;
        this.variables = variables;
    }

    /** The terms of a formula, in its order. */
    static List<Term> of(Formula formula) {
        List<Term> terms = new ArrayList<>();
        split(formula.expression(), 1, terms);
        return List.copyOf(terms);
    }

    private static void split(Expression expression, double factor, List<Term> terms) {
        if (expression instanceof Expression.Negation negation) {
            split(negation.operand(), -factor, terms);
            return;
        }
        if (expression instanceof Expression.Operation operation && splitOperation(operation, factor, terms)) {
            return;
        }
        Set<String> variables = new LinkedHashSet<>();
        collect(expression, variables);
        terms.add(new Term(factor, Monomial.of(expression), expression, List.copyOf(variables)));
    }

    /** Splits sums, and sums times or over a number; false when the operation is neither. */
    private static boolean splitOperation(Expression.Operation operation, double factor, List<Term> terms) {
        Monomial left = Monomial.of(operation.left());
        Monomial right = Monomial.of(operation.right());
        switch (operation.operator()) {
            case ADD, SUBTRACT -> {
                split(operation.left(), factor, terms);
                split(operation.right(), operation.operator() == Expression.Operator.ADD ? factor : -factor, terms);
                return true;
            }
            case MULTIPLY -> {
                if (left != null && left.constant()) {
                    split(operation.right(), factor * left.factor, terms);
                    return true;
                }
                if (right != null && right.constant()) {
                    split(operation.left(), factor * right.factor, terms);
                    return true;
                }
            }
            case DIVIDE -> {
                if (right != null && right.constant() && right.factor != 0) {
                    split(operation.left(), factor / right.factor, terms);
                    return true;
                }
            }
        }
        return false;
    }

    private static void collect(Expression expression, Set<String> variables) {
        if (expression instanceof Expression.Variable variable) {
            variables.add(variable.name());
        } else if (expression instanceof Expression.Negation negation) {
            collect(negation.operand(), variables);
        } else if (expression instanceof Expression.Operation operation) {
            collect(operation.left(), variables);
            collect(operation.right(), variables);
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(argument -> collect(argument, variables));
        }
    }

    /** The names it uses, each once, in order of their first use; empty for a number. */
    public List<String> variables() {
        return variables;
    }

    /** Whether it is a number times powers of its variables. */
    public boolean product() {
        return powers != null;
    }

    /** Whether it is a number times one variable. */
    public boolean linear() {
        return powers != null && powers.size() == 1 && powers.containsValue(1);
    }

    /** The number it is multiplied by; for a product the whole of it. */
    public double factor() {
        return factor;
    }

    /** The power of a variable of a product, negative below the line. */
    public int power(String variable) {
        Integer power = powers == null ? null : powers.get(variable);
        if (power == null) {
            throw new IllegalArgumentException("a product has the power of its own variables, variable=" + variable);
        }
        return power;
    }

    /** Readies the term for evaluation, as {@link Formula#bind} does. */
    public Formula.Bound bind(ToIntFunction<String> slot) {
        Formula.Bound bound = FormulaBinding.bind(expression, slot);
        if (outer == 1) {
            return bound;
        }
        return values -> {
            double value = outer * bound.evaluate(values);
            return Math.abs(value) <= Double.MAX_VALUE ? value : Double.NaN;
        };
    }

    /** A number times powers of variables. */
    private record Monomial(double factor, Map<String, Integer> powers) {
        boolean constant() {
            return powers.isEmpty();
        }

        /** Null for an expression that is none, or in which a variable cancels: x / x has no value where x is zero. */
        static @Nullable Monomial of(Expression expression) {
            if (expression instanceof Expression.Constant constant) {
                return new Monomial(constant.value(), Map.of());
            }
            if (expression instanceof Expression.Variable variable) {
                return new Monomial(1, Map.of(variable.name(), 1));
            }
            if (expression instanceof Expression.Negation negation) {
                Monomial operand = of(negation.operand());
                return operand == null ? null : new Monomial(-operand.factor, operand.powers);
            }
            return expression instanceof Expression.Operation operation ? of(operation) : null;
        }

        private static @Nullable Monomial of(Expression.Operation operation) {
            boolean divided = operation.operator() == Expression.Operator.DIVIDE;
            if (!divided && operation.operator() != Expression.Operator.MULTIPLY) {
                return null;
            }
            Monomial left = of(operation.left());
            Monomial right = of(operation.right());
            if (left == null || right == null || (divided && right.factor == 0)) {
                return null;
            }
            Map<String, Integer> powers = new LinkedHashMap<>(left.powers);
            right.powers.forEach((name, power) -> powers.merge(name, divided ? -power : power, Integer::sum));
            double factor = divided ? left.factor / right.factor : left.factor * right.factor;
            return powers.containsValue(0) || !(Math.abs(factor) <= Double.MAX_VALUE)
                    ? null
                    : new Monomial(factor, powers);
        }
    }
}
