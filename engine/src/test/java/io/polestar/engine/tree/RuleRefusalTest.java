package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What alert rules must not say, each in a tree that is otherwise right. */
class RuleRefusalTest {
    private static final String TREE = """
            polestar: 1
            name: Shop
            windows: [1h, today, week, month]
            northStar: orders
            dimensions:
              country: {property: country, bound: 10}
            sources:
              shop: {stale: 10m}
            metrics:
              orders: {owner: a, unit: order, kind: count, event: order, by: [country]}
              lines: {owner: a, unit: line, kind: count, event: line}
            guardrails:
              - {metric: lines, guards: orders}
            alerts:
              first: {metric: orders, window: 1h, above: 1}
              second: {%s}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metric: orders, window: 1h, above: 1, missing: 5m      | alerts.second has one of above, below, beyond, change, share, target, anomaly, missing, unchanged, residual, absence, guardrail, hollow, all, any, not
            metric: orders, window: 1h, above: 1, clear: 2         | alerts.second.clear lies on the side of the alarm, alerts.second.above is 1
            metric: orders, window: 1h, above: 10%                 | alerts.second.above is no number, found a share in percent
            metric: orders, window: 1h, change: {above: 1}         | alerts.second.change.against is missing
            metric: orders, window: 1h, change: {against: day}     | alerts.second.change has one of above, below and beyond
            metric: orders, window: 1h, change: {against: day, above: 10%, clear: 5} | alerts.second.change.clear is written unlike above
            metric: orders, window: month, change: {against: weekday, above: 1} | alerts.second compares the window month with weekday
            metric: orders, window: week, change: {against: day, above: 1} | alerts.second compares the window week with day
            metric: orders, window: 1h, share: {against: day, above: 1} | alerts.second compares segments with the whole
            metric: orders, window: 1h, target: {value: 5}         | alerts.second has a target for no calendar window
            metric: orders, window: today, target: {value: 0}      | alerts.second.target.value must be more than 0
            metric: orders, window: 1h, anomaly: {falseAlarmsPerMonth: 0} | alerts.second.anomaly.falseAlarmsPerMonth must be 0.001 to 1000
            metric: orders, window: 1h, residual: {above: 1}       | alerts.second watches the residual of 'orders', which has no component
            metric: orders, window: 1h, guardrail: {against: day, above: 1} | alerts.second watches 'orders', which guards no metric
            metric: lines, window: 1h, hollow: {against: day, above: 1} | alerts.second watches 'lines', which has no guardrail
            metric: orders, window: 1h, each: country, hollow: {against: day, above: 1} | alerts.second compares with 'lines', which is not split by country
            metric: orders, all: [frist]                           | unknown alert 'frist' in alerts.second.all
            metric: orders, all: [second]                          | alerts.second is combined from itself
            metric: orders, all: []                                | alerts.second.all names 1 to 64 rules, found 0
            metric: orders, window: 1h, above: 1, inhibits: [none] | unknown alert 'none' in alerts.second.inhibits
            metric: orders, window: 1h, above: 1, sources: [none]  | unknown source 'none' in alerts.second.sources
            metric: orders, window: 1h, above: 1, each: country, segment: {country: France} | alerts.second has both segment and each
            metric: lines, window: 1h, above: 1, each: country     | metric 'lines' is not split by 'country', as alerts.second.each needs
            metric: orders, window: 1h, above: 1, activeHours: {from: "9"} | alerts.second.activeHours.from is no time of day, found '9'
            metric: orders, window: 1h, above: 1, activeHours: {weekdays: [8]} | alerts.second.activeHours.weekdays has no weekday '8'
            metric: orders, window: 1h, above: 1, activeHours: {holidays: [soon]} | alerts.second.activeHours.holidays has no date 'soon'
            metric: orders, missing: 10ms                          | alerts.second.missing must be 1s to 28d, found 10ms
            metric: orders, absence: {first: {event: a}, within: 1h} | alerts.second.absence.then is missing
            """)
    void aBrokenRuleIsNamed(String rule, String message) {
        DefinitionException e = catchThrowableOfType(
                DefinitionException.class, () -> DefinitionReader.read(TREE.formatted(rule), "shop.yaml"));

        assertThat(e).as("must be refused").isNotNull();
        assertThat(e.problems()).extracting(Problem::rule).containsExactly(message);
    }
}
