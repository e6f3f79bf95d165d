package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 4})
    void evidenceOfAPowerLawIsTheLogarithmOfItsRarity(double power) {
        double error = 0;
        int seeds = 40;
        for (int seed = 0; seed < seeds; seed++) {
            Tail tail = new Tail();
            Random random = new Random(seed);
            for (int value = 0; value < 10_000; value++) {
                tail.add(Math.pow(1 - random.nextDouble(), -1 / power));
            }
            double oneInTenThousand = Math.pow(10, 4 / power);
            error += (tail.evidence(oneInTenThousand) - 4) / seeds;
        }
        assertThat(error).isCloseTo(0, within(0.15));
    }

    @Test
    void onlyTheLargestAreInTheTailAndEvidenceGrowsWithThem() {
        Tail tail = new Tail();
        assertThat(tail.evidence(1e9)).isZero();
        for (int value = 1; value <= 4_000; value++) {
            tail.add(value);
        }
        assertThat(tail.evidence(3_900)).isZero();
        assertThat(tail.entry()).isCloseTo(2, within(0.01));
        double before = 0;
        for (double value = 3_970; value < 1e6; value *= 1.1) {
            assertThat(tail.evidence(value)).isGreaterThan(before);
            before = tail.evidence(value);
            assertThat(tail.valueOf(before)).isCloseTo(value, within(value * 1e-6));
        }
    }

    @Test
    void whatWasExtremeLongAgoFades() {
        Tail tail = new Tail();
        for (int value = 0; value < 40; value++) {
            tail.add(1_000);
        }
        Random random = new Random(1);
        for (int value = 0; value < 8 * Tail.MEMORY; value++) {
            tail.add(random.nextDouble());
        }
        assertThat(tail.evidence(5)).isPositive();
    }

    @Test
    void aDamagedStateIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Tail().writeTo(new DataOutputStream(bytes));
        byte[] damaged = bytes.toByteArray();
        damaged[damaged.length - 1] = 99;

        assertThatThrownBy(() -> new Tail().readFrom(new DataInputStream(new ByteArrayInputStream(damaged))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("size=99");
    }
}
