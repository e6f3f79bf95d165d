package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedPointTest {
    @ParameterizedTest(name = "{0} with {1} places is {2} units")
    @CsvSource({
        "0, 0, 0",
        "-0.0, 2, 0",
        "0.5, 0, 0",
        "1.5, 0, 2",
        "2.5, 0, 2",
        "-1.5, 0, -2",
        "19.99, 2, 1999",
        "0.1, 9, 100000000",
        "1234.567, 3, 1234567",
        "-0.004, 2, 0",
        "0.006, 2, 1",
        "4611686018427387903, 0, -9223372036854775808",
        "4611686018427387000, 0, 4611686018427386880",
        "-5e18, 0, -9223372036854775808",
        "1e300, 9, -9223372036854775808",
        "Infinity, 0, -9223372036854775808"
    })
    void valuesRoundHalfEvenAndAreRefusedBeyondTheRange(double value, int decimals, long units) {
        assertThat(FixedPoint.of(value, decimals)).isEqualTo(units);
    }

    @Test
    void everyDecimalASenderWritesComesBackAsWritten() {
        Random random = new Random(8);
        for (int round = 0; round < 200_000; round++) {
            int decimals = random.nextInt(10);
            long units = random.nextLong() >> (12 + random.nextInt(51));
            double written = BigDecimal.valueOf(units, decimals).doubleValue();
            assertThat(FixedPoint.of(written, decimals))
                    .as("%d with %d places", units, decimals)
                    .isEqualTo(units);
            assertThat(FixedPoint.toDouble(units, decimals)).isEqualTo(written);
        }
    }
}
