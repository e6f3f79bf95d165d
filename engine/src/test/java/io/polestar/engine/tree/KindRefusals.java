package io.polestar.engine.tree;

import static io.polestar.engine.tree.RefusalCase.ofKinds;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules about kinds, their windows, what may be added to what, pairs of dimensions, and sources. */
final class KindRefusals {
    private KindRefusals() {}

    static Stream<RefusalCase> all() {
        return Stream.of(values(), gauges(), subjects(), earlier(), ratios(), windows(), pairs(), sources())
                .flatMap(cases -> cases);
    }

    private static Stream<RefusalCase> values() {
        return Stream.of(
                ofKinds(
                        "quantile: 0.5}",
                        "quantile: 50}",
                        "quantile: 50}",
                        "metrics.line_p50.quantile must be more than 0 and at most 1, found 50",
                        "write a share such as 0.95"),
                ofKinds(
                        ", quantile: 0.5}",
                        "}",
                        "  line_p50:",
                        "metrics.line_p50.quantile is missing",
                        "write quantile: and a share such as 0.95"),
                ofKinds(
                        "kind: max, event: order, value: total",
                        "kind: max, event: order, value: total, per: invoice",
                        "per: invoice}\n  price",
                        "metrics.greatest.per does not belong to kind max",
                        "remove it; max takes event, where, value"),
                ofKinds(
                        "kind: last, event: price, value: price",
                        "kind: last, event: price",
                        "  price:",
                        "metrics.price.value is missing",
                        "write a formula such as a + b"),
                ofKinds(
                        "unit: \"%\", kind: repeat",
                        "unit: GBP, kind: repeat",
                        "unit: GBP, kind: repeat",
                        "units do not fit, metrics.loyal has unit 'GBP' but its repeat gives '1'",
                        "write unit: 1 or change what it is computed from"));
    }

    private static Stream<RefusalCase> gauges() {
        return Stream.of(
                ofKinds(
                        "kind: gauge, event: stock_moved, value: pieces",
                        "kind: gauge",
                        "  stock:",
                        "metrics.stock has either event or rises",
                        "write event: and value: for signed changes, or rises: and falls: with an event each"),
                ofKinds(
                        "kind: gauge, event: stock_moved, value: pieces",
                        "kind: gauge, event: stock_moved, value: pieces, falls: {event: sold}",
                        "falls: {event: sold}",
                        "metrics.stock.falls stands beside rises only",
                        "remove it, or write rises: too"),
                ofKinds(
                        "    falls: {event: churned}",
                        "    falls: {event: churned}\n    where: trial == false",
                        "where: trial",
                        "metrics.accounts.where stands beside event only",
                        "write it into rises: or falls:"),
                ofKinds(
                        "{event: seats_added, value: seats}",
                        "{event: seats_added, vlaue: seats}",
                        "vlaue",
                        "unknown key 'vlaue' in metrics.seats.rises",
                        "did you mean 'value'?"));
    }

    private static Stream<RefusalCase> subjects() {
        return Stream.of(
                ofKinds(
                        "times: 16",
                        "times: 17",
                        "times: 17",
                        "metrics.loyal.times must be a whole number from 2 to 16, found '17'",
                        "write a number in that range"),
                ofKinds(
                        "    steps: [{event: viewed}, {event: added}, {event: order}]",
                        "    steps: [{event: viewed}]",
                        "steps: [{event: viewed}]",
                        "metrics.added_to_order.steps has 2 to 8 steps, found 1",
                        "add the step that follows"),
                ofKinds(
                        "    steps: [{event: viewed}, {event: added}, {event: order}]\n",
                        "",
                        "  added_to_order:",
                        "metrics.added_to_order.steps is missing",
                        "write steps: and a list of {event, where}, in their order"),
                ofKinds(
                        "    step: 3",
                        "    step: 4",
                        "step: 4",
                        "metrics.added_to_order.step must be a whole number from 2 to 3, found '4'",
                        "write a number in that range"),
                ofKinds(
                        "    within: 2h",
                        "    within: 29d",
                        "within: 29d",
                        "metrics.added_to_order.within must be 1s to 28d, found 29d",
                        "write a length in that range"),
                ofKinds(
                        "first: {event: order}, cohort: day",
                        "cohort: day",
                        "  back_next_day:",
                        "metrics.back_next_day.first is missing",
                        "write first: {event: the type of the events, where: which}"),
                ofKinds(
                        "cohort: month",
                        "cohort: quarter",
                        "cohort: quarter",
                        "unknown cohort 'quarter' in metrics.back_next_month",
                        "use one of day, month, week"),
                ofKinds(
                        "measure: hours",
                        "measure: days",
                        "measure: days",
                        "unknown measure 'days' in metrics.hours_spent",
                        "use one of averageMinutes, count, hours"));
    }

    private static Stream<RefusalCase> earlier() {
        return Stream.of(
                ofKinds(
                        "orders_before: {metric: orders, against: previous}",
                        "orders_before: {metric: orders, against: yesterday}",
                        "against: yesterday",
                        "unknown against 'yesterday' in metrics.growth.earlier.orders_before",
                        "use one of day, previous, weekday, year"),
                ofKinds(
                        "coalesce(last_week, last_year)",
                        "last_week",
                        "{last_week: {",
                        "metrics.seasonal.earlier.last_year is not used by the formula",
                        "name it in the formula or remove it"),
                ofKinds(
                        "(orders - orders_before) / orders_before\n    earlier:\n      orders_before:",
                        "(orders - buyers) / buyers\n    earlier:\n      buyers:",
                        "      buyers:",
                        "metrics.growth.earlier.buyers has the name of a metric",
                        "rename it, such as buyers_before"),
                ofKinds(
                        "    metric: orders\n    window: today\n    segment: {country_channel: [France, web]}",
                        "    metric: twice_growth\n    window: today",
                        "metric: twice_growth",
                        "alerts.few_orders_from_the_app watches 'twice_growth', which reads earlier values and is computed"
                                + " only when it is read",
                        "watch a metric that it is computed from"));
    }

