package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalDetectorTest {
    private static final Settings BERLIN = new Settings(2, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void savedAnywhereAndReadBackItGoesOnAsIfNothingHadHappened(long seed) throws IOException {
        Random random = new Random(seed);
        SeededCounts series = new SeededCounts(seed, 400, 40, 15, 0.5, 0.3);
        SeasonalDetector whole = new SeasonalDetector(BERLIN);
        SeasonalDetector broken = new SeasonalDetector(BERLIN);
        Judgement ofWhole = new Judgement();
        Judgement ofBroken = new Judgement();
        for (int place = 0; place < series.counts.length; place++) {
            double value = random.nextInt(300) == 0 ? series.counts[place] * 5 : series.counts[place];
            if (random.nextInt(100) == 0) {
                broken = reread(broken);
            }
            whole.observe(series.millis(place), value, 1 + value, ofWhole);
            broken.observe(series.millis(place), value, 1 + value, ofBroken);
            assertThat(ofBroken)
                    .as("seed %d, value %d", seed, place)
                    .usingRecursiveComparison()
                    .isEqualTo(ofWhole);
            assertThat(broken.stateHash()).isEqualTo(whole.stateHash());
        }
        assertThat(bytes(broken)).isEqualTo(bytes(whole));
    }

    @Test
    void theStateHashTellsOtherSeriesApart() {
        SeasonalDetector one = new SeasonalDetector(BERLIN);
        SeasonalDetector other = new SeasonalDetector(BERLIN);
        Judgement judgement = new Judgement();
        for (int place = 0; place < 500; place++) {
            one.observe(place * 60_000L, place % 7, judgement);
            other.observe(place * 60_000L, place == 250 ? 8 : place % 7, judgement);
        }
        assertThat(one.stateHash()).isNotEqualTo(other.stateHash());
    }

    @Test
    void theUnitOfASeriesChangesNoScore() {
        SeededCounts series = new SeededCounts(3, 200, 20, 5, 0.5, 0.3);
        SeasonalDetector one = new SeasonalDetector(BERLIN);
        SeasonalDetector scaled = new SeasonalDetector(BERLIN);
        Judgement judgement = new Judgement();
        Judgement ofScaled = new Judgement();
        for (int place = 0; place < series.counts.length; place++) {
            one.observe(series.millis(place), series.counts[place], judgement);
            scaled.observe(series.millis(place), 1_024 * series.counts[place], ofScaled);
            assertThat(ofScaled.score()).isEqualTo(judgement.score());
            assertThat(ofScaled.low()).isEqualTo(1_024 * judgement.low());
        }
    }

    @Test
    void aSpikeIsToldOnceWithWhatWasExpected() {
        SeededCounts series = new SeededCounts(3, 6_000, 21, 5, 0.3, 0.2);
        SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
        Judgement judgement = new Judgement();
        int spike = series.counts.length - 200;
        for (int place = 0; place < spike; place++) {
            detector.observe(series.millis(place), series.counts[place], judgement);
        }
        int alerts = 0;
        for (int place = spike; place < spike + 5; place++) {
            detector.observe(series.millis(place), 3_000, judgement);
            alerts += judgement.isAlert() ? 1 : 0;
            assertThat(judgement.surprise())
                    .isGreaterThanOrEqualTo(Settings.defaults().alertScore());
            if (place == spike) {
                assertThat(judgement.expected()).isCloseTo(series.mean(place), within10Percent(series.mean(place)));
                assertThat(judgement.low()).isLessThan(judgement.expected());
                assertThat(judgement.high()).isGreaterThan(judgement.expected()).isLessThan(3_000);
            }
        }
        assertThat(alerts).isOne();
    }

    private static org.assertj.core.data.Offset<Double> within10Percent(double value) {
        return org.assertj.core.data.Offset.offset(value / 10);
    }

    @Test
    void theSameShareOfFewIsLessSurprisingThanOfMany() {
        double[] surprise = new double[2];
        int[] denominators = {4, 4_000};
        for (int place = 0; place < 2; place++) {
            SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
            Judgement judgement = new Judgement();
            Random random = new Random(11);
            for (int pane = 0; pane < 4_000; pane++) {
                double ratio = 0.5 + random.nextGaussian() * 0.5 / Math.sqrt(400);
                detector.observe(SeededCounts.START + pane * 300_000L, ratio, 400, judgement);
            }
            detector.observe(SeededCounts.START + 4_000 * 300_000L, 0.25, denominators[place], judgement);
            surprise[place] = judgement.surprise();
        }
        assertThat(surprise[0]).isLessThan(0.1);
        assertThat(surprise[1]).isGreaterThan(0.9);
    }

    @Test
    void aRatioOfNothingTeachesNothing() {
        SeasonalDetector detector = new SeasonalDetector(BERLIN);
        Judgement judgement = new Judgement();
        detector.observe(0, 0.5, 10, judgement);
        long hash = detector.stateHash();

        detector.observe(60_000, 0, 0, judgement);

        assertThat(detector.stateHash()).isEqualTo(hash);
        assertThat(judgement.isAlert()).isFalse();
        assertThat(judgement.high()).isInfinite();
    }

    @Test
    void timesThatRepeatOrGoBackAndConstantSeriesAreTakenInTheirOrder() {
        SeasonalDetector detector = new SeasonalDetector(BERLIN);
        Judgement judgement = new Judgement();
        Random random = new Random(2);
        for (int place = 0; place < 3_000; place++) {
            detector.observe(SeededCounts.START + random.nextInt(20) * 3_600_000L, 5, judgement);
            assertThat(judgement.score()).isZero();
        }
        detector.observe(SeededCounts.START, 6, judgement);
        assertThat(judgement.score()).isBetween(0.0, 1.0);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        SeasonalDetector detector = new SeasonalDetector(BERLIN);
        Judgement judgement = new Judgement();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.observe(0, Double.NaN, judgement))
                .withMessage("a value must be finite, value=NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.observe(0, 1, -1, judgement))
                .withMessageContaining("denominator=-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(0, ZoneId.of("UTC")))
                .withMessageContaining("falseAlarmsPerMonth=0");
    }

    private static SeasonalDetector reread(SeasonalDetector detector) throws IOException {
        SeasonalDetector read = new SeasonalDetector(BERLIN);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(detector)));
        read.readFrom(in);
        assertThat(in.read()).isEqualTo(-1);
        return read;
    }

    private static byte[] bytes(SeasonalDetector detector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
