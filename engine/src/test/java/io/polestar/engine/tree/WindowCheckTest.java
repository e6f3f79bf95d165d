package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which windows are long enough for what a kind waits for. */
class WindowCheckTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            day   | 1  | 1d, 2d, today        | 3d, 28d, week, month, quarter, year
            day   | 5  | 6d, today            | 7d, week, month, quarter, year
            day   | 6  | 7d, today, week      | 8d, month, quarter, year
            day   | 26 | 27d, week            | 28d, month
            day   | 29 | 28d, today, week     | month, quarter, year
            day   | 30 | 28d, month           | quarter, year
            week  | 1  | 20d, week            | 21d, month
            week  | 3  | 28d                  | month, quarter, year
            month | 1  | 28d, month           | quarter, year
            month | 2  | quarter              | year
            month | 10 | quarter              | year
            month | 11 | quarter, year        |
            """)
    void aReturnNeedsAWindowThatHoldsItsCohort(String cohort, int after, String tooShort, String longEnough) {
        String kind = "kind: retention, first: {event: e}, cohort: " + cohort + ", after: " + after;

        assertThat(refused(kind, tooShort)).isEqualTo(tooShort);
        assertThat(longEnough == null ? "" : refused(kind, longEnough)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: conversion, steps: [{event: a}, {event: b}], within: 1d | 23h                | 1d, today, week
            kind: conversion, steps: [{event: a}, {event: b}], within: 8d | 7d, today, week    | 8d, month
            kind: session, unit: 1, event: a, gap: 30m, measure: count    | 29m                | 30m, today
            kind: gauge, unit: 1, event: a, value: v                      |                    | 10s, 28d, today, year
            kind: cumulative, unit: 1, event: a                           |                    | 10s, 28d, today, year
            kind: distinct, unit: 1, event: a, of: subject                |                    | 10s, 28d, today, year
            kind: repeat, event: a, times: 16                             |                    | 10s, 28d, today, year
            kind: last, unit: 1, event: a, value: v                       |                    | 10s, 28d, today, year
            """)
    void otherKindsTakeAnyWindowThatIsNotShorterThanWhatTheyWaitFor(String kind, String tooShort, String longEnough) {
        assertThat(tooShort == null ? "" : refused(kind, tooShort)).isEqualTo(tooShort == null ? "" : tooShort);
        assertThat(refused(kind, longEnough)).isEmpty();
    }

    /** The windows of these that are too short for the kind. */
    private static String refused(String kind, String windows) {
        return List.of(windows.split(", ")).stream()
                .filter(window -> isRefused(kind, window))
                .collect(Collectors.joining(", "));
    }

    private static boolean isRefused(String kind, String window) {
        String text = "polestar: 1\nname: One\nwindows: [" + window + "]\nnorthStar: m\nmetrics:\n  m: {owner: o, "
                + kind + "}\n";
        try {
            DefinitionReader.read(text, "one.yaml");
            return false;
        } catch (DefinitionException e) {
            assertThat(e.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.rule())
                            .startsWith("metric 'm' has the window " + window + ", too short for "));
            return true;
        }
    }
}
