package io.polestar.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.api.server.FakeBackend;
import io.polestar.engine.tree.Dimension;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionJsonTest {
    private JsonNode definition;

    @BeforeEach
    void write() throws Exception {
        definition = new ObjectMapper().readTree(EveryKind.json());
    }

    @Test
    void everyKindHasItsOwnKeys() {
        assertHas(metric("smallest"), "{'event': 'order', 'where': 'total > 0', 'formula': 'total'}");
        assertHas(metric("revenue_ever"), "{'event': 'order', 'where': null, 'formula': 'total'}");
        assertHas(metric("accounts"), """
                {'event': null,
                 'rises': {'event': 'signed_up', 'where': 'plan == \\"paid\\"', 'formula': null},
                 'falls': {'event': 'churned', 'where': null, 'formula': null}}""");
        assertHas(
                metric("stock"),
                "{'rises': {'event': 'stock_moved', 'where': null, 'formula': 'pieces'}, 'falls': null}");
        assertHas(metric("order_p90"), "{'formula': 'price * quantity', 'quantile': 0.9, 'per': 'invoice'}");
        assertHas(metric("came_back"), "{'of': 'subject', 'times': 2, 'distinct': 'invoice'}");
        assertHas(metric("checkout"), """
                {'of': 'subject', 'withinMillis': 86400000, 'step': null, 'steps': [
                 {'event': 'viewed', 'where': null},
                 {'event': 'added', 'where': 'quantity > 0'},
                 {'event': 'order', 'where': null}]}""");
        assertHas(metric("added_to_order"), "{'of': 'customer', 'step': 3}");
        assertHas(metric("back_next_month"), """
                {'of': 'customer', 'cohort': 'month', 'after': 1,
                 'first': {'event': 'signed_up', 'where': null},
                 'back': {'event': 'order', 'where': 'total > 0'}}""");
        assertHas(metric("minutes_each"), "{'event': 'viewed', 'gapMillis': 86400000, 'measure': 'averageMinutes'}");
        assertHas(metric("growth"), """
                {'formula': '(orders - orders_before) / orders_before',
                 'earlier': {'orders_before': {'metric': 'orders', 'against': 'previous'}}}""");
        assertHas(metric("per_buyer"), "{'numerator': 'orders', 'denominator': 'buyers', 'formula': null}");
    }

    @Test
    void aKindHasNoKeysOfOthers() {
        assertThat(metric("orders").has("rises")).isFalse();
        assertThat(metric("checkout").has("cohort")).isFalse();
    }

    @Test
    void aDimensionSaysWhereItsSegmentsComeFrom() {
        assertHas(dimension("country"), "{'property': 'country', 'time': null, 'pair': null}");
        assertHas(dimension("hour"), "{'property': null, 'time': 'hour', 'pair': null}");
        assertHas(dimension("country_channel"), "{'property': null, 'time': null, 'pair': ['country', 'channel']}");
    }

    @Test
    void anAlertMayWatchASegmentOfAPair() {
        assertThat(definition.at("/alerts/0/segment/dimension").asText()).isEqualTo("country_channel");
        assertThat(definition.at("/alerts/0/segment/value").asText())
                .isEqualTo(Dimension.Pair.segment("France", "web"));
    }

    @Test
    void aRuleSaysItsTargetAndHowStrictItIs() throws Exception {
        String yaml = FakeBackend.YAML.replace("[1d, 7d]", "[1d, month]") + """
                  behind: {metric: revenue, window: month, target: {value: 250000, pace: previous, below: 90%, clear: 95%}}
                  unusual: {metric: revenue, window: 1d, anomaly: {direction: both, falseAlarmsPerMonth: 0.5}}
                """;
        var shop = new FakeBackend(yaml).definition();
        definition = new ObjectMapper().readTree(Json.text(out -> DefinitionJson.write(out, shop)));

        assertHas(
                withId("alerts", "behind"),
                "{'target': {'value': 250000, 'pace': 'previous'}, 'threshold': 0.9, 'clear': 0.95, 'anomaly': null}");
        assertHas(
                withId("alerts", "unusual"),
                "{'anomaly': {'direction': 'both', 'falseAlarmsPerMonth': 0.5}, 'target': null}");
        assertHas(withId("alerts", "orders_low"), "{'target': null, 'anomaly': null, 'threshold': 10, 'clear': 10}");
    }

    @Test
    void sourcesKeepTheirOrder() {
        assertHas(
                definition.at("/sources/0"),
                "{'name': 'shop', 'staleMillis': 600000, 'owner': 'o', 'labels': {'en': 'shop'}}");
        assertHas(definition.at("/sources/1"), "{'name': 'erp/orders in', 'owner': 'it@example.com'}");
    }

    private JsonNode metric(String id) {
        return withId("metrics", id);
    }

    private JsonNode dimension(String id) {
        return withId("dimensions", id);
    }

    private JsonNode withId(String section, String id) {
        return StreamSupport.stream(definition.path(section).spliterator(), false)
                .filter(node -> node.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the fields are there with these values, beside others; written with ' for ". */
    private static void assertHas(JsonNode node, String fields) {
        JsonNode expected;
        try {
            expected = new ObjectMapper().readTree(fields.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(fields, e);
        }
        expected.fields()
                .forEachRemaining(field ->
                        assertThat(node.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
    }
}
