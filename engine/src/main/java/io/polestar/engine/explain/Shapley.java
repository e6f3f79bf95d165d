package io.polestar.engine.explain;

import io.polestar.engine.tree.Formula;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The mean effect of each variable's change on a formula, over the orders in which the variables might have gone from their values before
 * to their values now.
 *
 * <p>Up to {@value #MOST_EXACT} variables that changed, all orders are taken into account: the formula is evaluated once for each subset of the
 * changes, 1,024 times at most, and an effect is weighted by the number of orders that go through it. An order on whose way the formula has no
 * value (a division by zero, say) is left out. With more variables the orders are the given one, its reverse and all rotations of
 * the two: 2 n² evaluations for n variables.
 */
final class Shapley {
    /** The most changed variables for which every order counts. */
    static final int MOST_EXACT = 10;

    private final Formula.Bound formula;
    private final double[] before;
    private final double[] now;
    private final int[] changed;

    private Shapley(Formula.Bound formula, double[] before, double[] now, int[] changed) {
        this.formula = formula;
        this.before = before;
        this.now = now;
        this.changed = changed;
    }

    /**
     * Adds the effects to what is there already.
     *
     * @param formula its slots are positions in the arrays
     * @param effects receives the effect of each slot
     * @return the method, or null when there is no order in which the formula always has a value; then nothing is added
     */
    static @Nullable Method add(Formula.Bound formula, int[] slots, double[] before, double[] now, double[] effects) {
        int[] changed = Arrays.stream(slots)
                .filter(slot -> Double.compare(before[slot], now[slot]) != 0)
                .toArray();
        Shapley shapley = new Shapley(formula, before.clone(), now, changed);
        if (changed.length > MOST_EXACT) {
            return shapley.overRotations(effects) ? Method.ROTATIONS : null;
        }
        return shapley.overAllOrders(effects) ? Method.SHAPLEY : null;
    }

    private boolean overAllOrders(double[] effects) {
        int subsets = 1 << changed.length;
        double[] values = new double[subsets];
        for (int subset = 0; subset < subsets; subset++) {
            values[subset] = valueOf(subset);
        }
        double[] waysTo = ways(values, 0);
        double[] waysFrom = ways(values, subsets - 1);
        double all = waysTo[subsets - 1];
        if (all == 0) {
            return false;
        }
        for (int member = 0; member < changed.length; member++) {
            int bit = 1 << member;
            double effect = 0;
            for (int subset = 0; subset < subsets; subset++) {
                double ways = (subset & bit) == 0 ? waysTo[subset] * waysFrom[subset | bit] : 0;
                if (ways > 0) {
                    effect += ways / all * (values[subset | bit] - values[subset]);
                }
            }
            effects[changed[member]] += effect;
        }
        return true;
    }

    private double valueOf(int subset) {
        return formula.evaluate(slot -> {
            for (int member = 0; member < changed.length; member++) {
                if (changed[member] == slot) {
                    return (subset >> member & 1) == 1 ? now[slot] : before[slot];
                }
            }
            return now[slot];
        });
    }

    /** In how many orders of changes each subset is reached from the one, over subsets with a value only. */
    private double[] ways(double[] values, int from) {
        double[] ways = new double[values.length];
        for (int step = 0; step < values.length; step++) {
            int subset = step ^ from;
            if (Double.isNaN(values[subset])) {
                continue;
            }
            ways[subset] = subset == from ? 1 : 0;
            for (int member = 0; member < changed.length; member++) {
                int bit = 1 << member;
                if ((step & bit) != 0) {
                    ways[subset] += ways[subset ^ bit];
                }
            }
        }
        return ways;
    }

    private boolean overRotations(double[] effects) {
        int n = changed.length;
        double[] sums = new double[effects.length];
        double[] walk = new double[n];
        int walked = 0;
        for (int rotation = 0; rotation < n; rotation++) {
            for (int direction = 1; direction >= -1; direction -= 2) {
                if (walk(rotation, direction, walk)) {
                    walked++;
                    for (int member = 0; member < n; member++) {
                        sums[changed[member]] += walk[member];
                    }
                }
            }
        }
        for (int slot = 0; slot < effects.length && walked > 0; slot++) {
            effects[slot] += sums[slot] / walked;
        }
        return walked > 0;
    }

    /** One order, the effect of each member into {@code walk}; false when the formula loses its value on the way. */
    private boolean walk(int rotation, int direction, double[] walk) {
        int n = changed.length;
        double[] at = before.clone();
        double value = formula.evaluate(slot -> at[slot]);
        for (int step = 0; step < n; step++) {
            int member = Math.floorMod(rotation + direction * step, n);
            at[changed[member]] = now[changed[member]];
            double next = formula.evaluate(slot -> at[slot]);
            walk[member] = next - value;
            value = next;
        }
        return !Double.isNaN(new ExactSum().addAll(walk).get());
    }
}
