package io.polestar.api.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Engine;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.PreviousReading;
import io.polestar.engine.view.SegmentReading;
import io.polestar.engine.view.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tree of the demo over real orders, against the same rows counted one by one: to the last cent and the last buyer, over every
 * window, overall and by country, at several moments of one import. {@code -Dpolestar.retail=FILE} does it for the whole Online Retail file.
 */
class RetailProofTest {
    private static final Logger LOG = LoggerFactory.getLogger(RetailProofTest.class);
    private static final List<String> METRICS = List.of("orders", "cancelled_orders", "revenue", "buyers");
    private static final long DAY = 86_400_000;
    private static final long QUARTER = 900_000;
    private static final Map<String, long[]> LENGTH_AND_PANE = Map.of(
            "1d", new long[] {DAY, QUARTER},
            "7d", new long[] {7 * DAY, 4 * QUARTER},
            "28d", new long[] {28 * DAY, 16 * QUARTER});

    @TempDir
    Path directory;

    @Test
    void theSampleOfTheDemoIsCountedToTheLastCentAndBuyer() throws Exception {
        prove(
                RetailImport.sample(directory),
                "2011-11-02T00:00:00Z",
                "2011-11-10T12:34:00Z",
                "2011-11-29T09:15:00Z",
                "2011-12-10T00:00:00Z");
    }

    @Test
    @EnabledIfSystemProperty(named = "polestar.retail", matches = ".+", disabledReason = "needs the whole file")
    void theWholeFileIsCountedToTheLastCentAndBuyer() throws Exception {
        Path file = Path.of(System.getProperty("polestar.retail"));
        prove(file, "2011-01-05T10:07:00Z", "2011-06-30T17:00:00Z", "2011-12-10T00:00:00Z");
    }

    private void prove(Path file, String... moments) throws Exception {
        RetailRows rows = RetailRows.read(file);
        try (RetailImport retail =
                new RetailImport(file, directory.resolve("data"), RetailImport.text("/demo/definition.yaml"))) {
            for (String moment : moments) {
                retail.until(moment);
                compare(
                        retail.engine(),
                        rows,
                        rows.newestBefore(Instant.parse(moment).toEpochMilli()) + 1);
            }
            assertThat(retail.accepted()).isEqualTo(rows.size());
        }
    }

    private static void compare(Engine engine, RetailRows rows, long clock) {
        for (String metric : METRICS) {
            for (String window : List.of("1d", "7d", "28d", "today")) {
                String at = metric + " over " + window + " at " + Instant.ofEpochMilli(clock);
                MetricReading reading = engine.views().metric(metric, window, "country", true);
                assertThat(reading.span()).as(at).isEqualTo(span(window, clock));
                assertThat(exact(reading.value()))
                        .as(at)
                        .isEqualByComparingTo(rows.value(metric, reading.span().fromMillis(), clock));
                assertThat(countries(reading))
                        .as(at)
                        .isEqualTo(rounded(rows.byCountry(metric, reading.span().fromMillis(), clock)));
                assertThat(reading.trust().error()).as(at).isZero();
                comparePrevious(reading, rows, at);
            }
        }
    }

    /** The rule: from the pane floor of the clock, less the length; today from midnight. */
    private static Span span(String window, long clock) {
        long[] rule = LENGTH_AND_PANE.get(window);
        long from = rule == null ? Math.floorDiv(clock, DAY) * DAY : Math.floorDiv(clock, rule[1]) * rule[1] - rule[0];
        return new Span(from, clock);
    }

    private static void comparePrevious(MetricReading reading, RetailRows rows, String at) {
        PreviousReading previous = reading.previous();
        long length = reading.span().toMillis() - reading.span().fromMillis();
        long wanted = reading.window().equals("today")
                ? reading.span().fromMillis() - DAY
                : reading.span().fromMillis() - LENGTH_AND_PANE.get(reading.window())[0];
        if (previous == null) {
            assertThat(wanted)
                    .as(at + ": previous is left out only where the data began later")
                    .isLessThan(rows.firstMillis());
            return;
        }
        Span span = previous.span();
        assertThat(span.fromMillis()).as(at + ": previous begins").isBetween(wanted - DAY, wanted);
        assertThat(span.toMillis()).as(at + ": previous ends").isBetween(wanted + length - DAY, wanted + length);
        BigDecimal before = rows.value(reading.metric(), span.fromMillis(), span.toMillis());
        assertThat(exact(previous.value()))
                .as(at + ": previous " + Instant.ofEpochMilli(span.fromMillis()) + " to "
                        + Instant.ofEpochMilli(span.toMillis()))
                .isEqualByComparingTo(before);
        LOG.info(String.format(
                Locale.ROOT,
                "%-55s %14s  before %14s",
                at,
                exact(reading.value()).toPlainString(),
                before));
    }

    private static TreeMap<String, BigDecimal> countries(MetricReading reading) {
        TreeMap<String, BigDecimal> values = new TreeMap<>();
        for (SegmentReading segment : reading.segments()) {
            values.put(segment.segment(), exact(segment.value()));
        }
        return rounded(values);
    }

    /** At three decimals, without the countries that have nothing. */
    private static TreeMap<String, BigDecimal> rounded(Map<String, BigDecimal> values) {
        TreeMap<String, BigDecimal> rounded = new TreeMap<>();
        values.forEach((country, value) -> {
            if (value.signum() != 0) {
                rounded.put(country, value.setScale(3, RoundingMode.UNNECESSARY));
            }
        });
        return rounded;
    }

    /** The definition counts money in thousandths; a double of that size carries them without doubt. No data is nothing. */
    private static BigDecimal exact(double value) {
        return Double.isNaN(value)
                ? BigDecimal.ZERO
                : new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).setScale(3, RoundingMode.HALF_EVEN);
    }
}
