package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.polestar.engine.tree.Influence.Sign;
import io.polestar.engine.tree.Rule.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private final Definition retail = RetailFile.definition();

    @Test
    void theTreeHasANameAZoneALatenessAndOneNorthStar() {
        assertThat(retail.name()).isEqualTo("Online Retail");
        assertThat(retail.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(retail.latenessMillis()).isEqualTo(600_000);
        assertThat(retail.northStar()).isEqualTo("orders");
        assertThat(retail.history())
                .isEqualTo(new HistoryTiers(2 * HOUR_MILLIS, 3 * DAY_MILLIS, 60 * DAY_MILLIS, 730 * DAY_MILLIS));
    }

    @Test
    void dimensionsComeFromAPropertyOrATime() {
        assertThat(retail.dimensions())
                .containsExactly(
                        new Dimension(
                                "country", Map.of("en", "Country", "zh", "国家"), new Dimension.Property("country"), 100),
                        new Dimension("hour", Map.of("en", "Hour"), Dimension.TimePart.HOUR_OF_DAY, 24),
                        new Dimension("weekday", Map.of("en", "Weekday"), Dimension.TimePart.DAY_OF_WEEK, 7));
    }

    @Test
    void metricsKeepTheFilesOrder() {
        assertThat(retail.metrics())
                .extracting(Metric::id)
                .startsWith("orders", "buyers", "revenue", "lines")
                .hasSize(10);
    }

    @Test
    void aMetricCarriesWhatTheFileSays() throws FormulaException {
        Metric orders = retail.metric("orders");

        assertThat(orders.labels()).containsExactly(Map.entry("en", "Completed orders"), Map.entry("zh", "完成订单"));
        assertThat(orders.description()).containsExactly(Map.entry("en", "Invoices that were not cancelled"));
        assertThat(orders.owner()).isEqualTo("sales@example.com");
        assertThat(orders.unit()).isEqualTo("order");
        assertThat(orders.decimals()).isEqualTo(6);
        assertThat(orders.kind())
                .isEqualTo(new Kind.Distinct(
                        new EventFilter("order_line", Condition.parse("not invoice startsWith \"C\"")), "invoice"));
        assertThat(orders.windows()).extracting(Window::name).containsExactly("1d", "7d", "28d", "today");
        assertThat(orders.by()).containsExactly("country", "hour");
    }

    @Test
    void everyKindIsRead() throws FormulaException {
        EventFilter lines = new EventFilter("order_line", Condition.ALWAYS);
        EventFilter priced = new EventFilter("order_line", Condition.parse("price > 0"));

        assertThat(retail.metric("lines").kind()).isEqualTo(new Kind.Count(lines));
        assertThat(retail.metric("revenue").kind()).isEqualTo(new Kind.Sum(lines, Formula.parse("quantity * price")));
        assertThat(retail.metric("price").kind()).isEqualTo(new Kind.Average(priced, Formula.parse("price")));
        assertThat(retail.metric("buyers").kind()).isEqualTo(new Kind.Distinct(lines, "subject"));
        assertThat(retail.metric("average_order_value").kind()).isEqualTo(new Kind.Ratio("revenue", "orders"));
        assertThat(retail.metric("all_orders").kind())
                .isEqualTo(new Kind.Derived(Formula.parse("orders + coalesce(cancelled_orders, 0)"), Map.of()));
    }

    @Test
    void kindsNameTheMetricsTheyComputeFrom() {
        assertThat(retail.metric("revenue").kind().inputs()).isEmpty();
        assertThat(retail.metric("average_order_value").kind().inputs()).containsExactly("revenue", "orders");
        assertThat(retail.metric("all_orders").kind().inputs()).containsExactly("orders", "cancelled_orders");
    }

    @Test
    void aMetricWithoutLabelsIsCalledByItsId() {
        assertThat(retail.metric("average_order_value").labels())
                .containsExactly(Map.entry("en", "Average order value"));
    }

    @Test
    void aMetricsOwnWindowsReplaceTheTrees() {
        assertThat(retail.metric("lines").windows()).extracting(Window::name).containsExactly("10s", "1h", "1d");
        assertThat(retail.windows()).extracting(Window::name).containsExactly("1d", "7d", "28d", "today", "10s", "1h");
    }

    @Test
    void aUnitThatIsLeftOutIsWhatTheInputsGive() {
        assertThat(retail.metric("orders_per_buyer").unit()).isEqualTo("order/buyer");
        assertThat(retail.metric("all_orders").unit()).isEqualTo("order");
        assertThat(retail.metric("cancellation_rate").unit()).isEqualTo("%");
    }

    @Test
    void edgesKeepTheFilesOrder() throws FormulaException {
        assertThat(retail.components())
                .containsExactly(new Component("orders", Formula.parse("buyers * orders_per_buyer")));
        assertThat(retail.influences())
                .startsWith(
                        new Influence("average_order_value", "orders", Sign.NEGATIVE, 7 * DAY_MILLIS),
                        new Influence("price", "average_order_value", Sign.POSITIVE, 0));
        assertThat(retail.guardrails()).containsExactly(new Guardrail("cancellation_rate", "orders"));
    }

    @Test
    void aRuleCarriesWhatTheFileSays() {
        assertThat(retail.rules().get(0))
                .isEqualTo(new Rule(
                        "cancellations_high",
                        Map.of("en", "Many cancellations", "zh", "取消过多"),
                        new Watched("cancellation_rate", Window.parse("1d"), new Segment("country", "France"), null),
                        new Trigger.Threshold(Level.of(Level.Side.ABOVE, 0.25)),
                        new Timing(HOUR_MILLIS / 2, HOUR_MILLIS, null, false, false),
                        Severity.CRITICAL,
                        "duty@example.com",
                        Map.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void aRuleFiresAtOnceWarnsAndTellsTheMetricsOwnerUnlessItSaysOtherwise() {
        Rule rule = retail.rules().get(1);

        assertThat(rule.timing().forMillis()).isZero();
        assertThat(rule.timing().keepFiringForMillis()).isZero();
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
        assertThat(rule.owner()).isEqualTo("sales@example.com");
        assertThat(rule.trigger().level().side()).isEqualTo(Level.Side.BELOW);
    }

    @Test
    void oneLengthHasOneNameWhereverItIsWritten() {
        assertThat(retail.rules().get(1).window()).isEqualTo(Window.parse("1d"));
    }

    @Test
    void theVersionIsTheDigestOfTheText() throws DefinitionException {
        assertThat(retail.version()).matches("[0-9a-f]{12}");
        assertThat(DefinitionReader.read(retail.text(), "other.yaml").version()).isEqualTo(retail.version());
        assertThat(DefinitionReader.read(retail.text() + "\n", "retail.yaml").version())
                .isNotEqualTo(retail.version());
    }

    @Test
    void aSmallTreeNeedsLittle() throws DefinitionException {
        Definition small = DefinitionReader.read("""
                polestar: 1
                name: Small
                windows: [5m]
                northStar: visits
                metrics:
                  visits: {kind: count, event: visit, unit: visit, owner: web@example.com}
                """, "small.yaml");

        assertThat(small.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(small.latenessMillis()).isEqualTo(60_000);
        assertThat(small.history()).isEqualTo(HistoryTiers.DEFAULT);
        assertThat(List.of(
                        small.dimensions(), small.components(), small.influences(), small.guardrails(), small.rules()))
                .allMatch(List::isEmpty);
    }

    @Test
    void anUnknownMetricOrDimensionIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> retail.metric("profit"))
                .withMessage("the tree has no such metric, metric=profit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> retail.dimension("city"))
                .withMessage("the tree has no such dimension, dimension=city");
        assertThat(retail.find("profit")).isEmpty();
    }
}
