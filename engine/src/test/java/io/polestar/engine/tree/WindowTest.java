package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource({
        "10s, 10000, 100",
        "59s, 59000, 100",
        "60s, 60000, 1000",
        "1m, 60000, 1000",
        "5m, 300000, 5000",
        "15m, 900000, 15000",
        "1h, 3600000, 60000",
        "6h, 21600000, 300000",
        "1d, 86400000, 900000",
        "24h, 86400000, 900000",
        "7d, 604800000, 3600000",
        "10d, 864000000, 14400000",
        "28d, 2419200000, 14400000"
    })
    void aSlidingWindowTakesTheGreatestPaneOfAtMostASixtieth(String text, long lengthMillis, long paneMillis) {
        assertThat(Window.parse(text)).isEqualTo(new Window(text, null, lengthMillis, paneMillis));
    }

    @ParameterizedTest
    @CsvSource({"today, DAY, 1", "week, WEEK, 7", "month, MONTH, 31", "quarter, QUARTER, 92", "year, YEAR, 366"})
    void aCalendarWindowIsAsLongAsItsPeriodGetsInPanesOfAQuarter(String text, CalendarPeriod period, int days) {
        assertThat(Window.parse(text)).isEqualTo(new Window(text, period, days * 86_400_000L + 3_600_000, 900_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9s", "9999ms", "29d", "673h", "0", "0s", "999999999999d"})
    void aWindowOutsideTenSecondsToFourWeeksIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.parse(text))
                .withMessage("a window is 10s to 28d long, or today, week, month, quarter or year, window=" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10050ms", "301s", "6001s"})
    void aWindowThatIsNoMultipleOfItsPaneIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.parse(text))
                .withMessageStartingWith("a window is a multiple of its pane, window=" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "7 d", "-7d", "7D", "1w", "Today", "1.5h", "٧d", "9999999999999s"})
    void whatIsNoLengthOfTimeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.parse(text))
                .withMessageContaining("a whole number and ms, s, m, h or d");
    }

    @Test
    void windowsOfOneLengthSpanTheSameWhateverTheyAreCalled() {
        assertThat(Window.parse("24h").sameSpan(Window.parse("1d"))).isTrue();
        assertThat(Window.parse("25h").sameSpan(Window.parse("today"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1500, 1500ms", "90000, 90s", "5400000, 90m", "86400000, 1d", "0, 0ms", "172800000, 2d"})
    void aLengthIsWrittenInTheGreatestUnitThatDividesIt(long millis, String text) {
        assertThat(TimeLength.format(millis)).isEqualTo(text);
        assertThat(TimeLength.parseMillis(text)).isEqualTo(millis);
    }
}
