package io.polestar.engine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Window;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stretch a window is compared with, in local times of a zone that puts its clocks forward on 27 March 2022. */
class EarlierSpanTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    @ParameterizedTest
    @CsvSource({
        "7d, PREVIOUS, 2022-06-08T10:40, 2022-06-15T10:40, 2022-06-01T10:40, 2022-06-08T10:40",
        "1d, WEEKDAY, 2022-06-14T10:40, 2022-06-15T10:40, 2022-06-07T10:40, 2022-06-08T10:40",
        "28d, WEEKDAY, 2022-05-18T10:40, 2022-06-15T10:40, 2022-05-11T10:40, 2022-06-08T10:40",
        "1h, YEAR, 2022-06-15T09:40, 2022-06-15T10:40, 2021-06-15T09:40, 2021-06-15T10:40",
        "1h, WEEKDAY, 2022-03-28T09:40, 2022-03-28T10:40, 2022-03-21T09:40, 2022-03-21T10:40",
        "1h, YEAR, 2024-02-29T09:00, 2024-02-29T10:00, 2023-02-28T09:00, 2023-02-28T10:00",
        "today, PREVIOUS, 2022-06-15T00:00, 2022-06-15T10:40, 2022-06-14T00:00, 2022-06-14T10:40",
        "today, WEEKDAY, 2022-06-15T00:00, 2022-06-15T10:40, 2022-06-08T00:00, 2022-06-08T10:40",
        "today, YEAR, 2022-06-15T00:00, 2022-06-15T10:40, 2021-06-15T00:00, 2021-06-15T10:40",
        "week, WEEKDAY, 2022-06-13T00:00, 2022-06-15T10:40, 2022-06-06T00:00, 2022-06-08T10:40",
        "week, YEAR, 2022-06-13T00:00, 2022-06-15T10:40, 2021-06-14T00:00, 2021-06-16T10:40",
        "month, PREVIOUS, 2022-03-01T00:00, 2022-03-30T10:40, 2022-02-01T00:00, 2022-03-01T00:00",
        "month, YEAR, 2024-02-01T00:00, 2024-02-29T10:40, 2023-02-01T00:00, 2023-03-01T00:00",
        "quarter, YEAR, 2022-04-01T00:00, 2022-06-15T10:40, 2021-04-01T00:00, 2021-06-15T10:40",
        "year, PREVIOUS, 2022-01-01T00:00, 2022-02-15T10:40, 2021-01-01T00:00, 2021-02-15T10:40",
    })
    void theEarlierStretchIsAsLongAndAtTheSameLocalTime(
            String window, Comparison against, String from, String to, String earlierFrom, String earlierTo) {
        Span earlier = EarlierSpan.of(Window.parse(window), ZONE, span(from, to), against);

        assertThat(earlier).isEqualTo(span(earlierFrom, earlierTo));
    }

    @Test
    void aDayWithAnHourLessIsComparedUpToTheSameElapsedTime() {
        Span earlier = EarlierSpan.of(
                Window.parse("today"), ZONE, span("2022-03-27T00:00", "2022-03-27T10:00"), Comparison.WEEKDAY);

        assertThat(earlier).isEqualTo(span("2022-03-20T00:00", "2022-03-20T09:00"));
    }

    @Test
    void aMonthIsNotComparedWithAWeekEarlier() {
        assertThatThrownBy(() -> EarlierSpan.of(
                        Window.parse("month"), ZONE, span("2022-03-01T00:00", "2022-03-15T10:00"), Comparison.WEEKDAY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("against=weekday")
                .hasMessageContaining("window=month");
    }

    private static Span span(String from, String to) {
        return new Span(millis(from), millis(to));
    }

    private static long millis(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant().toEpochMilli();
    }
}
