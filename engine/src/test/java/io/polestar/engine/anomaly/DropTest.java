package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How soon a drop is told at the default setting, after four weeks of learning. */
class DropTest {
    private static final int SEEDS = 11;
    private static final int DAYS = 28;

    @Test
    void aDropByThirtyPercentOfAThousandAPaneIsTold() {
        assertThat(medianPanes(60_000, 1, 0, 0)).isOne();
        assertThat(medianPanes(60_000, 1, 0.5, 0.3)).isLessThanOrEqualTo(3);
        assertThat(medianPanes(1_000, 60, 0, 0)).isOne();
        assertThat(medianPanes(1_000, 60, 0.5, 0.3)).isOne();
    }

    /**
     * Events that come evenly, not by chance: 1,000 an hour are 16 or 17 a minute, and 11 or 12 is a drop beyond doubt.
     */
    @Test
    void aDropOfAThousandEvenEventsAnHourIsToldWithinThreeMinutes() {
        SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
        Judgement judgement = new Judgement();
        int drop = DAYS * 1_440;
        int told = 0;
        for (int minute = 0; told == 0 && minute < drop + 60; minute++) {
            double share = minute < drop ? 1 : 0.7;
            double perMinute = share * 1_000 / 60;
            double count = Math.floor((minute + 1) * perMinute) - Math.floor(minute * perMinute);
            detector.observe(SeededCounts.START + minute * 60_000L, count, judgement);
            told = minute >= drop && judgement.isAlert() ? minute - drop + 1 : 0;
        }
        assertThat(told).isBetween(1, 3);
    }

    /**
     * Of 1,000 events an hour that come by chance, three minutes hold 50 and after the drop 35. No rule that alerts less than three times a month
     * can tell them apart so soon: it must let pass all but one in 4,800 spans of three minutes, and then it misses nine drops in ten (Neyman and
     * Pearson). The mean delay of the best rule is about ln(21,600 minutes) over 0.84 a minute, 12 minutes (Lorden 1971).
     */
    @Test
    void aDropOfAThousandEventsAnHourByChanceIsToldNearTheSoonestPossible() {
        assertThat(medianPanes(1_000, 1, 0, 0)).isLessThanOrEqualTo(20);
        assertThat(medianPanes(6_000, 1, 0, 0)).isLessThanOrEqualTo(5);
        assertThat(medianPanes(12_000, 1, 0, 0)).isLessThanOrEqualTo(3);
    }

    private static int medianPanes(double perHour, int stepMinutes, double daily, double weekend) {
        int[] panes = new int[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            SeededCounts series = new SeededCounts(seed, perHour, DAYS, stepMinutes, daily, weekend);
            int drop = series.counts.length
                    - 3 * 1_440 / stepMinutes
                    + 7 * 60 / stepMinutes * seed % (1_440 / stepMinutes);
            series.drop(drop, 0.7, new Random(seed + 1_000));
            panes[seed] = panesUntilTold(series, drop);
        }
        Arrays.sort(panes);
        return panes[SEEDS / 2];
    }

    private static int panesUntilTold(SeededCounts series, int drop) {
        SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
        Judgement judgement = new Judgement();
        for (int place = 0; place < series.counts.length; place++) {
            detector.observe(series.millis(place), series.counts[place], judgement);
            if (place >= drop && judgement.isAlert()) {
                return place - drop + 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}
