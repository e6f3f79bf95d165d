package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the definition language, broken once in a file that is otherwise right: one problem, its line, the rule, the fix. */
class DefinitionRefusalTest {
    /**
     * A rule broken.
     *
     * @param passage what to replace in the right file
     * @param replacement by what
     * @param marker a passage of the line the problem must point to
     */
    record Case(String passage, String replacement, String marker, String rule, String fix) {
        @Override
        public String toString() {
            return rule;
        }
    }

    static Stream<Case> keys() {
        return Stream.of(
                new Case(
                        "lateness: 10m",
                        "latenes: 10m",
                        "latenes:",
                        "unknown key 'latenes' in the file",
                        "did you mean 'lateness'?"),
                new Case(
                        "bound: 24}",
                        "bound: 24, colour: red}",
                        "colour",
                        "unknown key 'colour' in dimensions.hour",
                        "use one of labels, property, time, bound"),
                new Case(
                        "    of: subject",
                        "    of: subject\n    wehre: price > 0",
                        "wehre",
                        "unknown key 'wehre' in metrics.buyers",
                        "did you mean 'where'?"),
                new Case(
                        "sign: negative, lag: 7d",
                        "sign: negative, delay: 7d",
                        "delay",
                        "unknown key 'delay' in influences[0]",
                        "use one of driver, target, sign, lag"),
                new Case(
                        "    above: 0.25",
                        "    above: 0.25\n    keep_firing_for: 1h",
                        "keep_firing_for",
                        "unknown key 'keep_firing_for' in alerts.cancellations_high",
                        "did you mean 'keepFiringFor'?"),
                new Case(
                        "  lines:\n",
                        "  revenue: {}\n  lines:\n",
                        "revenue: {}",
                        "metrics.revenue is given twice, first in line 32",
                        "keep one of them"),
                new Case(
                        "    of: subject",
                        "    of: subject\n    of: customer",
                        "of: customer",
                        "metrics.buyers.of is given twice, first in line 30",
                        "keep one of them"),
                new Case(
                        "    windows: [10s, 1h, 1d]",
                        "    windows: [10s, 1h, 1d]\n    value: price",
                        "    value: price\n  price",
                        "metrics.lines.value does not belong to kind count",
                        "remove it; count takes event, where"),
                new Case(
                        "  weekday: {time",
                        "  Weekday: {time",
                        "Weekday: {time",
                        "an id is a lower-case letter followed by at most 99 lower-case letters, digits or _, found 'Weekday'"
                                + " in dimensions",
                        "rename it, such as average_order_value"));
    }

    static Stream<Case> missing() {
        return Stream.of(
                new Case("polestar: 1\n", "", "name: Online", "polestar is missing", "begin the file with polestar: 1"),
                new Case(
                        "polestar: 1",
                        "polestar: 2",
                        "polestar: 2",
                        "unknown version of the definition language '2'",
                        "write polestar: 1"),
                new Case(
                        "name: Online Retail",
                        "name:",
                        "name:",
                        "name is missing",
                        "write name: and what people call the tree"),
                new Case(
                        "    owner: crm@example.com\n    unit: buyer",
                        "    unit: buyer",
                        "  buyers:",
                        "metrics.buyers.owner is missing",
                        "write owner: and who answers for the metric"),
                new Case(
                        "    unit: buyer\n",
                        "",
                        "  buyers:",
                        "metrics.buyers.unit is missing",
                        "write unit: such as GBP, order or 1"),
                new Case(
                        "    kind: count\n",
                        "",
                        "  lines:",
                        "metrics.lines.kind is missing",
                        "write kind: and one of average, count, derived, distinct, ratio, sum"),
                new Case(
                        "    kind: count\n    event: order_line",
                        "    kind: count",
                        "  lines:",
                        "metrics.lines.event is missing",
                        "write event: and the type of the events it reads"),
                new Case(
                        "sign: negative, lag",
                        "lag",
                        "driver: average_order_value",
                        "influences[0].sign is missing",
                        "write sign: positive or negative"),
                new Case(
                        "    above: 0.25\n",
                        "",
                        "  cancellations_high:",
                        "alerts.cancellations_high has either above or below",
                        "write above: or below: and a number"),
                new Case(
                        "property: country, bound",
                        "property: country, time: hour, bound",
                        "  country: {",
                        "dimensions.country has either a property or a time",
                        "write property: and a name, or time: hour or weekday"));
    }

