package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which formulas add ratios. */
class RatioCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "buys_a - buys_b",
                "buys_a / buys_b - 1",
                "1 - buys_a",
                "1 + buys_a",
                "buys_a * buys_b",
                "buys_a * visits_a + buys_b * visits_b",
                "(buys_a * visits_a + buys_b * visits_b) / (visits_a + visits_b)",
                "(buyers_a + buyers_b) / (visits_a + visits_b)",
                "buyers_a / buys_a + buyers_b / buys_b",
                "max(buys_a, buys_b)",
                "coalesce(buys_a, buys_b)",
                "visits_a / 2 + visits_b / 2",
                "largest + visits_a"
            })
    void aFormulaThatAddsNoRatiosIsRead(String formula) {
        assertThatCode(() -> DefinitionReader.read(tree(formula), "shops.yaml")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buys_a + buys_b",
                "(buys_a + buys_b) / 2",
                "0.3 * buys_a + 0.7 * buys_b",
                "buyers_a / visits_a + buyers_b / visits_b",
                "buys_a / 2 + buys_b / 2",
                "buys_a - 1 + buys_b",
                "-buys_a + buys_b",
                "visits_a * (buys_a + buys_b)",
                "coalesce(buys_a, 0) + coalesce(buys_b, 0)",
                "relative + buys_a",
                "mean + mean",
                "median + buys_a",
                "again + buys_a",
                "abs(buys_a + again)"
            })
    void aFormulaThatAddsRatiosIsRefused(String formula) {
        DefinitionException e = catchThrowableOfType(
                DefinitionException.class, () -> DefinitionReader.read(tree(formula), "shops.yaml"));

        assertThat(e).as("must be refused").isNotNull();
        assertThat(e.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).startsWith("metrics.asked.formula adds ratios, "))
                .satisfies(problem -> assertThat(problem.fix()).startsWith("divide sums instead: "));
    }

    private static String tree(String formula) {
        return """
                polestar: 1
                name: Two shops
                windows: [1d]
                northStar: everything
                metrics:
                  visits_a: {kind: count, event: visit, unit: 1, owner: o}
                  visits_b: {kind: count, event: visit, unit: 1, owner: o}
                  buyers_a: {kind: distinct, of: subject, event: order, unit: 1, owner: o}
                  buyers_b: {kind: distinct, of: subject, event: order, unit: 1, owner: o}
                  largest: {kind: max, event: order, value: total, unit: 1, owner: o}
                  mean: {kind: average, event: order, value: total, unit: 1, owner: o}
                  median: {kind: quantile, event: order, value: total, quantile: 0.5, unit: 1, owner: o}
                  again: {kind: repeat, event: order, times: 2, owner: o}
                  buys_a: {kind: ratio, numerator: buyers_a, denominator: visits_a, owner: o}
                  buys_b: {kind: ratio, numerator: buyers_b, denominator: visits_b, owner: o}
                  relative: {kind: derived, formula: buyers_a / visits_a, owner: o}
                  asked: {kind: derived, formula: "%s", owner: o}
                  everything:
                    kind: derived
                    formula: max(asked, largest, mean, median, again, buys_a, buys_b, relative)
                    owner: o
                """.formatted(formula);
    }
}
