package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.polestar.engine.tree.DefinitionDiff.Change;
import io.polestar.engine.tree.DefinitionDiff.Change.Action;
import io.polestar.engine.tree.DefinitionDiff.Change.Part;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionDiffTest {
    @Test
    void aFileThatOnlyReadsDifferentlyIsNoDifference() {
        String same = "# A comment\n" + RetailFile.with("{time: hour, bound: 24}", "{bound: 24, time: hour}");

        DefinitionDiff diff = DefinitionDiff.of(RetailFile.definition(), read(same));

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.recountedMetrics()).isEmpty();
    }

    @Test
    void noKindDiffersFromItself() {
        DefinitionDiff diff = DefinitionDiff.of(KindsFile.definition(), read(KindsFile.TEXT + "\n"));

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.recountedMetrics()).isEmpty();
    }

    @Test
    void aChangedFilterCountsTheMetricAndWhatIsComputedFromItAnew() {
        DefinitionDiff diff = retail("where: invoice startsWith \"C\"", "where: status == \"cancelled\"");

        assertThat(diff.changes())
                .containsExactly(new Change(
                        Part.METRIC,
                        Action.CHANGED,
                        "cancelled_orders",
                        "where",
                        "invoice startsWith \"C\"",
                        "status == \"cancelled\"",
                        true));
        assertThat(diff.changes().get(0).kind()).isEqualTo("metric.changed");
        assertThat(diff.changes().get(0).sentence())
                .isEqualTo("metric cancelled_orders: where was invoice startsWith \"C\", is status == \"cancelled\";"
                        + " it is counted anew");
        assertThat(diff.recountedMetrics()).containsExactly("cancelled_orders", "all_orders", "cancellation_rate");
    }

    static Stream<Arguments> wording() {
        return Stream.of(
                arguments(
                        "labels: {en: Completed orders, zh: 完成订单}",
                        "labels: {en: Orders}",
                        "metric orders: labels was {en: Completed orders, zh: 完成订单}, is {en: Orders}; its values stay"),
                arguments(
                        "    description: {en: Invoices that were not cancelled}\n",
                        "",
                        "metric orders: description was {en: Invoices that were not cancelled}, is not given;"
                                + " its values stay"),
                arguments(
                        "    owner: crm@example.com\n    unit: buyer",
                        "    owner: o\n    unit: buyer",
                        "metric buyers: owner was crm@example.com, is o; its values stay"),
                arguments("unit: \"%\"", "unit: 1", "metric cancellation_rate: unit was %, is 1; its values stay"),
                arguments(
                        "kind: derived",
                        "kind: derived\n    decimals: 2",
                        "metric all_orders: decimals was 6, is 2; its values stay"),
                arguments(
                        "{en: Country, zh: 国家}",
                        "{en: Land}",
                        "dimension country: labels was {en: Country, zh: 国家}, is {en: Land}"),
                arguments(
                        "{time: weekday, bound: 7}",
                        "{time: weekday, bound: 8}",
                        "dimension weekday: bound was 7, is 8"),
                arguments("name: Online Retail", "name: Shop", "the tree: name was Online Retail, is Shop"),
                arguments("lateness: 10m", "lateness: 1h", "the tree: lateness was 10m, is 1h"),
                arguments(
                        "minutes: 3d",
                        "minutes: 4d",
                        "the tree: history was {seconds: 2h, minutes: 3d, hours: 60d, days: 730d},"
                                + " is {seconds: 2h, minutes: 4d, hours: 60d, days: 730d}"),
                arguments(
                        "orders: buyers * orders_per_buyer",
                        "orders: orders_per_buyer * buyers",
                        "component orders: formula was buyers * orders_per_buyer, is orders_per_buyer * buyers"),
                arguments(
                        "sign: negative, lag: 7d",
                        "sign: negative, lag: 1d",
                        "influence average_order_value → orders: lag was 7d, is 1d"),
                arguments(
                        "  - {driver: lines,",
                        "  - {driver: buyers, target: lines, sign: positive}\n  - {driver: lines,",
                        "influence buyers → lines is added"),
                arguments(
                        "  - {metric: cancellation_rate, guards: orders}",
                        "  - {metric: cancellation_rate, guards: orders}\n  - {metric: buyers, guards: revenue}",
                        "guardrail buyers → revenue is added"),
                arguments(
                        "severity: critical",
                        "severity: info",
                        "alert cancellations_high: severity was critical, is info; its state stays"),
                arguments(
                        "above: 0.25",
                        "above: 0.5",
                        "alert cancellations_high: above was 0.25, is 0.5; it starts afresh"),
                arguments(
                        "{country: France}",
                        "{country: Spain}",
                        "alert cancellations_high: segment was {country: France}, is {country: Spain};"
                                + " it starts afresh"),
                arguments("  orders_low_at_noon:", "  few_at_noon:", "alert orders_low_at_noon is removed"),
                arguments("alerts:", "sources:\n  shop: {stale: 10m}\nalerts:", "source shop is added"));
    }

    @ParameterizedTest
    @MethodSource("wording")
    void whatIsCalledWatchedOrConnectedOtherwiseKeepsItsValues(String passage, String replacement, String sentence) {
        DefinitionDiff diff = retail(passage, replacement);

        assertThat(sentences(diff)).contains(sentence);
        assertThat(diff.changes()).noneMatch(Change::recounts);
        assertThat(diff.recountedMetrics()).isEmpty();
    }

    @Test
    void anotherNorthStarKeepsAllValues() {
        DefinitionDiff diff = DefinitionDiff.of(
                RetailFile.definition(),
                read(RetailFile.with("northStar: orders", "northStar: revenue")
                        .replace(
                                "influences:\n",
                                "influences:\n  - {driver: orders, target: revenue, sign: positive}\n")));

        assertThat(sentences(diff))
                .containsExactly("the tree: northStar was orders, is revenue", "influence orders → revenue is added");
        assertThat(diff.recountedMetrics()).isEmpty();
    }

    static Stream<Arguments> counting() {
        return Stream.of(
                arguments(
                        "    decimals: 3",
                        "    decimals: 2",
                        "metric revenue: decimals was 3, is 2; it is counted anew",
                        List.of("revenue", "average_order_value")),
                arguments(
                        "windows: [10s, 1h, 1d]",
                        "windows: [1h, 1d]",
                        "metric lines: windows was [10s, 1h, 1d], is [1h, 1d]; it is counted anew",
                        List.of("lines")),
                arguments(
                        "    of: subject\n    by: [country]",
                        "    of: subject",
                        "metric buyers: by was [country], is not given; it is counted anew",
                        List.of("buyers", "orders_per_buyer")),
                arguments(
                        "    kind: average",
                        "    kind: max",
                        "metric price: kind was average, is max; it is counted anew",
                        List.of("price")),
                arguments(
                        "{time: hour, bound: 24}",
                        "{time: hour, bound: 23}",
                        "dimension hour: bound was 24, is 23; what is split by it is counted anew",
                        List.of(
                                "orders",
                                "average_order_value",
                                "orders_per_buyer",
                                "all_orders",
                                "cancellation_rate")),
                arguments(
                        "formula: orders + coalesce(cancelled_orders, 0)",
                        "formula: orders + cancelled_orders",
                        "metric all_orders: formula was orders + coalesce(cancelled_orders, 0),"
                                + " is orders + cancelled_orders; it is counted anew",
                        List.of("all_orders", "cancellation_rate")),
                arguments(
                        "lateness: 10m",
                        "lateness: 10m\nsubjectBudget: 2000000",
                        "the tree: subjectBudget was 5000000, is 2000000; distinct and repeat metrics are counted anew",
                        List.of(
                                "orders",
                                "buyers",
                                "cancelled_orders",
                                "average_order_value",
                                "orders_per_buyer",
                                "all_orders",
                                "cancellation_rate")),
                arguments(
                        "zone: Europe/London",
                        "zone: UTC",
                        "the tree: zone was Europe/London, is UTC; every metric is counted anew",
                        RetailFile.definition().metrics().stream()
                                .map(Metric::id)
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("counting")
    void whatCountsOtherwiseIsCountedAnewWithAllThatIsComputedFromIt(
            String passage, String replacement, String sentence, List<String> recounted) {
        DefinitionDiff diff = retail(passage, replacement);

        assertThat(diff.changes())
                .filteredOn(change -> change.sentence().equals(sentence))
                .singleElement()
                .matches(Change::recounts);
        assertThat(diff.recountedMetrics()).containsExactlyElementsOf(recounted);
    }

    @Test
    void anAddedMetricIsCountedAndARemovedOneIsNot() {
        Definition more = read(RetailFile.with(
                        "  lines:\n", "  returns: {owner: o, unit: order, kind: count, event: returned}\n  lines:\n")
                .replace("guardrails:\n", "guardrails:\n  - {metric: returns, guards: orders}\n"));

        DefinitionDiff there = DefinitionDiff.of(RetailFile.definition(), more);
        DefinitionDiff back = DefinitionDiff.of(more, RetailFile.definition());

        assertThat(sentences(there))
                .containsExactly("metric returns is added; its past is counted", "guardrail returns → orders is added");
        assertThat(there.recountedMetrics()).containsExactly("returns");
        assertThat(sentences(back))
                .containsExactly("metric returns is removed", "guardrail returns → orders is removed");
        assertThat(back.recountedMetrics()).isEmpty();
    }

    @Test
    void aWindowThatTheTreeGainsOrLosesIsNamedBesideItsMetrics() {
        assertThat(sentences(retail("windows: [10s, 1h, 1d]", "windows: [1m, 1h, 1d]")))
                .containsExactly(
                        "window 10s is removed",
                        "window 1m is added",
                        "metric lines: windows was [10s, 1h, 1d], is [1m, 1h, 1d]; it is counted anew");
    }

    @Test
    void aPairIsCountedAnewWithItsParts() {
        DefinitionDiff diff = kinds("channel: {property: channel, bound: 10}", "channel: {property: shop, bound: 10}");

        assertThat(sentences(diff))
                .containsExactly(
                        "dimension channel: property was channel, is shop; what is split by it is counted anew");
        assertThat(diff.recountedMetrics())
                .contains("orders", "revenue", "per_buyer", "growth", "twice_growth", "seasonal")
                .doesNotContain("buyers", "order_value");
    }

    @Test
    void theKeysOfEveryKindAreCompared() {
        assertThat(sentences(kinds("of: customer, times: 16", "of: customer, times: 15")))
                .containsExactly("metric loyal: times was 16, is 15; it is counted anew");
        assertThat(sentences(kinds("{event: added, where: quantity > 0}", "{event: added}")))
                .containsExactly("metric checkout: steps was [{event: viewed}, {event: added, where: quantity > 0},"
                        + " {event: order}], is [{event: viewed}, {event: added}, {event: order}];"
                        + " it is counted anew");
        assertThat(sentences(kinds("    falls: {event: churned}\n", "")))
                .containsExactly("metric accounts: falls was {event: churned}, is not given; it is counted anew");
        assertThat(sentences(kinds("quantity, quantile: 0.9, per: invoice", "quantity, quantile: 0.95")))
                .containsExactly(
                        "metric order_p90: quantile was 0.9, is 0.95; it is counted anew",
                        "metric order_p90: per was invoice, is not given; it is counted anew");
        assertThat(sentences(kinds("{metric: orders, against: previous}", "{metric: orders, against: year}")))
                .containsExactly("metric growth: earlier was {orders_before: {metric: orders, against: previous}},"
                        + " is {orders_before: {metric: orders, against: year}}; it is counted anew");
        assertThat(sentences(kinds("gap: 24h, measure: averageMinutes", "gap: 12h, measure: hours")))
                .containsExactly(
                        "metric minutes_each: gap was 1d, is 12h; it is counted anew",
                        "metric minutes_each: measure was averageMinutes, is hours; it is counted anew");
        assertThat(sentences(kinds("    after: 1\n    windows: [quarter, year]", "    after: 2\n    windows: [year]")))
                .contains("metric back_next_month: after was 1, is 2; it is counted anew");
        assertThat(sentences(kinds("{country_channel: [France, web]}", "{country_channel: [France, app]}")))
                .containsExactly("alert few_orders_from_the_app: segment was {country_channel: France, web},"
                        + " is {country_channel: France, app}; it starts afresh");
    }

    private static DefinitionDiff retail(String passage, String replacement) {
        return DefinitionDiff.of(RetailFile.definition(), read(RetailFile.with(passage, replacement)));
    }

    private static DefinitionDiff kinds(String passage, String replacement) {
        return DefinitionDiff.of(KindsFile.definition(), read(RetailFile.with(KindsFile.TEXT, passage, replacement)));
    }

    private static List<String> sentences(DefinitionDiff diff) {
        return diff.changes().stream().map(Change::sentence).toList();
    }

    private static Definition read(String text) {
        try {
            return DefinitionReader.read(text, RetailFile.NAME);
        } catch (DefinitionException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