    static Stream<Case> northStars() {
        return Stream.of(
                new Case(
                        "northStar: orders\n",
                        "",
                        "polestar: 1",
                        "a tree has exactly one north star, northStar is missing",
                        "write northStar: and the id of one metric"),
                new Case(
                        "northStar: orders",
                        "northStar: [orders, revenue]",
                        "northStar:",
                        "a tree has exactly one north star, northStar lists 2",
                        "write northStar: and the id of one metric"),
                new Case(
                        "northStar: orders",
                        "northStar: orders\nnorthStar: revenue",
                        "northStar: revenue",
                        "a tree has exactly one north star, northStar is given twice, first in line 7",
                        "keep one of them"),
                new Case(
                        "northStar: orders",
                        "northStar: order",
                        "northStar: order",
                        "unknown metric 'order' in northStar",
                        "did you mean 'orders'?"));
    }

    static Stream<Case> references() {
        return Stream.of(
                new Case(
                        "numerator: revenue",
                        "numerator: revenues",
                        "numerator: revenues",
                        "unknown metric 'revenues' in metrics.average_order_value.numerator",
                        "did you mean 'revenue'?"),
                new Case(
                        "orders + coalesce(cancelled_orders, 0)",
                        "orders + profit + cancelled_orders",
                        "profit",
                        "unknown metric 'profit' in metrics.all_orders.formula",
                        "declare it under metrics"),
                new Case(
                        "buyers * orders_per_buyer",
                        "buyer * orders_per_buyer",
                        "  orders: buyer *",
                        "unknown metric 'buyer' in components.orders",
                        "did you mean 'buyers'?"),
                new Case(
                        "driver: price",
                        "driver: prize",
                        "driver: prize",
                        "unknown metric 'prize' in influences[1].driver",
                        "did you mean 'price'?"),
                new Case(
                        "guards: orders",
                        "guards: profit_margin",
                        "guards: profit_margin",
                        "unknown metric 'profit_margin' in guardrails[0].guards",
                        "declare it under metrics"),
                new Case(
                        "by: [country, hour]",
                        "by: [country, hour, city]",
                        "city",
                        "unknown dimension 'city' in metrics.orders.by",
                        "declare it under dimensions"),
                new Case(
                        "    metric: orders\n",
                        "    metric: oders\n",
                        "metric: oders",
                        "unknown metric 'oders' in alerts.orders_low_at_noon.metric",
                        "did you mean 'orders'?"),
                new Case(
                        "segment: {country: France}",
                        "segment: {county: France}",
                        "county",
                        "unknown dimension 'county' in alerts.cancellations_high.segment",
                        "did you mean 'country'?"));
    }

    static Stream<Case> values() {
        return Stream.of(
                new Case(
                        "zone: Europe/London",
                        "zone: Europe/Londen",
                        "Londen",
                        "unknown zone 'Europe/Londen'",
                        "did you mean 'Europe/London'?"),
                new Case(
                        "lateness: 10m",
                        "lateness: ten minutes",
                        "ten minutes",
                        "lateness is no length of time, found 'ten minutes'",
                        "write a whole number and ms, s, m, h or d, such as 30m"),
                new Case(
                        "lateness: 10m",
                        "lateness: 8d",
                        "lateness",
                        "lateness must be 0ms to 7d, found 8d",
                        "write a length in that range"),
                new Case(
                        "minutes: 3d",
                        "minutes: 1h",
                        "history",
                        "history keeps a coarser step at least as long as a finer one",
                        "write seconds ≤ minutes ≤ hours ≤ days"),
                new Case(
                        "bound: 100,",
                        "bound: 100001,",
                        "100001",
                        "dimensions.country.bound must be a whole number from 1 to 100000, found '100001'",
                        "write a number in that range"),
                new Case(
                        "decimals: 3",
                        "decimals: 10",
                        "decimals: 10",
                        "metrics.revenue.decimals must be a whole number from 0 to 9, found '10'",
                        "write a number in that range"),
                new Case(
                        "kind: count",
                        "kind: cuont",
                        "cuont",
                        "unknown kind 'cuont' in metrics.lines",
                        "did you mean 'count'?"),
                new Case(
                        "kind: count",
                        "kind: gauge",
                        "gauge",
                        "unknown kind 'gauge' in metrics.lines",
                        "use one of average, count, derived, distinct, ratio, sum"),
                new Case(
                        "sign: negative",
                        "sign: minus",
                        "minus",
                        "unknown sign 'minus' in influences[0]",
                        "use one of negative, positive"),
                new Case(
                        "{time: hour,",
                        "{time: month,",
                        "month",
                        "unknown time 'month' in dimensions.hour",
                        "use one of hour, weekday"),
                new Case(
                        "above: 0.25",
                        "above: 25 %",
                        "25 %",
                        "alerts.cancellations_high.above is no number, found '25 %'",
                        "write a number such as 0.25"),
                new Case(
                        "severity: critical",
                        "severity: fatal",
                        "fatal",
                        "unknown severity 'fatal' in alerts.cancellations_high",
                        "use one of critical, info, warning"),
                new Case(
                        "zh: 完成订单",
                        "Chinese: 完成订单",
                        "Chinese",
                        "metrics.orders.labels is by language, found 'Chinese'",
                        "write a language tag such as en or zh"),
                new Case(
                        "of: subject\n    by: [country]",
                        "of: subject\n    by: country",
                        "by: country",
                        "metrics.buyers.by is a list",
                        "write [a, b] or lines that begin with '-'"),
                new Case(
                        "by: [country, hour]",
                        "by: [country, hour, country]",
                        "by: [country, hour, country]",
                        "metrics.orders.by has 'country' twice",
                        "remove one of them"),
                new Case(
                        "labels: {en: Completed orders, zh: 完成订单}",
                        "labels: Completed orders",
                        "labels: Completed",
                        "metrics.orders.labels is a mapping",
                        "write key: value lines there"));
    }

