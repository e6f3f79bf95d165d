package io.polestar.engine.tree;

import java.util.stream.Stream;

/** Rules about how the parts of a definition hang together: references, windows, segments, formulas, units and edges. */
final class TreeRefusals {
    private TreeRefusals() {}

    static Stream<RefusalCase> all() {
        return Stream.of(northStars(), references(), windows(), segments(), formulas(), units(), shape())
                .flatMap(cases -> cases);
    }

    private static Stream<RefusalCase> northStars() {
        return Stream.of(
                new RefusalCase(
                        "northStar: orders\n",
                        "",
                        "polestar: 1",
                        "a tree has exactly one north star, northStar is missing",
                        "write northStar: and the id of one metric"),
                new RefusalCase(
                        "northStar: orders",
                        "northStar: [orders, revenue]",
                        "northStar:",
                        "a tree has exactly one north star, northStar lists 2",
                        "write northStar: and the id of one metric"),
                new RefusalCase(
                        "northStar: orders",
                        "northStar: orders\nnorthStar: revenue",
                        "northStar: revenue",
                        "a tree has exactly one north star, northStar is given twice, first in line 7",
                        "keep one of them"),
                new RefusalCase(
                        "northStar: orders",
                        "northStar: order",
                        "northStar: order",
                        "unknown metric 'order' in northStar",
                        "did you mean 'orders'?"));
    }

    private static Stream<RefusalCase> references() {
        return Stream.of(
                new RefusalCase(
                        "numerator: revenue",
                        "numerator: revenues",
                        "numerator: revenues",
                        "unknown metric 'revenues' in metrics.average_order_value.numerator",
                        "did you mean 'revenue'?"),
                new RefusalCase(
                        "orders + coalesce(cancelled_orders, 0)",
                        "orders + profit + cancelled_orders",
                        "profit",
                        "unknown metric 'profit' in metrics.all_orders.formula",
                        "declare it under metrics"),
                new RefusalCase(
                        "buyers * orders_per_buyer",
                        "buyer * orders_per_buyer",
                        "  orders: buyer *",
                        "unknown metric 'buyer' in components.orders",
                        "did you mean 'buyers'?"),
                new RefusalCase(
                        "driver: price",
                        "driver: prize",
                        "driver: prize",
                        "unknown metric 'prize' in influences[1].driver",
                        "did you mean 'price'?"),
                new RefusalCase(
                        "guards: orders",
                        "guards: profit_margin",
                        "guards: profit_margin",
                        "unknown metric 'profit_margin' in guardrails[0].guards",
                        "declare it under metrics"),
                new RefusalCase(
                        "by: [country, hour]",
                        "by: [country, hour, city]",
                        "city",
                        "unknown dimension 'city' in metrics.orders.by",
                        "declare it under dimensions"),
                new RefusalCase(
                        "    metric: orders\n",
                        "    metric: oders\n",
                        "metric: oders",
                        "unknown metric 'oders' in alerts.orders_low_at_noon.metric",
                        "did you mean 'orders'?"),
                new RefusalCase(
                        "segment: {country: France}",
                        "segment: {county: France}",
                        "county",
                        "unknown dimension 'county' in alerts.cancellations_high.segment",
                        "did you mean 'country'?"));
    }

    private static Stream<RefusalCase> windows() {
        return Stream.of(
                new RefusalCase(
                        "windows: [10s, 1h, 1d]",
                        "windows: [5s, 1h, 1d]",
                        "[5s",
                        "window '5s' in metrics.lines.windows is not allowed, a window is 10s to 28d long, or today, week, month,"
                                + " quarter or year, window=5s",
                        "write a length such as 5m, 1h, 1d or 28d, or today, week, month, quarter or year"),
                new RefusalCase(
                        "windows: [10s, 1h, 1d]",
                        "windows: [10s, 301s, 1d]",
                        "301s",
                        "window '301s' in metrics.lines.windows is not allowed, a window is a multiple of its pane, window=301s"
                                + " pane=5s",
                        "write a length such as 5m, 1h, 1d or 28d, or today, week, month, quarter or year"),
                new RefusalCase(
                        "windows: [1d, 7d, 28d, today]",
                        "windows: [1d, 7d, 28d, today, 24h]",
                        "24h]",
                        "windows has the window '24h' twice",
                        "remove one of them"),
                new RefusalCase(
                        "windows: [10s, 1h, 1d]",
                        "windows: [1m, 2m, 3m, 4m, 5m, 6m, 7m, 8m, 9m, 10m, 11m, 12m, 13m, 14m, 15m, 16m, 17m]",
                        "17m",
                        "metrics.lines.windows has at most 16 windows, found 17",
                        "remove some"),
                new RefusalCase(
                        "    unit: line\n    kind: count\n    event: order_line\n    windows: [10s, 1h, 1d]",
                        "    kind: derived\n    formula: orders * 2\n    windows: [1h, 1d]",
                        "    windows: [1h, 1d]",
                        "metric 'lines' has the window 1h but 'orders', which it is computed from, has not",
                        "add it to the windows of 'orders'"),
                new RefusalCase(
                        "    window: 1d",
                        "    window: 1h",
                        "    window: 1h",
                        "alerts.cancellations_high.window is no window of metric 'cancellation_rate', found 1h",
                        "use one of 1d, 7d, 28d, today or add it to the metric's windows"));
    }

