package io.polestar.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Comparison;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formulas over what metrics were: growth is revenue over revenue of the window before. */
class EarlierValuesTest {
    private static final long HOUR = 3_600_000;

    private Market market;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        market = new Market(directory);
        market.order("France", "web", "f", 8).order("Spain", "web", "s", 2).sell();
        market.pass(HOUR);
        market.order("France", "web", "f", 20).sell();
        market.pass(HOUR);
        market.order("France", "web", "f", 30)
                .order("Spain", "web", "s", 3)
                .order("Italy", "web", "i", 7)
                .sell();
        market.pass(HOUR);
        market.order("France", "web", "f", 15).order("Italy", "web", "i", 5).sell();
        market.pass(60_000);
    }

    @AfterEach
    void close() throws Exception {
        market.close();
    }

    @Test
    void anEarlierValueIsThatOfTheWindowItNames() {
        assertThat(growth(Slice.WHOLE).value()).isEqualTo(20 / 40.0);
    }

    @Test
    void aSegmentIsComparedWithItselfAndTheRemainderWithWhatItWas() {
        MetricReading all = growth(Slice.by("country"));
        MetricReading top = growth(new Slice(Map.of(), "country", 1));

        assertThat(all.segments())
                .extracting(SegmentReading::segment, SegmentReading::value)
                .containsExactly(tuple("Italy", 5 / 7.0), tuple("France", 15 / 30.0), tuple("Spain", 0.0));
        assertThat(top.segments().get(1).value()).isEqualTo(15 / 33.0);
        assertThat(growth(new Slice(Map.of("country", "France"), null, 0)).value())
                .isEqualTo(0.5);
    }

    @Test
    void itHasAPastOfItsOwn() {
        long to = market.wall.get() / 60_000 * 60_000;

        MetricReading now = market.views().metric("growth", "1h", Slice.WHOLE, Comparison.PREVIOUS);
        SeriesReading series = market.views().series("growth", "1h", Slice.WHOLE, new Moments(to - 2 * HOUR, to, HOUR));
        SeriesReading france = market.views()
                .series(
                        "growth",
                        "1h",
                        new Slice(Map.of("country", "France"), null, 0),
                        new Moments(to - HOUR, to, HOUR));

        assertThat(now.previous().value()).isEqualTo(40 / 20.0);
        assertThat(series.lines().get(0).values()).containsExactly(Double.NaN, 40 / 20.0, 20 / 40.0);
        assertThat(france.lines().get(0).values()).containsExactly(30 / 20.0, 15 / 30.0);
    }

    @Test
    void theTreeHoldsItToo() {
        NodeReading growth = market.views().tree("1h", true).nodes().stream()
                .filter(node -> node.metric().equals("growth"))
                .findFirst()
                .orElseThrow();

        assertThat(growth.value()).isEqualTo(0.5);
        assertThat(growth.previous().value()).isEqualTo(2);
    }

    private MetricReading growth(Slice slice) {
        return market.views().metric("growth", "1h", slice, null);
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }
}
