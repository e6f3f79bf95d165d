package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the ranges hold what they promise, on seeded series whose future is known. */
class ForecastTest {
    private static final int DAYS = 84;
    private static final int STEP_MINUTES = 15;
    private static final int SEEDS = 24;

    @ParameterizedTest(name = "{0}, {1} an hour, days stray by {2}")
    @CsvSource({
        "HOUR, 1000, 0", "DAY, 1000, 0", "WEEK, 1000, 0", "MONTH, 1000, 0",
        "HOUR, 12, 0", "DAY, 12, 0", "WEEK, 12, 0", "MONTH, 12, 0",
        "HOUR, 1000, 0.1", "DAY, 1000, 0.1", "WEEK, 1000, 0.1", "MONTH, 1000, 0.1",
    })
    void rangesHoldTheTotalsThatCameToPass(Horizon horizon, double perHour, double dayStrays) {
        Tally tally = new Tally();
        for (int seed = 1; seed <= SEEDS; seed++) {
            tally.take(series(seed, perHour, dayStrays), horizon, new Random(seed));
        }
        assertThat(tally.share80()).isBetween(0.65, 0.99);
        assertThat(tally.share95()).isBetween(0.85, 1.0);
        assertThat(tally.bias()).isCloseTo(0, within(0.03));
    }

    private static SeededCounts series(long seed, double perHour, double dayStrays) {
        SeededCounts series = new SeededCounts(seed, perHour, DAYS, STEP_MINUTES, 0.5, 0.3);
        if (dayStrays > 0) {
            Random random = new Random(-seed);
            int perDay = 1_440 / STEP_MINUTES;
            for (int day = 0; day < DAYS; day++) {
                double share = Math.exp(dayStrays * random.nextGaussian());
                for (int place = day * perDay; place < (day + 1) * perDay; place++) {
                    series.counts[place] = SeededCounts.poisson(random, series.mean(place) * share);
                }
            }
        }
        return series;
    }

    /** How many totals fell into the ranges; forecasts are made at chosen times after six weeks of learning. */
    private static final class Tally {
        private int forecasts;
        private int within80;
        private int within95;
        private double expected;
        private double came;

        void take(SeededCounts series, Horizon horizon, Random random) {
            SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
            Judgement judgement = new Judgement();
            Forecast forecast = new Forecast();
            long stepMillis = STEP_MINUTES * 60_000L;
            int last = series.counts.length;
            for (int place = 0; place < last; place++) {
                detector.observe(series.millis(place), series.counts[place], judgement);
                long from = series.millis(place + 1);
                long until = horizon.endMillis(from, ZoneOffset.UTC);
                int end = place + 1 + (int) ((until - from) / stepMillis);
                if (place > last / 2 && end <= last && random.nextInt(100) == 0) {
                    detector.forecast(from, until, stepMillis, 5, forecast);
                    double total = 5;
                    for (int rest = place + 1; rest < end; rest++) {
                        total += series.counts[rest];
                    }
                    count(forecast, total);
                }
            }
        }

        private void count(Forecast forecast, double total) {
            assertThat(forecast.low95()).isBetween(5.0, forecast.low80());
            assertThat(forecast.low80()).isLessThanOrEqualTo(forecast.expected());
            assertThat(forecast.high80()).isBetween(forecast.low80(), forecast.high95());
            forecasts++;
            within80 += total >= Math.floor(forecast.low80()) && total <= Math.ceil(forecast.high80()) ? 1 : 0;
            within95 += total >= Math.floor(forecast.low95()) && total <= Math.ceil(forecast.high95()) ? 1 : 0;
            expected += forecast.expected();
            came += total;
        }

        double share80() {
            return (double) within80 / forecasts;
        }

        double share95() {
            return (double) within95 / forecasts;
        }

        double bias() {
            return expected / came - 1;
        }
    }

    @Test
    void aPeriodThatIsOverHasTheTotalItHas() {
        SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
        detector.observe(0, 3, new Judgement());
        Forecast forecast = new Forecast();

        detector.forecast(60_000, 60_000, 60_000, 42, forecast);

        assertThat(forecast.expected()).isEqualTo(42);
        assertThat(forecast.low95()).isEqualTo(42);
        assertThat(forecast.high95()).isEqualTo(42);
        assertThatIllegalArgumentException().isThrownBy(() -> detector.forecast(0, 1, 0, 0, forecast));
    }

    @Test
    void periodsEndOnTheZonesClock() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        long saturday = Instant.parse("2024-03-30T22:30:00Z").toEpochMilli();

        assertThat(Instant.ofEpochMilli(Horizon.HOUR.endMillis(saturday, berlin)))
                .isEqualTo("2024-03-30T23:00:00Z");
        assertThat(Instant.ofEpochMilli(Horizon.DAY.endMillis(saturday, berlin)))
                .isEqualTo("2024-03-30T23:00:00Z");
        assertThat(Instant.ofEpochMilli(Horizon.WEEK.endMillis(saturday, berlin)))
                .isEqualTo("2024-03-31T22:00:00Z");
        assertThat(Instant.ofEpochMilli(Horizon.MONTH.endMillis(saturday, berlin)))
                .isEqualTo("2024-03-31T22:00:00Z");
        long begin = Instant.parse("2024-03-31T22:00:00Z").toEpochMilli();
        assertThat(Instant.ofEpochMilli(Horizon.WEEK.endMillis(begin, berlin))).isEqualTo("2024-04-07T22:00:00Z");
        assertThat(Instant.ofEpochMilli(Horizon.DAY.endMillis(begin, berlin))).isEqualTo("2024-04-01T22:00:00Z");
    }
}
