package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Kind.Earlier;
import io.polestar.engine.tree.Kind.Flow;
import io.polestar.engine.tree.Kind.Session.Measure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindReaderTest {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final EventFilter ORDERS = events("order");
    private static final EventFilter VIEWS = events("viewed");

    private final Definition tree = KindsFile.definition();

    @Test
    void leastGreatestAndNewestValuesAreRead() throws FormulaException {
        EventFilter paid = new EventFilter("order", Condition.parse("total > 0"));

        assertThat(kind("smallest")).isEqualTo(new Kind.Min(paid, Formula.parse("total")));
        assertThat(kind("greatest")).isEqualTo(new Kind.Max(ORDERS, Formula.parse("total")));
        assertThat(kind("price")).isEqualTo(new Kind.Last(events("price"), Formula.parse("price")));
    }

    @Test
    void aGaugeTakesSignedChangesOrRisesAndFalls() throws FormulaException {
        EventFilter paid = new EventFilter("signed_up", Condition.parse("plan == \"paid\""));

        assertThat(kind("stock"))
                .isEqualTo(new Kind.Gauge(new Flow(events("stock_moved"), Formula.parse("pieces")), null));
        assertThat(kind("accounts")).isEqualTo(new Kind.Gauge(new Flow(paid, null), new Flow(events("churned"), null)));
        assertThat(kind("seats"))
                .isEqualTo(new Kind.Gauge(new Flow(events("seats_added"), Formula.parse("seats")), null));
    }

    @Test
    void aTotalSinceTheFirstEventCountsUnlessItHasAValue() throws FormulaException {
        assertThat(kind("orders_ever")).isEqualTo(new Kind.Cumulative(new Flow(ORDERS, null)));
        assertThat(kind("revenue_ever")).isEqualTo(new Kind.Cumulative(new Flow(ORDERS, Formula.parse("total"))));
    }

    @Test
    void aQuantileIsOneOfEventsOrOfSums() throws FormulaException {
        Formula value = Formula.parse("price * quantity");

        assertThat(kind("order_p90")).isEqualTo(new Kind.Quantile(events("line"), value, 0.9, "invoice"));
        assertThat(kind("line_p50")).isEqualTo(new Kind.Quantile(events("line"), value, 0.5, null));
    }

    @Test
    void theSubjectIsTheEventsOwnUnlessAPropertyHoldsIt() {
        assertThat(kind("came_back")).isEqualTo(new Kind.Repeat(ORDERS, "subject", 2, "invoice"));
        assertThat(kind("loyal")).isEqualTo(new Kind.Repeat(ORDERS, "customer", 16, null));
    }

    @Test
    void aConversionKeepsItsStepsInOrder() throws FormulaException {
        EventFilter added = new EventFilter("added", Condition.parse("quantity > 0"));

        assertThat(kind("checkout"))
                .isEqualTo(new Kind.Conversion("subject", List.of(VIEWS, added, ORDERS), 24 * HOUR_MILLIS, 0));
        assertThat(kind("added_to_order"))
                .isEqualTo(
                        new Kind.Conversion("customer", List.of(VIEWS, events("added"), ORDERS), 2 * HOUR_MILLIS, 3));
    }

    @Test
    void aReturnIsTheFirstEventAgainUnlessTheFileSaysOtherwise() throws FormulaException {
        EventFilter paid = new EventFilter("order", Condition.parse("total > 0"));

        assertThat(kind("back_next_day"))
                .isEqualTo(new Kind.Retention("subject", ORDERS, ORDERS, CalendarPeriod.DAY, 1));
        assertThat(kind("back_next_month"))
                .isEqualTo(new Kind.Retention("customer", events("signed_up"), paid, CalendarPeriod.MONTH, 1));
    }

    @Test
    void sessionsAreCountedOrTimed() {
        assertThat(kind("sessions")).isEqualTo(new Kind.Session(VIEWS, "subject", HOUR_MILLIS / 2, Measure.COUNT));
        assertThat(kind("hours_spent")).isEqualTo(new Kind.Session(VIEWS, "customer", HOUR_MILLIS / 2, Measure.HOURS));
        assertThat(kind("minutes_each"))
                .isEqualTo(new Kind.Session(VIEWS, "subject", 24 * HOUR_MILLIS, Measure.AVERAGE_MINUTES));
    }

    @Test
    void aDerivedMetricNamesEarlierValuesOfOthers() throws FormulaException {
        assertThat(kind("growth"))
                .isEqualTo(new Kind.Derived(
                        Formula.parse("(orders - orders_before) / orders_before"),
                        Map.of("orders_before", new Earlier("orders", Comparison.PREVIOUS))));
        assertThat(kind("seasonal").inputs()).containsExactly("orders");
    }

    @Test
    void aShareIsAPlainNumberAndAnEarlierValueHasItsMetricsUnit() {
        assertThat(tree.metric("came_back").unit()).isEqualTo("1");
        assertThat(tree.metric("loyal").unit()).isEqualTo("%");
        assertThat(tree.metric("growth").unit()).isEqualTo("1");
        assertThat(tree.metric("seasonal").unit()).isEqualTo("order");
    }

    @Test
    void aPairOfDimensionsIsADimension() {
        assertThat(tree.dimension("country_channel"))
                .isEqualTo(new Dimension(
                        "country_channel",
                        Map.of("en", "Country and channel"),
                        new Dimension.Pair("country", "channel"),
                        500));
        assertThat(tree.metric("revenue").by()).containsExactly("country_channel");
        assertThat(tree.rules().get(0).segment())
                .isEqualTo(new Segment("country_channel", Dimension.Pair.segment("France", "web")));
    }

    @Test
    void theCalendarsPeriodsAreWindows() {
        assertThat(tree.metric("orders").windows())
                .extracting(Window::period)
                .endsWith(
                        CalendarPeriod.DAY,
                        CalendarPeriod.WEEK,
                        CalendarPeriod.MONTH,
                        CalendarPeriod.QUARTER,
                        CalendarPeriod.YEAR);
    }

    @Test
    void aSourceHasASilenceAndAnOwner() {
        assertThat(tree.sources())
                .containsExactly(
                        new Source("shop", Map.of("en", "shop"), HOUR_MILLIS / 6, "o"),
                        new Source(
                                "erp/orders in",
                                Map.of("en", "Order entry", "zh", "订单录入"),
                                24 * HOUR_MILLIS,
                                "it@example.com"));
    }

    private Kind kind(String metric) {
        return tree.metric(metric).kind();
    }

    private static EventFilter events(String type) {
        return new EventFilter(type, Condition.ALWAYS);
    }
}
