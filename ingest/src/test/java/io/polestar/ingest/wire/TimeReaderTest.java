package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
    private final TimeReader times = new TimeReader();

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59-00:01, 59000",
        "2024-02-29t23:59:59.999z, 1709251199999",
        "2024-02-29 23:59:59.9999999999Z, 1709251199999",
        "2024-02-29T23:59:59.5+08:00, 1709222399500",
        "2000-02-29T00:00:00-23:59, 951868740000",
        "9999-12-31T23:59:59.999Z, 253402300799999"
    })
    void rfc3339IsReadToTheMillisecond(String text, long millis) {
        assertThat(read(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T08:15:00",
                "2026-01-31",
                "2026-1-31T08:15:00Z",
                "2026-01-31T08:15Z",
                "2026-02-29T08:15:00Z",
                "1900-02-29T08:15:00Z",
                "2026-13-01T08:15:00Z",
                "2026-00-01T08:15:00Z",
                "2026-01-00T08:15:00Z",
                "2026-04-31T08:15:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T08:60:00Z",
                "2026-01-31T08:15:60Z",
                "2026-01-31T08:15:00.Z",
                "2026-01-31T08:15:00+8:00",
                "2026-01-31T08:15:00+0800",
                "2026-01-31T08:15:00+24:00",
                "2026-01-31T08:15:00+08:60",
                "2026-01-31T08:15:00ZZ",
                "2026-01-31T08:15:00Z ",
                " 2026-01-31T08:15:00Z",
                "20260131T081500Z0000",
                "2026/01/31T08:15:00Z",
                "2026-01-31X08:15:00Z",
                "2026-01-31T08:15:00.123",
                "2026-01-31T08:15:00,123Z",
                "now and then, perhaps",
                "+026-01-31T08:15:00Z",
                "2026-01-31T0a:15:00Z"
            })
    void otherTextIsNoTime(String text) {
        assertThat(read(text)).isEqualTo(TimeReader.NOT_A_TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59.999-00:01",
                "0000-01-01T00:00:00Z"
            })
    void timesBefore1970AndAfter9999AreOutOfRange(String text) {
        assertThat(read(text)).isEqualTo(TimeReader.OUT_OF_RANGE);
    }

    @Test
    void everyTimeIsReadAsJavaTimeReadsIt() {
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            long millis = (long) (random.nextDouble() * 253_402_300_799_999L);
            OffsetDateTime time = Instant.ofEpochMilli(millis)
                    .atOffset(ZoneOffset.ofTotalSeconds((random.nextInt(36 * 60) - 18 * 60) * 60));
            if (time.getYear() >= 1970 && time.getYear() <= 9999) {
                String text = time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
                if (text.length() >= 20) {
                    assertThat(read(text)).as(text).isEqualTo(millis);
                }
            }
        }
    }

    private long read(String text) {
        byte[] bytes = ("####" + text + "####").getBytes(StandardCharsets.UTF_8);
        return times.millis(bytes, 4, bytes.length - 8);
    }
}
