package io.polestar.engine.tree;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules about the form of a definition file: its YAML, its keys and the values of each key. */
final class FormRefusals {
    private FormRefusals() {}

    static Stream<RefusalCase> all() {
        return Stream.of(keys(), missing(), values(), yaml(), wholeFile(), forms())
                .flatMap(cases -> cases);
    }

    private static Stream<RefusalCase> keys() {
        return Stream.of(
                new RefusalCase(
                        "lateness: 10m",
                        "latenes: 10m",
                        "latenes:",
                        "unknown key 'latenes' in the file",
                        "did you mean 'lateness'?"),
                new RefusalCase(
                        "bound: 24}",
                        "bound: 24, colour: red}",
                        "colour",
                        "unknown key 'colour' in dimensions.hour",
                        "use one of labels, property, time, pair, bound"),
                new RefusalCase(
                        "    of: subject",
                        "    of: subject\n    wehre: price > 0",
                        "wehre",
                        "unknown key 'wehre' in metrics.buyers",
                        "did you mean 'where'?"),
                new RefusalCase(
                        "sign: negative, lag: 7d",
                        "sign: negative, delay: 7d",
                        "delay",
                        "unknown key 'delay' in influences[0]",
                        "use one of driver, target, sign, lag"),
                new RefusalCase(
                        "    above: 0.25",
                        "    above: 0.25\n    keep_firing_for: 1h",
                        "keep_firing_for",
                        "unknown key 'keep_firing_for' in alerts.cancellations_high",
                        "did you mean 'keepFiringFor'?"),
                new RefusalCase(
                        "  lines:\n",
                        "  revenue: {}\n  lines:\n",
                        "revenue: {}",
                        "metrics.revenue is given twice, first in line 32",
                        "keep one of them"),
                new RefusalCase(
                        "    of: subject",
                        "    of: subject\n    of: customer",
                        "of: customer",
                        "metrics.buyers.of is given twice, first in line 30",
                        "keep one of them"),
                new RefusalCase(
                        "    windows: [10s, 1h, 1d]",
                        "    windows: [10s, 1h, 1d]\n    value: price",
                        "    value: price\n  price",
                        "metrics.lines.value does not belong to kind count",
                        "remove it; count takes event, where"),
                new RefusalCase(
                        "  weekday: {time",
                        "  Weekday: {time",
                        "Weekday: {time",
                        "an id is a lower-case letter followed by at most 99 lower-case letters, digits or _, found 'Weekday'"
                                + " in dimensions",
                        "rename it, such as average_order_value"));
    }

    private static Stream<RefusalCase> missing() {
        return Stream.of(
                new RefusalCase(
                        "polestar: 1\n", "", "name: Online", "polestar is missing", "begin the file with polestar: 1"),
                new RefusalCase(
                        "polestar: 1",
                        "polestar: 2",
                        "polestar: 2",
                        "unknown version of the definition language '2'",
                        "write polestar: 1"),
                new RefusalCase(
                        "name: Online Retail",
                        "name:",
                        "name:",
                        "name is missing",
                        "write name: and what people call the tree"),
                new RefusalCase(
                        "    owner: crm@example.com\n    unit: buyer",
                        "    unit: buyer",
                        "  buyers:",
                        "metrics.buyers.owner is missing",
                        "write owner: and who answers for the metric"),
                new RefusalCase(
                        "    unit: buyer\n",
                        "",
                        "  buyers:",
                        "metrics.buyers.unit is missing",
                        "write unit: such as GBP, order or 1"),
                new RefusalCase(
                        "    kind: count\n",
                        "",
                        "  lines:",
                        "metrics.lines.kind is missing",
                        "write kind: and one of average, conversion, count, cumulative, derived, distinct, gauge, last, max, min, quantile, ratio,"
                                + " repeat, retention, session, sum"),
                new RefusalCase(
                        "    kind: count\n    event: order_line",
                        "    kind: count",
                        "  lines:",
                        "metrics.lines.event is missing",
                        "write event: and the type of the events it reads"),
                new RefusalCase(
                        "sign: negative, lag",
                        "lag",
                        "driver: average_order_value",
                        "influences[0].sign is missing",
                        "write sign: positive or negative"),
                new RefusalCase(
                        "    above: 0.25\n",
                        "",
                        "  cancellations_high:",
                        "alerts.cancellations_high has one of above, below, beyond, change, share, target, anomaly, missing,"
                                + " unchanged, residual, absence, guardrail, hollow, all, any, not",
                        "write above: or below: and a number"),
                new RefusalCase(
                        "property: country, bound",
                        "property: country, time: hour, bound",
                        "  country: {",
                        "dimensions.country has one of property, time and pair",
                        "write property: and a name, time: hour or weekday, or pair: [a, b]"));
    }

