package io.polestar.api.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.polestar.api.proof.RetailBruteForce.Cohort;
import io.polestar.api.proof.RetailBruteForce.Measure;
import io.polestar.api.proof.RetailRows.Row;
import io.polestar.engine.Engine;
import io.polestar.engine.explain.DimensionChange;
import io.polestar.engine.explain.Explanation;
import io.polestar.engine.explain.Question;
import io.polestar.engine.explain.SegmentChange;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.view.CohortsReading;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.SegmentReading;
import io.polestar.engine.view.Span;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buyers who come again, cohorts, order values and what moved the revenue of real orders, each against the rows counted one by one, overall and
 * by country, at several moments of one import. {@code -Dpolestar.retail=FILE} does it for the whole Online Retail file.
 */
class RetailQuestionsProofTest {
    private static final Logger LOG = LoggerFactory.getLogger(RetailQuestionsProofTest.class);
    private static final long DAY = 86_400_000;
    /** As docs/decisions/quantiles.md states it. */
    private static final double QUANTILE_PRECISION = 1 / 256.0;

    private static final Map<String, Measure> MEASURES = Map.of(
            "repeat_rate", RetailBruteForce::repeatRate,
            "p50", rows -> RetailBruteForce.orderValue(rows, 50),
            "p90", rows -> RetailBruteForce.orderValue(rows, 90),
            "p99", rows -> RetailBruteForce.orderValue(rows, 99));

    @TempDir
    Path directory;

    @Test
    void questionsToTheSampleOfTheDemoAreAnsweredAsItsRowsSay() throws Exception {
        prove(
                RetailImport.sample(directory),
                "2011-11-10T12:34:00Z",
                "2011-12-01T00:00:00Z",
                "2011-12-06T09:15:00Z",
                "2011-12-10T00:00:00Z");
    }

    @Test
    @EnabledIfSystemProperty(named = "polestar.retail", matches = ".+", disabledReason = "needs the whole file")
    void questionsToTheWholeFileAreAnsweredAsItsRowsSay() throws Exception {
        prove(
                Path.of(System.getProperty("polestar.retail")),
                "2011-02-17T13:07:00Z",
                "2011-04-01T00:00:00Z",
                "2011-08-22T11:30:00Z",
                "2011-12-01T00:00:00Z",
                "2011-12-10T00:00:00Z");
    }

    private void prove(Path file, String... moments) throws Exception {
        RetailRows rows = RetailRows.read(file);
        String definition = RetailImport.text("/io/polestar/api/proof/retail.yaml");
        try (RetailImport retail = new RetailImport(file, directory.resolve("data"), definition)) {
            for (String moment : moments) {
                retail.until(moment);
                long clock = rows.newestBefore(Instant.parse(moment).toEpochMilli()) + 1;
                compareMeasures(retail.engine(), rows, clock);
                compareRetention(retail.engine(), rows, clock);
                for (String window : List.of("28d", "month")) {
                    compareExplanation(retail.engine(), rows, window, Comparison.PREVIOUS, clock);
                    compareExplanation(retail.engine(), rows, window, Comparison.YEAR, clock);
                }
            }
            assertThat(retail.accepted()).isEqualTo(rows.size());
        }
    }

    private static void compareMeasures(Engine engine, RetailRows rows, long clock) {
        MEASURES.forEach((metric, measure) -> {
            for (String window : List.of("28d", "month", "quarter")) {
                String at = metric + " over " + window + " at " + Instant.ofEpochMilli(clock);
                MetricReading reading = engine.views().metric(metric, window, "country", false);
                assertThat(reading.span().toMillis()).as(at).isEqualTo(clock);
                List<Row> its = rows.between(reading.span().fromMillis(), clock).toList();
                double expected = measure.of(its);
                compare(at, metric, reading.value(), expected);
                compareCountries(at, metric, reading, RetailBruteForce.byCountry(its, measure));
                LOG.info(String.format(Locale.ROOT, "%-55s %12.6f  by the rows %12.6f", at, reading.value(), expected));
            }
        });
    }

    private static void compareCountries(
            String at, String metric, MetricReading reading, TreeMap<String, Double> expected) {
        TreeMap<String, Double> told = new TreeMap<>();
        for (SegmentReading segment : reading.segments()) {
            if (!Double.isNaN(segment.value())) {
                told.put(segment.segment(), segment.value());
            }
        }
        assertThat(told.keySet()).as(at).isEqualTo(expected.keySet());
        told.forEach((country, value) ->
                compare(at + " in " + country, metric, value, expected.getOrDefault(country, Double.NaN)));
    }

    private static void compare(String at, String metric, double told, double expected) {
        if (metric.startsWith("p")) {
            assertThat(told).as(at).isCloseTo(expected, within(Math.abs(expected) * QUANTILE_PRECISION + 1e-9));
        } else {
            assertThat(told).as(at).isEqualTo(Double.valueOf(expected));
        }
    }