    static Stream<Case> windows() {
        return Stream.of(
                new Case(
                        "windows: [10s, 1h, 1d]",
                        "windows: [5s, 1h, 1d]",
                        "[5s",
                        "window '5s' in metrics.lines.windows is not allowed, a window is 10s to 28d long, or today, window=5s",
                        "write a length such as 5m, 1h, 1d or 28d, or today"),
                new Case(
                        "windows: [10s, 1h, 1d]",
                        "windows: [10s, 301s, 1d]",
                        "301s",
                        "window '301s' in metrics.lines.windows is not allowed, a window is a multiple of its pane, window=301s"
                                + " pane=5s",
                        "write a length such as 5m, 1h, 1d or 28d, or today"),
                new Case(
                        "windows: [1d, 7d, 28d, today]",
                        "windows: [1d, 7d, 28d, today, 24h]",
                        "24h]",
                        "windows has the window '24h' twice",
                        "remove one of them"),
                new Case(
                        "windows: [10s, 1h, 1d]",
                        "windows: [1m, 2m, 3m, 4m, 5m, 6m, 7m, 8m, 9m, 10m, 11m, 12m, 13m, 14m, 15m, 16m, 17m]",
                        "17m",
                        "metrics.lines.windows has at most 16 windows, found 17",
                        "remove some"),
                new Case(
                        "    unit: line\n    kind: count\n    event: order_line\n    windows: [10s, 1h, 1d]",
                        "    kind: derived\n    formula: orders * 2\n    windows: [1h, 1d]",
                        "    windows: [1h, 1d]",
                        "metric 'lines' has the window 1h but 'orders', which it is computed from, has not",
                        "add it to the windows of 'orders'"),
                new Case(
                        "    window: 1d",
                        "    window: 1h",
                        "    window: 1h",
                        "alerts.cancellations_high.window is no window of metric 'cancellation_rate', found 1h",
                        "use one of 1d, 7d, 28d, today or add it to the metric's windows"));
    }

    static Stream<Case> segments() {
        return Stream.of(
                new Case(
                        "segment: {country: France}",
                        "segment: {weekday: 1}",
                        "weekday: 1",
                        "metric 'cancellation_rate' is not split by 'weekday', as alerts.cancellations_high.segment needs",
                        "add weekday to the metric's by"),
                new Case(
                        "segment: {country: France}",
                        "segment: {country: France, hour: 12}",
                        "segment: {country: France, hour",
                        "alerts.cancellations_high.segment names one dimension",
                        "write {dimension: value}"),
                new Case(
                        "{hour: \"12\"}",
                        "{hour: \"24\"}",
                        "\"24\"",
                        "dimension 'hour' has no segment '24'",
                        "write \"00\" to \"23\" for an hour, 1 (Monday) to 7 for a weekday"),
                new Case(
                        "denominator: orders\n    by: [country]",
                        "denominator: orders\n    by: [country, hour]",
                        "by: [country, hour]\n  orders_per",
                        "metric 'average_order_value' is split by hour but its input 'revenue' is not",
                        "add it to the by of 'revenue'"));
    }

    static Stream<Case> formulas() {
        return Stream.of(
                new Case(
                        "value: quantity * price",
                        "value: quantity * (price",
                        "(price",
                        "metrics.revenue.value does not parse at its column 18, expected ')', found the end",
                        "see Formulas in docs/definition.md"),
                new Case(
                        "orders + coalesce(cancelled_orders, 0)",
                        "orders + ifnull(cancelled_orders, 0)",
                        "ifnull",
                        "metrics.all_orders.formula does not parse at its column 10, unknown function 'ifnull'",
                        "use min, max, abs or coalesce"),
                new Case(
                        "orders + coalesce(cancelled_orders, 0)",
                        "1 + 1",
                        "1 + 1",
                        "metrics.all_orders.formula names no metric",
                        "name at least one"),
                new Case(
                        "where: price > 0",
                        "where: price = 0",
                        "price = 0",
                        "metrics.price.where does not parse at its column 7, unknown sign '='",
                        "write == to compare"),
                new Case(
                        "where: price > 0",
                        "where: price",
                        "where: price\n",
                        "metrics.price.where does not parse at its column 6, expected ==, !=, <, <=, >, >=, in, startsWith,"
                                + " endsWith or contains after 'price', found the end",
                        "see Conditions in docs/definition.md"));
    }

