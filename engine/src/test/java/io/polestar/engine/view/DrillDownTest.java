package io.polestar.engine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.polestar.engine.tree.Comparison;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillDownTest {
    private Market market;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        market = new Market(directory);
        market.order("France", "web", "f1", 10.10)
                .order("France", "app", "f2", 20.20)
                .order("France", "app", "f1", 5)
                .order("Spain", "web", "s1", 7.77)
                .order("Italy", "web", "s1", 3.03)
                .order("Malta", "app", "m1", 1.01)
                .order(null, "web", "n1", 2.02)
                .sell();
    }

    @AfterEach
    void close() throws Exception {
        market.close();
    }

    @Test
    void segmentsComeFromTheLargestToTheLeast() {
        assertThat(read("revenue", Slice.by("country")).segments())
                .extracting(SegmentReading::segment)
                .containsExactly("France", "Spain", "Italy", "(none)", "Malta");
    }

    @Test
    void theShownAndTheRemainderOfASumMakeTheWholeToTheCent() {
        MetricReading revenue = read("revenue", top("country", 2));

        assertThat(revenue.segments()).extracting(SegmentReading::segment).containsExactly("France", "Spain", "other");
        SegmentReading rest = revenue.segments().get(2);
        assertThat(rest.remainder()).isEqualTo(new Remainder(3, null));
        assertThat(rest.value()).isEqualTo(6.06);
        assertThat(revenue.value()).isEqualTo(49.13);
    }

    @Test
    void theRemainderOfARatioComesFromWhatIsLeftAboveAndBelowItsLine() {
        MetricReading value = read("order_value", top("country", 1));
        MetricReading average = read("average_price", top("country", 1));

        assertThat(value.segments().get(0).value()).isEqualTo(35.3 / 3);
        assertThat(value.segments().get(1).value()).isEqualTo(13.83 / 4);
        assertThat(average.segments().get(1).value()).isEqualTo(13.83 / 4);
    }

    @Test
    void aRemainderThatDoesNotAddUpHasNoValueButAReason() {
        SegmentReading buyers = read("buyers", top("country", 1)).segments().get(1);
        SegmentReading perBuyer =
                read("per_buyer", top("country", 1)).segments().get(1);

        assertThat(buyers.value()).isNaN();
        assertThat(buyers.remainder().reason()).contains("do not add up");
        assertThat(perBuyer.value()).isNaN();
        assertThat(perBuyer.remainder().reason()).contains("per_buyer");
    }

    @Test
    void aRemainderOfOneSegmentHasThatSegmentsOwnValue() {
        SegmentReading last = read("buyers", top("country", 4)).segments().get(4);

        assertThat(last.remainder()).isEqualTo(new Remainder(1, null));
        assertThat(last.value()).isEqualTo(1);
    }

    @Test
    void whatTheBoundDoesNotAdmitIsPartOfTheRemainderAndNotOfTheLargest() throws Exception {
        market.order("Peru", "web", "p", 1)
                .order("Chile", "web", "c", 1)
                .order("Cuba", "web", "u", 500)
                .order("Haiti", "web", "h", 600)
                .sell();

        assertThat(read("revenue", Slice.by("country")).segments().get(0).segment())
                .isEqualTo("other");
        MetricReading revenue = read("revenue", top("country", 1));
        assertThat(revenue.segments()).extracting(SegmentReading::segment).containsExactly("France", "other");
        assertThat(revenue.segments().get(1).remainder()).isNotNull();
        assertThat(revenue.segments().stream()
                        .mapToDouble(SegmentReading::value)
                        .sum())
                .isCloseTo(revenue.value(), within(1e-9));
    }

    @Test
    void aPairOfDimensionsGivesBothParts() {
        SegmentReading first = read("revenue", Slice.by("place")).segments().get(0);

        assertThat(first.parts()).containsExactly(Map.entry("country", "France"), Map.entry("channel", "app"));
        assertThat(first.segment()).isEqualTo("country:France,channel:app");
        assertThat(first.value()).isEqualTo(25.2);
        assertThat(read("revenue", where(first.parts())).value()).isEqualTo(25.2);
    }

    @Test
    void aFilterIsASegmentOrASegmentOfThePairInEitherOrder() {
        assertThat(read("revenue", where(Map.of("country", "France"))).value()).isEqualTo(35.3);
        assertThat(read("orders", where(Where.parse("channel:app,country:France")))
                        .value())
                .isEqualTo(2);
        assertThat(read("orders", where(Where.parse("country:France,channel:app")))
                        .value())
                .isEqualTo(2);
        assertThat(read("order_value", where(Where.parse("country:France,channel:app")))
                        .value())
                .isEqualTo(12.6);
    }

    @Test
    void aDimensionWithinASegmentIsReadFromThePair() {
        MetricReading channels = read("revenue", new Slice(Map.of("country", "France"), "channel", 0));
        MetricReading countries = read("revenue", new Slice(Map.of("channel", "web"), "country", 1));

        assertThat(channels.value()).isEqualTo(35.3);
        assertThat(channels.segments())
                .extracting(SegmentReading::segment, SegmentReading::value)
                .containsExactly(tuple("app", 25.2), tuple("web", 10.1));
        assertThat(countries.segments())
                .extracting(SegmentReading::segment, SegmentReading::value)
                .containsExactly(tuple("France", 10.1), tuple("other", 12.82));
    }

    @Test
    void whatThePairFoldedIsTheRemainderOfTheSegment() throws Exception {
        for (String country : List.of("Peru", "Chile")) {
            for (String channel : List.of("web", "app", "shop")) {
                market.order(country, channel, "x", 4).sell();
            }
        }

        MetricReading chile = read("revenue", new Slice(Map.of("country", "Chile"), "channel", 0));

        assertThat(chile.value()).isEqualTo(12);
        assertThat(chile.segments()).hasSize(1);
        assertThat(chile.segments().get(0).value()).isEqualTo(12);
        assertThat(chile.segments().get(0).remainder()).isEqualTo(new Remainder(1, null));
    }

    @Test
    void aSegmentNobodyHasMetIsWorthWhatNothingIs() {
        MetricReading revenue = read("revenue", where(Map.of("country", "Atlantis")));
        MetricReading value = read("order_value", where(Map.of("country", "Atlantis")));

        assertThat(revenue.known()).isFalse();
        assertThat(revenue.value()).isZero();
        assertThat(value.known()).isFalse();
        assertThat(value.value()).isNaN();
        assertThat(read("revenue", where(Map.of("country", "France"))).known()).isTrue();
    }

    @Test
    void whatIsNotDeclaredIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> read("buyers", where(Where.parse("country:France,channel:app"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("declared=[country]")
                .hasMessageContaining("where=country:France,channel:app");
        assertThatThrownBy(() -> read("revenue", where(Map.of("colour", "red"))))
                .hasMessageContaining("declared=[country, channel, place (country, channel)]");
        assertThatThrownBy(() -> read("buyers", new Slice(Map.of("country", "France"), "channel", 0)))
                .hasMessageContaining("by=channel where=country:France");
        assertThatThrownBy(() -> read("revenue", where(Map.of("place", "x")))).hasMessageContaining("where must name");
    }

    @Test
    void previousOfTheShownAndOfTheRemainderMakeThatOfTheWhole() throws Exception {
        market.pass(3_600_000);
        market.order("France", "web", "f1", 40)
                .order("Spain", "app", "s2", 9)
                .order("Italy", "web", "i", 0.13)
                .sell();
        market.pass(3_600_000);
        market.order("Spain", "web", "s1", 1).sell();

        MetricReading revenue = market.views().metric("revenue", "1h", top("country", 2), Comparison.PREVIOUS);

        assertThat(revenue.previous().value()).isEqualTo(49.13);
        assertThat(revenue.segments().stream()
                        .mapToDouble(segment -> segment.previous().value())
                        .sum())
                .isCloseTo(49.13, within(1e-9));
        assertThat(revenue.segments())
                .allMatch(segment ->
                        segment.previous().span().equals(revenue.previous().span()));
    }

    @Test
    void aSeriesHasTheLinesOfTheLargestSegmentsAndOfTheRemainder() throws Exception {
        market.pass(120_000);
        market.order("Spain", "web", "s1", 100).sell();
        market.pass(60_000);
        long to = market.wall.get() / 60_000 * 60_000;

        SeriesReading series =
                market.views().series("revenue", "1h", top("country", 1), new Moments(to - 120_000, to, 60_000));

        assertThat(series.lines()).extracting(SeriesLine::segment).containsExactly("Spain", "other");
        assertThat(series.lines().get(0).values()).containsExactly(7.77, 7.77, 107.77);
        assertThat(series.lines().get(1).values()).containsExactly(41.36, 41.36, 41.36);
        assertThat(series.lines().get(1).remainder()).isEqualTo(new Remainder(4, null));
    }

    @Test
    void aSeriesStatesItsBound() {
        Moments moments = new Moments(Market.NOON, Market.NOON + 9_999_000, 1_000);

        moments.checkLines(20);
        assertThatThrownBy(() -> moments.checkLines(21)).hasMessageContaining("at most 200000 values");
        assertThatThrownBy(() -> new Moments(0, 10_000, 1)).hasMessageContaining("at most 10000 points");
    }

    private MetricReading read(String metric, Slice slice) {
        return market.views().metric(metric, "1h", slice, null);
    }

    private static Slice top(String by, int top) {
        return new Slice(Map.of(), by, top);
    }

    private static Slice where(Map<String, String> where) {
        return new Slice(where, null, 0);
    }
}
