package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a detector alerts when nothing is wrong: over 90 days, the first ones included, in which it knows nothing. */
class FalseAlarmTest {
    private static final int DAYS = 90;

    @ParameterizedTest(name = "{0} an hour by {1} min, {2} a month wanted")
    @CsvSource({
        "1000, 1, 2, 6",
        "120, 1, 2, 6",
        "20, 1, 2, 6",
        "1000, 5, 2, 12",
        "20, 5, 2, 12",
        "1000, 15, 2, 12",
        "1000, 60, 2, 24",
        "20, 60, 2, 24",
        "1000, 5, 1, 24",
        "1000, 5, 8, 6",
    })
    void countsWithoutAnomaliesBringNoMoreAlarmsThanConfigured(
            double perHour, int stepMinutes, double wanted, int seeds) {
        int alerts = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            SeededCounts series = new SeededCounts(seed, perHour, DAYS, stepMinutes, 0.5, 0.3);
            SeasonalDetector detector = new SeasonalDetector(new Settings(wanted, ZoneOffset.UTC));
            Judgement judgement = new Judgement();
            for (int place = 0; place < series.counts.length; place++) {
                detector.observe(series.millis(place), series.counts[place], judgement);
                alerts += judgement.isAlert() ? 1 : 0;
            }
        }
        assertThat(alerts / (seeds * DAYS / 30.0))
                .isLessThanOrEqualTo(1.5 * wanted)
                .isPositive();
    }

    @Test
    void ratiosOfFewAndOfManyBringNoMoreAlarmsThanConfigured() {
        int alerts = 0;
        int seeds = 6;
        for (int seed = 1; seed <= seeds; seed++) {
            SeededCounts visits = new SeededCounts(seed, 600, DAYS, 5, 0.8, 0.4);
            Random random = new Random(seed);
            SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
            Judgement judgement = new Judgement();
            for (int place = 0; place < visits.counts.length; place++) {
                int of = (int) visits.counts[place];
                int bought = 0;
                for (int visit = 0; visit < of; visit++) {
                    bought += random.nextInt(100) < 30 ? 1 : 0;
                }
                double ratio = of == 0 ? 0 : (double) bought / of;
                detector.observe(visits.millis(place), ratio, of, judgement);
                alerts += judgement.isAlert() ? 1 : 0;
            }
        }
        assertThat(alerts / (seeds * DAYS / 30.0)).isLessThanOrEqualTo(3).isPositive();
    }
}