    static Stream<Case> units() {
        return Stream.of(
                new Case(
                        "unit: GBP/order",
                        "unit: GBP",
                        "    unit: GBP\n    kind: ratio",
                        "units do not fit, metrics.average_order_value has unit 'GBP' but its ratio gives 'GBP/order'",
                        "write unit: GBP/order or change what it is computed from"),
                new Case(
                        "orders + coalesce(cancelled_orders, 0)",
                        "orders + coalesce(revenue, 0) + cancelled_orders",
                        "coalesce(revenue",
                        "units do not fit in metrics.all_orders.formula, 'order' + 'GBP'",
                        "give both sides of + the same unit"),
                new Case(
                        "orders: buyers * orders_per_buyer",
                        "orders: buyers * orders_per_buyer * orders_per_buyer",
                        "  orders: buyers",
                        "units do not fit, components.orders gives 'order*order/buyer' but 'orders' has unit 'order'",
                        "change the formula or the unit of a metric in it"),
                new Case(
                        "unit: \"%\"",
                        "unit: order per order",
                        "order per order",
                        "metrics.cancellation_rate.unit is no unit, found 'order per order'",
                        "write names joined by * and /, such as GBP/order, or 1"));
    }

    static Stream<Case> shape() {
        return Stream.of(
                new Case(
                        "numerator: cancelled_orders",
                        "numerator: cancellation_rate",
                        "  cancellation_rate:",
                        "metrics are computed from themselves, cancellation_rate → cancellation_rate",
                        "take one of these inputs out"),
                new Case(
                        "  orders: buyers * orders_per_buyer",
                        "  orders: buyers * orders_per_buyer\n  buyers: orders / orders_per_buyer",
                        "  orders: buyers *",
                        "components are made of themselves, orders → buyers → orders",
                        "take one of these components out"),
                new Case(
                        "  - {driver: lines, target: revenue, sign: positive}\n",
                        "",
                        "  lines:",
                        "metric 'lines' is a dead corner, nothing leads from it to the north star 'orders'",
                        "name it in components, influences, guardrails or as the input of a metric that leads there, or remove"
                                + " it"),
                new Case(
                        "{driver: price, target: average_order_value, sign: positive}",
                        "{driver: price, target: price, sign: positive}",
                        "target: price",
                        "influences[1] leads from 'price' to itself",
                        "name two metrics"),
                new Case(
                        "  - {metric: cancellation_rate, guards: orders}",
                        "  - {metric: cancellation_rate, guards: orders}\n  - {metric: cancellation_rate, guards: orders}",
                        "guards: orders}\n\nalerts",
                        "guardrails[1] repeats the edge from 'cancellation_rate' to 'orders'",
                        "remove one of them"));
    }

    static Stream<Case> yaml() {
        return Stream.of(
                new Case("name: Online Retail", "name: &n Online", "&n", "anchors are refused", "remove '&n'"),
                new Case("name: Online Retail", "name: *n", "*n", "aliases are refused", "write the value out"),
                new Case(
                        "name: Online Retail",
                        "name: !!str Online",
                        "!!str",
                        "tags are refused",
                        "remove the word that begins with '!'"),
                new Case(
                        "northStar: orders",
                        "northStar: orders\n---\nname: two",
                        "---",
                        "a file holds one document",
                        "remove '---' and what follows"),
                new Case(
                        "northStar: orders",
                        "northStar: " + "[".repeat(17) + "]".repeat(17),
                        "northStar:",
                        "nested deeper than 16 levels",
                        "bring it up to the level it belongs to"));
    }

    @ParameterizedTest
    @MethodSource({
        "keys",
        "missing",
        "northStars",
        "references",
        "values",
        "windows",
        "segments",
        "formulas",
        "units",
        "shape",
        "yaml"
    })
    void aBrokenRuleIsNamedWithItsLineAndFix(Case broken) {
        String text = RetailFile.with(broken.passage, broken.replacement);
        int line = 1
                + (int) text.substring(0, text.indexOf(broken.marker))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();

        assertThat(problems(text))
                .extracting(Problem::line, Problem::rule, Problem::fix)
                .as(text)
                .first()
                .isEqualTo(tuple(line, broken.rule, broken.fix));
        assertThat(problems(text)).hasSize(1);
    }

    private static List<Problem> problems(String text) {
        DefinitionException e =
                catchThrowableOfType(DefinitionException.class, () -> DefinitionReader.read(text, RetailFile.NAME));
        assertThat(e).as("must be refused").isNotNull();
        return e.problems();
    }
}
