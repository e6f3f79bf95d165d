package io.polestar.engine.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.tree.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
    private static Definition tree(String window, String each, String lateness) throws Exception {
        return DefinitionReader.read("""
                polestar: 1
                name: Shop
                windows: [%s]
                lateness: %s
                dimensions:
                  country: {property: country, bound: 10}
                northStar: orders
                metrics:
                  orders: {owner: a@example.com, unit: order, kind: count, event: order, by: [country]}
                alerts:
                  unusual: {metric: orders, window: %s%s, anomaly: {}}
                """.formatted(window, lateness, window, each), "test");
    }

    private static Turns of(Definition tree, boolean addsUp) {
        Rule rule = tree.rules().get(0);
        return Turns.of(tree, rule, addsUp);
    }

    @ParameterizedTest
    @CsvSource({"1m, 1", "5m, 1", "1h, 1", "6h, 5", "1d, 15", "today, 15", "7d, 60", "28d, 240"})
    void aPaneIsThatOfTheWindowAndAtLeastAMinute(String window, int minutes) throws Exception {
        assertThat(of(tree(window, "", "1m"), true).stepMillis()).isEqualTo(minutes * 60_000L);
    }

    @ParameterizedTest
    @CsvSource({"1m, 1", "5m, 5", "20m, 30", "1h, 60", "1d, 60", "28d, 240"})
    void whatDoesNotAddUpIsJudgedAWindowApart(String window, int minutes) throws Exception {
        assertThat(of(tree(window, "", "1m"), false).stepMillis()).isEqualTo(minutes * 60_000L);
    }

    @Test
    void lateEventsAreAwaitedForAQuarterOfAPane() throws Exception {
        assertThat(of(tree("1h", "", "1m"), true).delayMillis()).isEqualTo(15_000);
        assertThat(of(tree("1h", "", "5s"), true).delayMillis()).isEqualTo(5_000);
        assertThat(of(tree("1h", "", "0"), true).delayMillis()).isZero();
        assertThat(of(tree("1d", "", "1m"), true).delayMillis()).isEqualTo(60_000);
        assertThat(of(tree("1h", ", each: country", "1m"), true).delayMillis()).isEqualTo(60_000);
    }

    @Test
    void aPaneIsOverWhenItsEndAndTheDelayAre() {
        Turns turns = new Turns(60_000, 15_000, true);
        assertThat(turns.newest(120_000 + 14_999)).isZero();
        assertThat(turns.newest(120_000 + 15_000)).isOne();
    }
}
