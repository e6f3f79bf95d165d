package io.polestar.engine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polestar.engine.tree.Comparison;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readings say of their error while everything is exact, and once more subjects have come than a metric's budget. */
class StandardErrorTest {
    private static final int BUDGET = 1_000;
    private static final double OF_SKETCHES = 0.0059;

    private Market market;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        String metrics = """
                metrics:
                  came_back: {labels: {en: Came back}, owner: a@example.com, unit: '1', kind: repeat, event: order, of: subject, times: 2, by: [country]}
                  buyer_growth: {labels: {en: Growth}, owner: a@example.com, unit: '1', kind: derived, formula: buyers / before, earlier: {before: {metric: buyers, against: previous}}}
                """;
        String influences = """
                influences:
                  - {driver: came_back, target: revenue, sign: positive}
                  - {driver: buyer_growth, target: revenue, sign: positive}
                """;
        market = new Market(
                directory,
                Market.TREE
                        .replace("zone: UTC\n", "zone: UTC\nsubjectBudget: " + BUDGET + "\n")
                        .replace("metrics:\n", metrics)
                        .replace("influences:\n", influences));
    }

    @AfterEach
    void close() throws Exception {
        market.close();
    }

    @Test
    void readingsAreExactAsLongAsSubjectsAreWithinTheBudget() throws Exception {
        sell(0, BUDGET / 2, "France");

        assertThat(error("buyers")).isZero();
        assertThat(error("came_back")).isZero();
        assertThat(market.views().tree("1h", false, Comparison.PREVIOUS).trust().error())
                .isZero();
    }

    @Test
    void pastTheBudgetTheNumbersDoNotJumpAndSayTheirError() throws Exception {
        double before = 0;
        for (int buyer = 0; buyer < 3 * BUDGET; buyer += 50) {
            sell(buyer, buyer + 50, "France");
            double buyers = value("buyers");
            assertThat(buyers - before).isCloseTo(50, within(4 * OF_SKETCHES * buyers));
            assertThat(value("came_back")).isCloseTo(1, within(0.05));
            before = buyers;
        }
        assertThat(error("buyers")).isEqualTo(OF_SKETCHES);
        assertThat(error("came_back")).isBetween(0.001, 0.1);
        assertThat(before).isCloseTo(3 * BUDGET, within(4 * OF_SKETCHES * 3 * BUDGET));
    }

    @Test
    void whatIsComputedFromItIsOffByAsMuchAndWhatIsNotStaysExact() throws Exception {
        sell(0, 3 * BUDGET, "France");
        sell(0, 20, "Spain");

        assertThat(error("per_buyer")).isEqualTo(OF_SKETCHES);
        assertThat(error("revenue")).isZero();
        Views views = market.views();
        assertThat(views.tree("1h", false, Comparison.PREVIOUS).trust().error()).isGreaterThanOrEqualTo(OF_SKETCHES);
        assertThat(views.metric("buyers", "1h", Slice.by("country"), null)
                        .trust()
                        .error())
                .isEqualTo(OF_SKETCHES);
        MetricReading spain = views.metric("buyers", "1h", new Slice(Map.of("country", "Spain"), null, 0), null);
        assertThat(spain.value()).isEqualTo(20);
        assertThat(spain.trust().error()).as("a small segment").isZero();
    }

    @Test
    void whatIsComparedWithAnEarlierValueIsOffByBoth() throws Exception {
        sell(0, 1, "France");
        market.pass(7_200_000);
        sell(0, 3 * BUDGET, "France");
        market.pass(3_900_000);
        sell(0, 3 * BUDGET, "France");

        assertThat(value("buyer_growth")).isCloseTo(1, within(0.05));
        assertThat(error("buyer_growth")).isCloseTo(2 * OF_SKETCHES, within(0.0002));
    }

    private double value(String metric) {
        return market.views().metric(metric, "1h", Slice.WHOLE, null).value();
    }

    private double error(String metric) {
        return market.views().metric(metric, "1h", Slice.WHOLE, null).trust().error();
    }

    /** Every buyer buys twice. */
    private void sell(int from, int to, String country) throws InterruptedException {
        for (int buyer = from; buyer < to; buyer++) {
            market.order(country, "web", "b" + buyer, 2);
            market.order(country, "web", "b" + buyer, 3);
        }
        market.sell();
    }
}
