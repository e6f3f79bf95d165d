package io.polestar.engine.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeasonalDetectorsTest {
    private static final long MINUTE = 60_000;

    private final SeasonalDetectors maker = new SeasonalDetectors(ZoneId.of("Europe/Berlin"));

    private static void teach(Detector detector, int panes) {
        Random random = new Random(3);
        double[] hours = new double[72];
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = 109 + random.nextInt(2);
        }
        detector.prime(new Detector.Past(-72 * 60 * MINUTE, 60 * MINUTE, hours, null, 60));
        for (int pane = 0; pane < panes; pane++) {
            detector.observe(pane * MINUTE, 100 + random.nextInt(20), 1);
        }
    }

    private static byte[] bytes(Detector detector) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void aDropIsNewsOnceAndLiesBelowItsBand() {
        Detector detector = maker.make(2);
        teach(detector, 4_000);
        detector.observe(4_000 * MINUTE, 10, 1);
        assertThat(detector.score()).isGreaterThan(1 / 3.0);
        assertThat(detector.isBelow()).isTrue();
        assertThat(detector.low()).isBetween(20.0, detector.expected());
        assertThat(detector.high()).isGreaterThan(detector.expected());
        assertThat(detector.deviation()).isBetween(3.0, 12.0);
        detector.observe(4_001 * MINUTE, 10, 1);
        assertThat(detector.score()).isZero();
    }

    @Test
    void aRatioOfFewSaysLessThanOneOfMany() {
        Detector few = maker.make(2);
        Detector many = maker.make(2);
        Random random = new Random(4);
        for (int pane = 0; pane < 4_000; pane++) {
            double value = 0.5 + 0.02 * random.nextGaussian();
            few.observe(pane * MINUTE, value, 400);
            many.observe(pane * MINUTE, value, 400);
        }
        few.observe(4_000 * MINUTE, 0.3, 4);
        assertThat(few.score()).isLessThan(0.1);
        many.observe(4_000 * MINUTE, 0.3, 4_000);
        assertThat(many.score()).isGreaterThan(0.5);
    }

    @Test
    void anotherSensitivityTakesUpWhatWasLearntAndJudgesByItsOwn() throws IOException {
        Detector before = maker.make(2);
        teach(before, 4_000);
        Detector strict = maker.make(0.01);
        strict.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(before))));
        assertThat(bytes(strict)).isEqualTo(bytes(before));
        before.observe(4_000 * MINUTE, 110, 1);
        double low = before.low();
        strict.observe(4_000 * MINUTE, 110, 1);
        assertThat(strict.low()).isLessThan(low);
    }

    @Test
    void aSeriesIsSavedInFourThousandBytesOrLittleMore() throws IOException {
        Detector detector = maker.make(2);
        teach(detector, 20_000);
        assertThat(bytes(detector)).hasSizeBetween(2_000, 5_000);
    }
}
