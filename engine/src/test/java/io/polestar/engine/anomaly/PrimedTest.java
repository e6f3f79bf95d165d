package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A detector that has learnt 12 weeks by the hour and two days by its panes, as a rule does that is written on a running engine. */
class PrimedTest {
    private static final int HOURS = 84 * 24;
    private static final int DAYS = 84 + 2 + 28;

    private static SeasonalDetector primed(SeededCounts series) {
        int values = 60 / series.stepMinutes;
        double[] means = new double[HOURS];
        for (int place = 0; place < HOURS * values; place++) {
            means[place / values] += series.counts[place] / values;
        }
        SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
        detector.prime(SeededCounts.START, 3_600_000, means, null, values);
        return detector;
    }

    private static int judgedFrom(SeededCounts series) {
        return (HOURS + 48) * 60 / series.stepMinutes;
    }

    /** Two a month are wanted. The very first month of panes with one or two events brings up to twice as many, also without a past. */
    @ParameterizedTest(name = "{0} an hour by {1} min")
    @CsvSource({"1000, 1, 4, 3", "120, 1, 4, 3", "20, 1, 4, 3", "1000, 5, 8, 3", "20, 5, 8, 4", "1000, 15, 8, 3"})
    void theFirstMonthBringsHardlyMoreAlarmsThanConfigured(double perHour, int stepMinutes, int seeds, double most) {
        int alerts = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            SeededCounts series = new SeededCounts(seed, perHour, DAYS, stepMinutes, 0.5, 0.3);
            SeasonalDetector detector = primed(series);
            Judgement judgement = new Judgement();
            for (int place = HOURS * 60 / stepMinutes; place < series.counts.length; place++) {
                detector.observe(series.millis(place), series.counts[place], judgement);
                alerts += place >= judgedFrom(series) && judgement.isAlert() ? 1 : 0;
            }
        }
        assertThat(alerts / (seeds * 28 / 30.0)).isLessThanOrEqualTo(most);
    }

    @ParameterizedTest(name = "{0} an hour by {1} min, {2} panes")
    @CsvSource({"60000, 1, 3", "12000, 5, 2", "12000, 1, 5"})
    void aDropByThirtyPercentOnTheFirstDaysIsTold(double perHour, int stepMinutes, int panes) {
        int[] told = new int[7];
        for (int seed = 0; seed < told.length; seed++) {
            SeededCounts series = new SeededCounts(seed + 1, perHour, DAYS, stepMinutes, 0.5, 0.3);
            int drop = judgedFrom(series) + seed * (1_440 / stepMinutes) / 2;
            series.drop(drop, 0.7, new Random(seed + 1_000));
            SeasonalDetector detector = primed(series);
            Judgement judgement = new Judgement();
            told[seed] = Integer.MAX_VALUE;
            for (int place = HOURS * 60 / stepMinutes; place < series.counts.length; place++) {
                detector.observe(series.millis(place), series.counts[place], judgement);
                if (place >= drop && judgement.isAlert()) {
                    told[seed] = place - drop + 1;
                    assertThat(judgement.isBelow()).isTrue();
                    break;
                }
            }
        }
        Arrays.sort(told);
        assertThat(told[3]).isLessThanOrEqualTo(panes);
    }

    @Test
    void theSeasonsAreKnownBeforeTheFirstValue() {
        SeededCounts series = new SeededCounts(5, 6_000, DAYS, 5, 0.5, 0.3);
        SeasonalDetector detector = primed(series);
        Judgement judgement = new Judgement();
        int place = HOURS * 12;
        for (int later = place; later < place + 7 * 288; later++) {
            detector.observe(series.millis(later), series.counts[later], judgement);
            boolean midnight = (later + 12) % 288 < 24;
            assertThat(judgement.expected()).isCloseTo(series.mean(later), withPercentage(midnight ? 50 : 20));
        }
    }

    @Test
    void thePastIsLearntFirst() {
        SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
        detector.observe(0, 5, new Judgement());
        assertThatIllegalStateException().isThrownBy(() -> detector.prime(0, 3_600_000, new double[1], null, 60));
    }
}