    private static Stream<RefusalCase> segments() {
        return Stream.of(
                new RefusalCase(
                        "segment: {country: France}",
                        "segment: {weekday: 1}",
                        "weekday: 1",
                        "metric 'cancellation_rate' is not split by 'weekday', as alerts.cancellations_high.segment needs",
                        "add weekday to the metric's by"),
                new RefusalCase(
                        "segment: {country: France}",
                        "segment: {country: France, hour: 12}",
                        "segment: {country: France, hour",
                        "alerts.cancellations_high.segment names one dimension",
                        "write {dimension: value}"),
                new RefusalCase(
                        "{hour: \"12\"}",
                        "{hour: \"24\"}",
                        "\"24\"",
                        "dimension 'hour' has no segment '24'",
                        "write \"00\" to \"23\" for an hour, 1 (Monday) to 7 for a weekday"),
                new RefusalCase(
                        "denominator: orders\n    by: [country]",
                        "denominator: orders\n    by: [country, hour]",
                        "by: [country, hour]\n  orders_per",
                        "metric 'average_order_value' is split by hour but its input 'revenue' is not",
                        "add it to the by of 'revenue'"));
    }

    private static Stream<RefusalCase> formulas() {
        return Stream.of(
                new RefusalCase(
                        "value: quantity * price",
                        "value: quantity * (price",
                        "(price",
                        "metrics.revenue.value does not parse at its column 18, expected ')', found the end",
                        "see Formulas in docs/definition.md"),
                new RefusalCase(
                        "orders + coalesce(cancelled_orders, 0)",
                        "orders + ifnull(cancelled_orders, 0)",
                        "ifnull",
                        "metrics.all_orders.formula does not parse at its column 10, unknown function 'ifnull'",
                        "use min, max, abs or coalesce"),
                new RefusalCase(
                        "orders + coalesce(cancelled_orders, 0)",
                        "1 + 1",
                        "1 + 1",
                        "metrics.all_orders.formula names no metric",
                        "name at least one"),
                new RefusalCase(
                        "where: price > 0",
                        "where: price = 0",
                        "price = 0",
                        "metrics.price.where does not parse at its column 7, unknown sign '='",
                        "write == to compare"),
                new RefusalCase(
                        "where: price > 0",
                        "where: price",
                        "where: price\n",
                        "metrics.price.where does not parse at its column 6, expected ==, !=, <, <=, >, >=, in, startsWith,"
                                + " endsWith or contains after 'price', found the end",
                        "see Conditions in docs/definition.md"));
    }

    private static Stream<RefusalCase> units() {
        return Stream.of(
                new RefusalCase(
                        "unit: GBP/order",
                        "unit: GBP",
                        "    unit: GBP\n    kind: ratio",
                        "units do not fit, metrics.average_order_value has unit 'GBP' but its ratio gives 'GBP/order'",
                        "write unit: GBP/order or change what it is computed from"),
                new RefusalCase(
                        "orders + coalesce(cancelled_orders, 0)",
                        "orders + coalesce(revenue, 0) + cancelled_orders",
                        "coalesce(revenue",
                        "units do not fit in metrics.all_orders.formula, 'order' + 'GBP'",
                        "give both sides of + the same unit"),
                new RefusalCase(
                        "orders: buyers * orders_per_buyer",
                        "orders: buyers * orders_per_buyer * orders_per_buyer",
                        "  orders: buyers",
                        "units do not fit, components.orders gives 'order*order/buyer' but 'orders' has unit 'order'",
                        "change the formula or the unit of a metric in it"),
                new RefusalCase(
                        "unit: \"%\"",
                        "unit: order per order",
                        "order per order",
                        "metrics.cancellation_rate.unit is no unit, found 'order per order'",
                        "write names joined by * and /, such as GBP/order, or 1"));
    }

    private static Stream<RefusalCase> shape() {
        return Stream.of(
                new RefusalCase(
                        "numerator: cancelled_orders",
                        "numerator: cancellation_rate",
                        "  cancellation_rate:",
                        "metrics are computed from themselves, cancellation_rate → cancellation_rate",
                        "take one of these inputs out"),
                new RefusalCase(
                        "  orders: buyers * orders_per_buyer",
                        "  orders: buyers * orders_per_buyer\n  buyers: orders / orders_per_buyer",
                        "  orders: buyers *",
                        "components are made of themselves, orders → buyers → orders",
                        "take one of these components out"),
                new RefusalCase(
                        "  - {driver: lines, target: revenue, sign: positive}\n",
                        "",
                        "  lines:",
                        "metric 'lines' is a dead corner, nothing leads from it to the north star 'orders'",
                        "name it in components, influences, guardrails or as the input of a metric that leads there, or remove"
                                + " it"),
                new RefusalCase(
                        "{driver: price, target: average_order_value, sign: positive}",
                        "{driver: price, target: price, sign: positive}",
                        "target: price",
                        "influences[1] leads from 'price' to itself",
                        "name two metrics"),
                new RefusalCase(
                        "  - {metric: cancellation_rate, guards: orders}",
                        "  - {metric: cancellation_rate, guards: orders}\n  - {metric: cancellation_rate, guards: orders}",
                        "guards: orders}\n\nalerts",
                        "guardrails[1] repeats the edge from 'cancellation_rate' to 'orders'",
                        "remove one of them"));
    }
}