    private static Stream<RefusalCase> values() {
        return Stream.of(
                new RefusalCase(
                        "zone: Europe/London",
                        "zone: Europe/Londen",
                        "Londen",
                        "unknown zone 'Europe/Londen'",
                        "did you mean 'Europe/London'?"),
                new RefusalCase(
                        "lateness: 10m",
                        "lateness: ten minutes",
                        "ten minutes",
                        "lateness is no length of time, found 'ten minutes'",
                        "write a whole number and ms, s, m, h or d, such as 30m"),
                new RefusalCase(
                        "lateness: 10m",
                        "lateness: 8d",
                        "lateness",
                        "lateness must be 0ms to 7d, found 8d",
                        "write a length in that range"),
                new RefusalCase(
                        "lateness: 10m",
                        "subjectBudget: 10",
                        "10",
                        "subjectBudget must be a whole number from 1000 to 100000000, found '10'",
                        "write a number in that range"),
                new RefusalCase(
                        "minutes: 3d",
                        "minutes: 1h",
                        "history",
                        "history keeps a coarser step at least as long as a finer one",
                        "write seconds ≤ minutes ≤ hours ≤ days"),
                new RefusalCase(
                        "bound: 100,",
                        "bound: 100001,",
                        "100001",
                        "dimensions.country.bound must be a whole number from 1 to 100000, found '100001'",
                        "write a number in that range"),
                new RefusalCase(
                        "decimals: 3",
                        "decimals: 10",
                        "decimals: 10",
                        "metrics.revenue.decimals must be a whole number from 0 to 9, found '10'",
                        "write a number in that range"),
                new RefusalCase(
                        "kind: count",
                        "kind: cuont",
                        "cuont",
                        "unknown kind 'cuont' in metrics.lines",
                        "did you mean 'count'?"),
                new RefusalCase(
                        "kind: count",
                        "kind: funnel",
                        "funnel",
                        "unknown kind 'funnel' in metrics.lines",
                        "use one of average, conversion, count, cumulative, derived, distinct, gauge, last, max, min, quantile, ratio,"
                                + " repeat, retention, session, sum"),
                new RefusalCase(
                        "sign: negative",
                        "sign: minus",
                        "minus",
                        "unknown sign 'minus' in influences[0]",
                        "use one of negative, positive"),
                new RefusalCase(
                        "{time: hour,",
                        "{time: month,",
                        "month",
                        "unknown time 'month' in dimensions.hour",
                        "use one of hour, weekday"),
                new RefusalCase(
                        "above: 0.25",
                        "above: 25 %",
                        "25 %",
                        "alerts.cancellations_high.above is no number, found '25 %'",
                        "write a number such as 0.25"),
                new RefusalCase(
                        "severity: critical",
                        "severity: fatal",
                        "fatal",
                        "unknown severity 'fatal' in alerts.cancellations_high",
                        "use one of critical, info, warning"),
                new RefusalCase(
                        "zh: 完成订单",
                        "Chinese: 完成订单",
                        "Chinese",
                        "metrics.orders.labels is by language, found 'Chinese'",
                        "write a language tag such as en or zh"),
                new RefusalCase(
                        "of: subject\n    by: [country]",
                        "of: subject\n    by: country",
                        "by: country",
                        "metrics.buyers.by is a list",
                        "write [a, b] or lines that begin with '-'"),
                new RefusalCase(
                        "by: [country, hour]",
                        "by: [country, hour, country]",
                        "by: [country, hour, country]",
                        "metrics.orders.by has 'country' twice",
                        "remove one of them"),
                new RefusalCase(
                        "labels: {en: Completed orders, zh: 完成订单}",
                        "labels: Completed orders",
                        "labels: Completed",
                        "metrics.orders.labels is a mapping",
                        "write key: value lines there"));
    }

