package io.polestar.engine.explain;

import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.Term;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shares the change of a formula's value out among its variables, so that the shares add up to the change.
 *
 * <p>The formula is taken apart into its terms, each by the method that fits it: a multiple of a variable by difference, a product of positive
 * factors by LMDI, what is left by Shapley. The Shapley value of a sum is the sum of those of its terms, so taking apart changes nothing but the
 * cost. Rounding goes to the largest shares.
 *
 * <p>Immutable; any thread.
 */
public final class FormulaSplit {
    private final Formula formula;
    private final List<String> variables;
    private final Formula.Bound bound;
    private final List<Part> parts;

    private record Part(Term term, Formula.Bound bound, int[] slots) {}

    public FormulaSplit(Formula formula) {
        this.formula = formula;
        this.variables = formula.variables();
        this.bound = formula.bind(variables::indexOf);
        this.parts = formula.terms().stream()
                .filter(term -> !term.variables().isEmpty())
                .map(term -> new Part(
                        term,
                        term.bind(variables::indexOf),
                        term.variables().stream().mapToInt(variables::indexOf).toArray()))
                .toList();
    }

    public Formula formula() {
        return formula;
    }

    /**
     * What each variable contributed.
     *
     * @param before the formula's value before
     * @param now its value now
     * @param contributions by the position of the variable in the formula
     * @param joint what only several variables together explain, since a part of the formula has no value in between whichever of them changes
     *     first, or a share is beyond the range of numbers; usually 0
     * @param methods the methods that were used
     */
    public record Shares(double before, double now, double[] contributions, double joint, Set<Method> methods) {}

    /**
     * Shares the change out. A variable without data on a side counts as 0 there if the formula has no value otherwise.
     *
     * @param before values of the variables by their position, NaN for no data
     * @param now the same
     * @return null when the formula has no value on one of the sides all the same
     */
    public @Nullable Shares split(double[] before, double[] now) {
        double[] from = completed(before);
        double[] to = completed(now);
        double valueBefore = value(from);
        double valueNow = value(to);
        double change = valueNow - valueBefore;
        if (!Double.isFinite(change)) {
            return null;
        }
        Set<Method> methods = EnumSet.noneOf(Method.class);
        double[] effects = new double[variables.size() + 1];
        for (Part part : parts) {
            Method method = addPart(part, from, to, effects);
            if (method == null) {
                effects[variables.size()] += value(part, to) - value(part, from);
            } else {
                methods.add(method);
            }
        }
        if (!Double.isFinite(new ExactSum().addAll(effects).get())) {
            Arrays.fill(effects, 0);
            effects[variables.size()] = change;
        }
        ExactSum.settle(effects, change);
        return new Shares(
                valueBefore, valueNow, Arrays.copyOf(effects, variables.size()), effects[variables.size()], methods);
    }

    private @Nullable Method addPart(Part part, double[] before, double[] now, double[] effects) {
        if (part.term.linear()) {
            int slot = part.slots[0];
            effects[slot] += part.term.factor() * (now[slot] - before[slot]);
            return Method.DIFFERENCE;
        }
        double from = value(part, before);
        double to = value(part, now);
        if (part.term.product()
                && allPositive(part.slots, before)
                && allPositive(part.slots, now)
                && from != 0
                && Math.signum(from) == Math.signum(to)) {
            double weight = logarithmicMean(from, to);
            for (int slot : part.slots) {
                int power = part.term.power(variables.get(slot));
                effects[slot] += weight * power * logarithm(before[slot], now[slot]);
            }
            return Method.LMDI;
        }
        return Shapley.add(part.bound, part.slots, before, now, effects);
    }

    private double[] completed(double[] values) {
        if (!Double.isNaN(value(values))) {
            return values;
        }
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? 0 : value)
                .toArray();
    }

    private double value(double[] values) {
        return bound.evaluate(slot -> values[slot]);
    }

    private static double value(Part part, double[] values) {
        return part.bound.evaluate(slot -> values[slot]);
    }

    private static boolean allPositive(int[] slots, double[] values) {
        return Arrays.stream(slots).allMatch(slot -> values[slot] > 0);
    }

    /** (to − from) / ln(to / from), which lies between the two; for numbers of one sign. */
    static double logarithmicMean(double from, double to) {
        return from == to ? from : (to - from) / logarithm(from, to);
    }

    /** ln(to / from) without loss where both are close, and without overflow where they are far apart. */
    private static double logarithm(double from, double to) {
        double relative = (to - from) / from;
        return Math.abs(relative) < 0.5 ? Math.log1p(relative) : Math.log(Math.abs(to)) - Math.log(Math.abs(from));
    }
}
