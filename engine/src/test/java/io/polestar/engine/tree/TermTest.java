package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The summands of formulas. */
class TermTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Test
    void aFormulaIsTakenApartAtItsSigns() throws FormulaException {
        List<Term> terms =
                Formula.parse("(a - 2 * b / c) * 3 + max(b, c) - -(a / 4)").terms();

        assertThat(terms).hasSize(4);
        assertThat(terms.get(0).linear()).isTrue();
        assertThat(terms.get(0).factor()).isEqualTo(3);
        assertThat(terms.get(1).product()).isTrue();
        assertThat(terms.get(1).linear()).isFalse();
        assertThat(terms.get(1).factor()).isEqualTo(-6);
        assertThat(terms.get(1).power("b")).isEqualTo(1);
        assertThat(terms.get(1).power("c")).isEqualTo(-1);
        assertThat(terms.get(2).product()).isFalse();
        assertThat(terms.get(2).variables()).containsExactly("b", "c");
        assertThat(terms.get(3).factor()).isEqualTo(0.25);
    }

    @Test
    void whatMayHaveNoValueIsNoProduct() throws FormulaException {
        assertThat(Formula.parse("a / a").terms().get(0).product()).isFalse();
        assertThat(Formula.parse("a / 0").terms().get(0).product()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFormulaIsTheSumOfItsTerms(long seed) throws FormulaException {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Formula formula = Formula.parse(text(random, 5));
            double[] values = random.doubles(3, -10, 10).toArray();
            double whole = formula.bind(NAMES::indexOf).evaluate(slot -> values[slot]);
            double sum = 0;
            double scale = 0;
            for (Term term : formula.terms()) {
                double part = term.bind(NAMES::indexOf).evaluate(slot -> values[slot]);
                sum += part;
                scale += Math.abs(part);
            }
            if (!Double.isNaN(whole) && scale < 1e12) {
                assertThat(sum).as("seed=%d round=%d %s", seed, round, formula).isCloseTo(whole, within(1e-12 * scale));
            }
        }
    }

    private static String text(Random random, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return random.nextInt(4) == 0 ? "" + random.nextInt(5) : NAMES.get(random.nextInt(3));
        }
        String left = text(random, depth - 1);
        String right = text(random, depth - 1);
        return switch (random.nextInt(6)) {
            case 0, 1 -> "(" + left + " + " + right + ")";
            case 2 -> "(" + left + " - " + right + ")";
            case 3 -> left + " * " + right;
            case 4 -> left + " / (" + right + ")";
            default -> "-max(" + left + ", " + right + ")";
        };
    }
}
