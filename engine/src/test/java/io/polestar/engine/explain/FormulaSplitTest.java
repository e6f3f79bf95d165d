package io.polestar.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polestar.engine.explain.FormulaSplit.Shares;
import io.polestar.engine.tree.Formula;
import io.polestar.engine.tree.FormulaException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the change of a formula is shared out among its variables, with numbers that can be followed by hand. */
class FormulaSplitTest {
    private static final Offset<Double> DIGITS = within(1e-12);

    @Test
    void inASumEachTakesItsOwnDifferenceTimesItsFactor() {
        Shares shares = split("2 * (new - lost) + moved / 4 + 7", values(10, 3, 8), values(13, 4, 4));

        assertThat(shares.contributions()).containsExactly(6, -2, -1);
        assertThat(shares.methods()).containsExactly(Method.DIFFERENCE);
    }

    @Test
    void inAProductEachTakesItsLogarithmicChange() {
        // 100 buyers with 2 orders become 200 with 4: both doubled, so each takes half of 800 - 200.
        Shares shares = split("buyers * orders_per_buyer", values(100, 2), values(200, 4));

        assertThat(shares.contributions()).containsExactly(new double[] {300, 300}, DIGITS);
        assertThat(shares.methods()).containsExactly(Method.LMDI);
    }

    @Test
    void whatDidNotChangeContributesNothingToAProduct() {
        assertThat(split("a * b * c", values(2, 3, 5), values(2, 6, 5)).contributions())
                .containsExactly(0, 30, 0);
    }

    @Test
    void aQuotientRisesWhenItsDenominatorFalls() {
        // 8 / 4 = 2 becomes 4 / 1 = 4: ln halves and quarters, so -1 and +2 halves of the change to a doubled ratio.
        Shares shares = split("revenue / orders", values(8, 4), values(4, 1));

        assertThat(shares.contributions()).containsExactly(new double[] {-2, 4}, DIGITS);
    }

    @Test
    void aFactorThatIsZeroOrNegativeIsSharedOutByShapley() {
        // 0 * 3 becomes 2 * 5: price first 0 then 10, amount first 6 then 4.
        Shares fromZero = split("amount * price", values(0, 3), values(2, 5));
        Shares acrossZero = split("amount * price", values(-1, 3), values(2, 5));

        assertThat(fromZero.contributions()).containsExactly(8, 2);
        assertThat(fromZero.methods()).containsExactly(Method.SHAPLEY);
        assertThat(acrossZero.contributions()).containsExactly(new double[] {12, 1}, DIGITS);
    }

    @Test
    void negativeResultsOfPositiveFactorsAreSharedOutByLogarithmsToo() {
        Shares shares = split("0 - a * b", values(1, 1), values(2, 2));

        assertThat(shares.contributions()).containsExactly(new double[] {-1.5, -1.5}, DIGITS);
        assertThat(shares.methods()).containsExactly(Method.LMDI);
    }

    @Test
    void otherFormulasAreSharedOutByShapley() {
        // max(4, 1) = 4 becomes max(2, 3) = 3. a first: -2 then +1; b first: 0 then -1.
        Shares shares = split("max(a, b)", values(4, 1), values(2, 3));

        assertThat(shares.contributions()).containsExactly(-1.5, 0.5);
        assertThat(shares.methods()).containsExactly(Method.SHAPLEY);
    }

    @Test
    void aVariableWithoutDataCountsAsZeroThere() {
        Shares shares = split("shop + web", values(5, Double.NaN), values(6, 4));

        assertThat(shares.before()).isEqualTo(5);
        assertThat(shares.contributions()).containsExactly(1, 4);
    }

    @Test
    void coalesceKnowsThatAVariableHasNoData() {
        // coalesce(none, 3) = 3 becomes coalesce(5, 4) = 5. first: 2 then 0; second first: 1 then 1.
        Shares shares = split("coalesce(a, b)", values(Double.NaN, 3), values(5, 4));

        assertThat(shares.contributions()).containsExactly(1.5, 0.5);
    }

    @Test
    void ordersOnWhoseWayTheFormulaHasNoValueAreLeftOut() {
        // 6 / (4 - 1) = 2 becomes 6 / (1 - 7) = -1; with b first the way leads over 6 / (4 - 7), with a first over 6 /
        // (1 - 1).
        Shares shares = split("6 / (a - b)", values(4, 1), values(1, 7));

        assertThat(shares.contributions()).containsExactly(1, -4);
        assertThat(shares.joint()).isZero();
    }

    @Test
    void whatNoOrderExplainsIsAJointEffect() {
        // 1 / (2 - 1) becomes 1 / (1 - 2); either change alone gives 1 / 0.
        Shares shares = split("1 / (a - b)", values(2, 1), values(1, 2));

        assertThat(shares.contributions()).containsExactly(0, 0);
        assertThat(shares.joint()).isEqualTo(-2);
    }

    @Test
    void aFormulaWithoutAValueOnOneSideHasNoShares() {
        assertThat(new FormulaSplit(formula("a / b")).split(values(1, 0), values(1, 2)))
                .isNull();
    }

    @Test
    void manyVariablesInOneTermAreSharedOutOverRotationsOfTheirOrder() {
        String names = IntStream.range(0, 40).mapToObj(i -> "v" + i).collect(Collectors.joining(", "));
        double[] before = new double[40];
        double[] now = new double[40];
        Arrays.fill(now, 1);
        now[39] = 40;

        Shares shares = split("max(" + names + ")", before, now);

        assertThat(shares.methods()).containsExactly(Method.ROTATIONS);
        assertThat(new ExactSum().addAll(shares.contributions()).get()).isEqualTo(40);
        assertThat(shares.contributions()[39]).isBetween(39.0, 40.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sharesAddUpWhateverTheFormula(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            Formula formula = formula(RandomTree.formula(random, 4, "a", "b", "c", "d", "e"));
            int n = formula.variables().size();
            double[] before = RandomTree.values(random, n);
            double[] now = RandomTree.values(random, n);
            Shares shares = new FormulaSplit(formula).split(before, now);
            if (shares != null) {
                double change = shares.now() - shares.before();
                double sum =
                        shares.joint() + Arrays.stream(shares.contributions()).sum();
                double scale =
                        Arrays.stream(shares.contributions()).map(Math::abs).sum();
                assertThat(sum)
                        .as(
                                "seed=%d round=%d %s %s %s",
                                seed, round, formula, Arrays.toString(before), Arrays.toString(now))
                        .isCloseTo(change, within(1e-9 * Math.abs(change) + 1e-15 * scale));
            }
        }
    }

    private static double[] values(double... values) {
        return values;
    }

    private static Formula formula(String text) {
        try {
            return Formula.parse(text);
        } catch (FormulaException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Shares split(String text, double[] before, double[] now) {
        Shares shares = new FormulaSplit(formula(text)).split(before, now);
        assertThat(shares).isNotNull();
        return shares;
    }
}
