package io.polestar.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-MM-dd HH:mm:ss     | 2011-12-09 12:50:00       | 2011-12-09T12:50:00Z",
                "yyyy-MM-dd HH:mm:ss     | ' 2011-12-09 12:50:00 '   | 2011-12-09T12:50:00Z",
                "dd.MM.yyyy HH:mm        | 28.02.2011 09:05          | 2011-02-28T09:05:00Z",
                "d MMM yy h:mm a         | 1 dec 11 3:05 pm          | 2011-12-01T15:05:00Z",
                "yyyy-MM-dd              | 2011-12-09                | 2011-12-09T00:00:00Z",
                "yyyy-MM-dd'T'HH:mm:ssXXX| 2011-12-09T12:50:00+02:00 | 2011-12-09T10:50:00Z",
                "rfc3339                 | 2011-12-09T12:50:00.2509Z | 2011-12-09T12:50:00.250Z",
                "rfc3339                 | 2011-12-09 12:50:00+01:00 | 2011-12-09T11:50:00Z",
                "rfc3339                 | 2011-12-09t12:50:00z      | 2011-12-09T12:50:00Z",
                "rfc3339                 | 2011-12-09T12:50:00       | 2011-12-09T12:50:00Z",
                "epochSeconds            | 1323435000                | 2011-12-09T12:50:00Z",
                "epochSeconds            | 1323435000.25             | 2011-12-09T12:50:00.250Z",
                "epochMillis             | 1323435000250             | 2011-12-09T12:50:00.250Z",
            })
    void readsTheTimeThatIsMeant(String format, String text, String meant) throws BadValueException {
        TimeFormat utc = TimeFormat.of(format, ZoneId.of("UTC"));

        assertThat(Instant.ofEpochMilli(utc.millis(text))).isEqualTo(Instant.parse(meant));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-MM-dd HH:mm:ss | 2011-02-31 12:50:00",
                "yyyy-MM-dd HH:mm:ss | 2011-12-09 24:00:00",
                "yyyy-MM-dd HH:mm:ss | 2011-12-09",
                "yyyy-MM-dd HH:mm:ss | ''",
                "rfc3339             | yesterday",
                "epochMillis         | 12:50",
                "epochSeconds        | 1e400",
            })
    void refusesWhatIsNoTime(String format, String text) {
        TimeFormat utc = TimeFormat.of(format, ZoneId.of("UTC"));

        assertThatThrownBy(() -> utc.millis(text)).isInstanceOf(BadValueException.class);
    }

    @Test
    void aTimeWithoutAZoneIsReadInTheZone() throws BadValueException {
        TimeFormat london = TimeFormat.of("yyyy-MM-dd HH:mm", LONDON);

        assertThat(Instant.ofEpochMilli(london.millis("2011-07-01 12:00"))).isEqualTo("2011-07-01T11:00:00Z");
        assertThat(Instant.ofEpochMilli(london.millis("2011-12-01 12:00"))).isEqualTo("2011-12-01T12:00:00Z");
    }

    @Test
    void aTimeWithAnOffsetKeepsItsOwn() throws BadValueException {
        TimeFormat london = TimeFormat.of("rfc3339", LONDON);

        assertThat(Instant.ofEpochMilli(london.millis("2011-07-01T12:00:00Z"))).isEqualTo("2011-07-01T12:00:00Z");
        assertThat(Instant.ofEpochMilli(london.millis("2011-07-01T12:00:00"))).isEqualTo("2011-07-01T11:00:00Z");
    }

    @Test
    void aTimeThatClocksSkippedIsRefused() {
        TimeFormat london = TimeFormat.of("yyyy-MM-dd HH:mm", LONDON);

        assertThatThrownBy(() -> london.millis("2011-03-27 01:30"))
                .hasMessage("must be a time that exists in Europe/London:"
                        + " clocks went from 2011-03-27T01:00 to 2011-03-27T02:00");
    }

    @Test
    void aTimeThatHappenedTwiceIsTheFirstOfTheTwo() throws BadValueException {
        TimeFormat london = TimeFormat.of("yyyy-MM-dd HH:mm", LONDON);

        assertThat(Instant.ofEpochMilli(london.millis("2011-10-30 01:30"))).isEqualTo("2011-10-30T00:30:00Z");
    }

    @Test
    void aDateIsTheStartOfItsDayEvenWhereMidnightIsSkipped() throws BadValueException {
        TimeFormat saoPaulo = TimeFormat.of("yyyy-MM-dd", ZoneId.of("America/Sao_Paulo"));

        assertThat(Instant.ofEpochMilli(saoPaulo.millis("2011-10-16"))).isEqualTo("2011-10-16T03:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "yyyy", "bogus!", "MM-dd HH:mm"})
    void aPatternThatGivesNoDateIsRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeFormat.of(pattern, LONDON));
    }
}
