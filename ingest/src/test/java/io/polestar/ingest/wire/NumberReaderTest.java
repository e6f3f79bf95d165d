package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {
    private final NumberReader numbers = new NumberReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "1",
                "9007199254740992",
                "9007199254740993",
                "-9007199254740993",
                "1e22",
                "1e23",
                "123e22",
                "0.1",
                "1e-22",
                "1e-23",
                "0.000000000000000000000000000001",
                "1.7976931348623157e308",
                "4.9e-324",
                "2.4e-324",
                "1e-400",
                "123456789012345678",
                "1234567890123456789",
                "12345678901234567890",
                "0.3000000000000000444089209850062616169452667236328125",
                "2.2250738585072012e-308",
                "5E+0",
                "5e-0",
                "1e00000000000000000000001"
            })
    void theNearestDoubleIsRead(String number) {
        assertThat(read(number)).isEqualTo(Double.parseDouble(number) + 0.0);
    }

    @Test
    void randomNumbersAreReadAsTheJdkReadsThem() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            String number = switch (i % 4) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 ->
                    new BigDecimal(random.nextInt(100_000_000))
                            .movePointLeft(random.nextInt(9))
                            .toPlainString();
                case 2 -> Long.toString(random.nextLong() >> random.nextInt(64));
                default -> random.nextInt(10) + "." + Math.abs(random.nextLong()) + "e" + (random.nextInt(60) - 30);
            };
            if (!number.endsWith("N") && !number.endsWith("y")) {
                assertThat(read(number)).as(number).isEqualTo(Double.parseDouble(number) + 0.0);
            }
        }
    }

    private double read(String number) {
        ByteScanner in = new ByteScanner();
        byte[] bytes = number.getBytes(StandardCharsets.UTF_8);
        in.over(bytes, 0, bytes.length, false);
        numbers.read(in);
        assertThat(in.at).isEqualTo(bytes.length);
        return numbers.value;
    }
}