    private static Stream<RefusalCase> yaml() {
        return Stream.of(
                new RefusalCase("name: Online Retail", "name: &n Online", "&n", "anchors are refused", "remove '&n'"),
                new RefusalCase("name: Online Retail", "name: *n", "*n", "aliases are refused", "write the value out"),
                new RefusalCase(
                        "name: Online Retail",
                        "name: !!str Online",
                        "!!str",
                        "tags are refused",
                        "remove the word that begins with '!'"),
                new RefusalCase(
                        "northStar: orders",
                        "northStar: orders\n---\nname: two",
                        "---",
                        "a file holds one document",
                        "remove '---' and what follows"),
                new RefusalCase(
                        "northStar: orders",
                        "northStar: " + "[".repeat(17) + "]".repeat(17),
                        "northStar:",
                        "nested deeper than 16 levels",
                        "bring it up to the level it belongs to"));
    }

    private static Stream<RefusalCase> wholeFile() {
        return Stream.of(
                new RefusalCase(RetailFile.TEXT, "", "", "the file is empty", "begin it with polestar: 1"),
                new RefusalCase(
                        RetailFile.TEXT, "just text", "", "the file is a mapping", "write key: value lines there"),
                new RefusalCase(
                        RetailFile.TEXT,
                        "\na: [1",
                        "[1",
                        "not YAML, expected ',' or ']', but got <stream end>",
                        "correct the YAML here"),
                new RefusalCase(RetailFile.TEXT, "{[a]: b}", "", "a key is a text", "write key: value"),
                new RefusalCase(
                        RetailFile.TEXT,
                        "#".repeat(YamlText.MAX_BYTES + 1),
                        "",
                        "a definition is at most 1 MiB of UTF-8",
                        "shorten it or make two trees of it"));
    }

    private static Stream<RefusalCase> forms() {
        return Stream.of(
                new RefusalCase(
                        "of: subject\n    by: [country]",
                        "of: subject\n    by: [country, {a: b}]",
                        "{a: b}",
                        "metrics.buyers.by is a list of texts",
                        "write [a, b]"),
                new RefusalCase(
                        "owner: crm@example.com\n    unit: buyer",
                        "owner: [crm, sales]\n    unit: buyer",
                        "[crm",
                        "metrics.buyers.owner is a text",
                        "write owner: and a single value"),
                new RefusalCase(
                        "name: Online Retail",
                        "name: " + "n".repeat(201),
                        "name:",
                        "name has 1 to 200 characters",
                        "shorten it or fill it in"),
                new RefusalCase(
                        "windows: [1d, 7d, 28d, today]",
                        "windows: []",
                        "windows: []",
                        "windows is empty",
                        "write windows: [1d, 7d, 28d, today] or others"),
                new RefusalCase(
                        "dimensions:\n",
                        IntStream.range(0, 62)
                                .mapToObj(i -> "  d" + i + ": {property: p" + i + "}\n")
                                .collect(Collectors.joining("", "dimensions:\n", "")),
                        "dimensions:",
                        "a tree has at most 64 dimensions, found 65",
                        "remove some"));
    }
}