    private static Stream<RefusalCase> ratios() {
        return Stream.of(
                ofKinds(
                        "formula: checkout - added_to_order",
                        "formula: (checkout + added_to_order) / 2",
                        "formula: (checkout",
                        "metrics.rate_change.formula adds ratios, 'checkout' + 'added_to_order'",
                        "divide sums instead: the numerators added, over the denominators added"),
                ofKinds(
                        "formula: checkout - added_to_order",
                        "formula: per_buyer + per_account * 0.5",
                        "formula: per_buyer +",
                        "metrics.rate_change.formula adds ratios, 'per_buyer' + '(per_account * 0.5)'",
                        "divide sums instead: the numerators added, over the denominators added"),
                ofKinds(
                        "formula: checkout - added_to_order",
                        "formula: max(per_buyer + per_account, 0)",
                        "formula: max(per_buyer",
                        "metrics.rate_change.formula adds ratios, 'per_buyer' + 'per_account'",
                        "divide sums instead: (orders + orders) / (buyers + accounts)"),
                ofKinds(
                        "formula: checkout - added_to_order",
                        "formula: (per_buyer + usual_per_buyer) / 2\n    earlier: {usual_per_buyer: {metric: per_buyer, against:"
                                + " weekday}}",
                        "formula: (per_buyer",
                        "metrics.rate_change.formula adds ratios, 'per_buyer' + 'usual_per_buyer'",
                        "divide sums instead: (orders + orders) / buyers"),
                ofKinds(
                        "formula: checkout - added_to_order",
                        "formula: accounts / orders + buyers / orders",
                        "formula: accounts / orders",
                        "metrics.rate_change.formula adds ratios, '(accounts / orders)' + '(buyers / orders)'",
                        "divide sums instead: the numerators added, over the denominators added"));
    }

    private static Stream<RefusalCase> windows() {
        return Stream.of(
                ofKinds(
                        "    within: 2h",
                        "    within: 7d",
                        "  added_to_order:",
                        "metric 'added_to_order' has the window 1d, today, too short for steps within 7d",
                        "give it windows: of its own that are longer"),
                ofKinds(
                        "gap: 24h, measure: averageMinutes",
                        "gap: 24h, measure: averageMinutes, windows: [12h, 7d]",
                        "[12h, 7d]",
                        "metric 'minutes_each' has the window 12h, too short for a gap of 1d",
                        "give it windows: of its own that are longer"),
                ofKinds(
                        "windows: [7d, 28d, month, quarter, year]",
                        "windows: [1d, 7d]",
                        "windows: [1d, 7d]}",
                        "metric 'back_next_day' has the window 1d, too short for a return 1 day after the first event",
                        "give it windows: of its own that are longer"));
    }

    private static Stream<RefusalCase> pairs() {
        return Stream.of(
                ofKinds(
                        "pair: [country, hour]",
                        "pair: [country]",
                        "pair: [country]}",
                        "dimensions.country_hour.pair names two dimensions, found [country]",
                        "write pair: [country, channel] or others"),
                ofKinds(
                        "pair: [country, hour]",
                        "pair: [country, country_channel]",
                        "pair: [country, country_channel]",
                        "dimensions.country_hour.pair names the pair 'country_channel'",
                        "name two dimensions of a property or a time"),
                ofKinds(
                        "pair: [country, channel], bound",
                        "pair: [country, chanel], bound",
                        "chanel]",
                        "unknown dimension 'chanel' in dimensions.country_channel.pair",
                        "did you mean 'channel'?"),
                ofKinds(
                        "{country_channel: [France, web]}",
                        "{country_channel: France}",
                        "{country_channel: France}",
                        "alerts.few_orders_from_the_app.segment.country_channel is a segment of country and one of channel",
                        "write {country_channel: [segment, segment]}"),
                ofKinds(
                        "{country_hour: [France, \"12\"]}",
                        "{country_hour: [France, noon]}",
                        "noon",
                        "dimension 'hour' has no segment 'noon'",
                        "write \"00\" to \"23\" for an hour, 1 (Monday) to 7 for a weekday"));
    }

    private static Stream<RefusalCase> sources() {
        return Stream.of(
                ofKinds(
                        "  shop: {stale: 10m}",
                        "  shop: {}",
                        "  shop: {}",
                        "sources.shop.stale is missing",
                        "write stale: and how long it may be silent, such as 10m"),
                ofKinds(
                        "  shop: {stale: 10m}",
                        "  shop: {stale: 29d}",
                        "  shop: {stale: 29d}",
                        "sources.shop.stale must be 1s to 28d, found 29d",
                        "write a length in that range"),
                ofKinds(
                        "  shop: {stale: 10m}",
                        "  " + "店".repeat(86) + ": {stale: 10m}",
                        "店",
                        "a source's name has 1 to 256 bytes, found 258",
                        "write the source of its events"),
                ofKinds(
                        "  shop: {stale: 10m}",
                        IntStream.range(0, 256)
                                .mapToObj(i -> "  s" + i + ": {stale: 10m}\n")
                                .collect(Collectors.joining()),
                        "sources:",
                        "a tree has at most 256 sources, found 257",
                        "remove some"));
    }
}
