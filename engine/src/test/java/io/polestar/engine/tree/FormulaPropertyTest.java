package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random formulas against a naive evaluator; a failure prints the seed and the formula. */
class FormulaPropertyTest {
    private static final List<String> NAMES = List.of("a", "b_2", "c.d", "e");
    private static final int ROUNDS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyFormulaEqualsItsNaiveEvaluation(long seed) throws FormulaException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Naive naive = naive(random, 5);
            double[] values = values(random);
            Formula formula = Formula.parse(naive.text);
            double actual = formula.bind(NAMES::indexOf).evaluate(slot -> values[slot]);

            assertThat(actual)
                    .as("seed=%d round=%d formula=%s values=%s", seed, round, naive.text, Arrays.toString(values))
                    .isEqualTo(Double.valueOf(naive.of(values)));
            assertThat(NAMES).containsAll(formula.variables());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void garbageIsRefusedOrReadButNeverAnythingElse(long seed) {
        Random random = new Random(seed);
        String alphabet = "ab.0129eE+-*/(),<>=!&\"'\\ _\t%^{}[]#:é国\ud83d\udca9\u0000minmaxabscoalesceandornotexists";
        for (int round = 0; round < ROUNDS * 5; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertReadOrRefused(text.toString());
        }
    }

    private static void assertReadOrRefused(String text) {
        try {
            Formula.parse(text).bind(name -> 0).evaluate(slot -> 1);
        } catch (FormulaException e) {
            assertThat(e.column()).as(text).isBetween(1, text.length() + 1);
            assertThat(e).as(text).message().isNotBlank();
        }
    }

    private static double[] values(Random random) {
        double[] values = new double[NAMES.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1 -> Double.NaN;
                case 2 -> random.nextInt(10) - 5;
                case 3 -> 1e200 * random.nextGaussian();
                default -> random.nextGaussian() * 100;
            };
        }
        return values;
    }

    private static Naive naive(Random random, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return random.nextBoolean() ? constant(random) : variable(random);
        }
        Naive left = naive(random, depth - 1);
        Naive right = naive(random, depth - 1);
        return switch (random.nextInt(9)) {
            case 0, 1 -> binary(left, " + ", right, 1, v -> left.of(v) + right.of(v));
            case 2, 3 -> binary(left, "-", right, 1, v -> left.of(v) - right.of(v));
            case 4 -> binary(left, " * ", right, 2, v -> left.of(v) * right.of(v));
            case 5 -> binary(left, "/", right, 2, v -> left.of(v) / right.of(v));
            case 6 -> new Naive("-" + left.within(3), 3, v -> -left.of(v));
            case 7 -> new Naive("abs(" + left.text + ")", 4, v -> Math.abs(left.of(v)));
            default -> function(random, List.of(left, right, naive(random, depth - 1)));
        };
    }

    private static Naive function(Random random, List<Naive> arguments) {
        String list = arguments.stream().map(argument -> argument.text).collect(Collectors.joining(", ", "(", ")"));
        return switch (random.nextInt(3)) {
            case 0 -> new Naive("min" + list, 4, v -> sorted(arguments, v).get(0));
            case 1 -> new Naive("max" + list, 4, v -> sorted(arguments, v).get(2));
            default ->
                new Naive(
                        "coalesce" + list,
                        4,
                        v -> arguments.stream()
                                .mapToDouble(argument -> argument.of(v))
                                .filter(value -> !Double.isNaN(value))
                                .findFirst()
                                .orElse(Double.NaN));
        };
    }

    /** The values in order, or NaN only if any of them is NaN. */
    private static List<Double> sorted(List<Naive> arguments, double[] values) {
        List<Double> sorted = new ArrayList<>();
        arguments.forEach(argument -> sorted.add(argument.of(values)));
        if (sorted.stream().anyMatch(value -> value.isNaN())) {
            return List.of(Double.NaN, Double.NaN, Double.NaN);
        }
        sorted.sort(null);
        return sorted;
    }

    private static Naive constant(Random random) {
        double value = random.nextBoolean() ? random.nextInt(5) : random.nextInt(100_000) / 1000.0;
        return new Naive(Double.toString(value), 4, v -> value);
    }

    private static Naive variable(Random random) {
        int slot = random.nextInt(NAMES.size());
        return new Naive(NAMES.get(slot), 4, v -> v[slot]);
    }

    /** The right side binds one tighter, since operations of one rank go from left to right. */
    private static Naive binary(Naive left, String sign, Naive right, int rank, ToDoubleFunction<double[]> value) {
        return new Naive(left.within(rank) + sign + right.within(rank + 1), rank, value);
    }

    /** A formula's text, how tightly its outermost operation binds, and its value. */
    private record Naive(String text, int rank, ToDoubleFunction<double[]> value) {
        double of(double[] values) {
            double result = value.applyAsDouble(values);
            return Double.isInfinite(result) ? Double.NaN : result;
        }

        String within(int outerRank) {
            return rank < outerRank ? "(" + text + ")" : text;
        }
    }
}