    private static void compareRetention(Engine engine, RetailRows rows, long clock) {
        List<Row> all = rows.between(Long.MIN_VALUE, clock).toList();
        MetricReading reading = engine.views().metric("back_next_month", "year", "country", false);
        String at = "back next month at " + Instant.ofEpochMilli(clock);
        double expected = RetailBruteForce.backNextMonth(all, clock);
        compare(at, "back_next_month", reading.value(), expected);
        compareCountries(
                at,
                "back_next_month",
                reading,
                RetailBruteForce.byCountry(all, its -> RetailBruteForce.backNextMonth(its, clock)));
        LOG.info(String.format(Locale.ROOT, "%-55s %12.6f  by the rows %12.6f", at, reading.value(), expected));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engine.views().cohorts("back_next_month").clockMillis() == clock);
        compareCohorts(engine.views().cohorts("back_next_month"), RetailBruteForce.cohorts(all), at);
    }

    /** The table is made anew at most once a second, and says what clock it is of. */
    private static void compareCohorts(CohortsReading reading, TreeMap<YearMonth, Cohort> expected, String at) {
        for (CohortsReading.Cohort cohort : reading.cohorts()) {
            YearMonth month = YearMonth.from(cohort.firstDay());
            Cohort its = expected.getOrDefault(month, new Cohort(0, new TreeMap<>()));
            String of = at + ", cohort of " + month;
            assertThat(cohort.subjects()).as(of).isEqualTo(its.buyers());
            for (int later = 0; later < cohort.returned().length; later++) {
                assertThat(cohort.returned()[later])
                        .as(of + ", back " + later + " months later")
                        .isEqualTo(its.back().getOrDefault(month.plusMonths(later), 0L));
            }
            LOG.info(of + ": " + cohort.subjects() + " buyers, back " + Arrays.toString(cohort.returned()));
        }
        assertThat(reading.cohorts().stream()
                        .mapToLong(CohortsReading.Cohort::subjects)
                        .sum())
                .as(at)
                .isEqualTo(expected.values().stream().mapToLong(Cohort::buyers).sum());
    }

    private static void compareExplanation(
            Engine engine, RetailRows rows, String window, Comparison against, long clock) {
        Explanation explanation = engine.explanations()
                .explain(new Question("revenue", window, against, "country", 1, Question.MOST_SEGMENTS));
        String at = "revenue over " + window + " against " + against + " at " + Instant.ofEpochMilli(clock);
        Span before = explanation.before();
        if (before == null) {
            assertThat(rows.firstMillis()).as(at).isGreaterThan(earliest(explanation.span(), against) - DAY);
            return;
        }
        Map<String, BigDecimal> now =
                rows.byCountry("revenue", explanation.span().fromMillis(), clock);
        Map<String, BigDecimal> then = rows.byCountry("revenue", before.fromMillis(), before.toMillis());
        DimensionChange countries = explanation.change().dimensions().get(0);
        double explained = countries.rest() + countries.remainder();
        for (SegmentChange country : countries.segments()) {
            double nowOf = now.getOrDefault(country.segment(), BigDecimal.ZERO).doubleValue();
            double thenOf =
                    then.getOrDefault(country.segment(), BigDecimal.ZERO).doubleValue();
            String of = at + " in " + country.segment();
            assertThat(zeroForNone(country.now())).as(of).isCloseTo(nowOf, cent());
            assertThat(zeroForNone(country.before())).as(of).isCloseTo(thenOf, cent());
            assertThat(country.contribution()).as(of).isCloseTo(nowOf - thenOf, cent());
            explained += country.contribution();
        }
        assertThat(countries.segments()).extracting(SegmentChange::segment).containsAll(now.keySet());
        double change = total(now) - total(then);
        assertThat(explanation.change().change()).as(at).isCloseTo(change, cent());
        assertThat(explained).as(at).isCloseTo(change, within(1e-9 * Math.abs(change)));
        assertThat(countries.remainder()).as(at).isZero();
        LOG.info(String.format(
                Locale.ROOT,
                "%s: %.3f - %.3f = %.3f; most by %s %.3f",
                at,
                total(now),
                total(then),
                change,
                countries.segments().get(0).segment(),
                countries.segments().get(0).contribution()));
    }

    /** No earlier window begins before it. */
    private static long earliest(Span span, Comparison against) {
        return span.fromMillis() - (against == Comparison.YEAR ? 366 : 31) * DAY;
    }

    private static Offset<Double> cent() {
        return within(1e-6);
    }

    private static double zeroForNone(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static double total(Map<String, BigDecimal> values) {
        return values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
    }
}
