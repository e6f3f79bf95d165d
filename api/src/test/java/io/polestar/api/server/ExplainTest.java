package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.command.DemoSample;
import io.polestar.engine.Engine;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations and what-ifs over HTTP, of the demo's tree over the demo's rows. */
class ExplainTest {
    @TempDir
    private static Path directory;

    private static Engine engine;
    private static TestServer server;
    private static AnswerSchemas schemas;

    @BeforeAll
    static void start() throws Exception {
        engine = DemoSample.replay(directory);
        server = TestServer.start(new EngineBackend(engine), directory);
        schemas = new AnswerSchemas(server);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "orders, 1d, previous",
        "orders, 7d, previous",
        "orders, 7d, weekday",
        "orders, today, weekday",
        "average_order_value, 7d, previous",
        "average_order_value, 1d, weekday",
        "revenue, 7d, previous",
        "orders_per_buyer, 7d, previous",
        "cancellation_rate, 7d, previous",
        "average_line_value, 7d, weekday"
    })
    void contributionsAddUpToTheChangeAtEveryNodeOfTheDemo(String metric, String window, String against)
            throws Exception {
        JsonNode answer = schemas.fits(
                "Explanation",
                server.get("/v1/explain/" + metric + "?depth=9&window=" + window + "&against=" + against));

        assertThat(answer.path("previous").isObject()).isTrue();
        assertThat(answer.path("explanation").path("metric").asText()).isEqualTo(metric);
        assertThat(answer.path("explanation").path("presence").asText()).isEqualTo("both");
        assertAddsUp(answer.path("explanation"));
    }

    @Test
    void ordersAreExplainedByBuyersAndTheirOrdersAndByCountries() throws Exception {
        JsonNode orders = explained("/v1/explain/orders?window=7d");

        assertThat(texts(orders.path("component").path("contributions"), "of"))
                .containsExactly("metric", "metric", "metric", "residual");
        assertThat(texts(orders.path("component").path("contributions"), "name"))
                .startsWith("buyers", "orders_per_buyer", "guest_orders");
        assertThat(texts(orders.path("component"), "methods")).containsExactly("difference", "lmdi");
        assertThat(texts(orders.path("dimensions"), "by")).containsExactly("country", "hour");
        assertThat(texts(orders.path("children"), "metric"))
                .containsExactly("buyers", "orders_per_buyer", "guest_orders");
        assertThat(orders.path("children").get(0).path("children")).isEmpty();
    }

    @Test
    void aRateIsExplainedByMixAndRate() throws Exception {
        JsonNode country = explained("/v1/explain/average_order_value?window=7d&by=country")
                .path("dimensions")
                .get(0);

        assertThat(country.path("method").asText()).isEqualTo("mix_rate");
        assertThat(country.path("segments"))
                .allSatisfy(segment -> assertThat(segment.path("mix").asDouble()
                                + segment.path("rate").asDouble())
                        .isCloseTo(segment.path("contribution").asDouble(), within(1e-9)));
    }

    @Test
    void changedValuesRunThroughTheTree() throws Exception {
        JsonNode prediction = schemas.fits(
                "Prediction", post("{\"window\": \"7d\", \"values\": {\"buyers\": 1200, \"orders_per_buyer\": 1.5}}"));

        JsonNode guests = node(prediction, "guest_orders");
        assertThat(guests.path("from").asText()).isEqualTo("kept");
        assertThat(node(prediction, "orders").path("then").asDouble())
                .isCloseTo(1800 + guests.path("now").asDouble(), within(1e-6));
        assertThat(node(prediction, "orders").path("from").asText()).isEqualTo("component");
        assertThat(node(prediction, "average_order_value").path("from").asText())
                .isEqualTo("inputs");
        assertThat(node(prediction, "average_order_value").path("changed").asBoolean())
                .isTrue();
    }

    @Test
    void whatIsWrongWithAWhatIfIsToldByFieldValueAndRule() throws Exception {
        HttpResponse<String> response = post("{\"window\": \"3d\", \"when\": 1, \"values\":"
                + " {\"buyer\": 1, \"buyers\": \"many\", \"orders\": 1e999}}");

        JsonNode problem = schemas.fits("Problem", response);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(texts(problem.path("rejected"), "field"))
                .containsExactly("when", "window", "values.buyer", "values.buyers", "values.orders");
        assertThat(texts(problem.path("rejected"), "value")).startsWith("1", "\"3d\"", "1", "\"many\"");
        assertThat(problem.path("rejected").get(2).path("rule").asText()).isEqualTo("the tree has this metric");
        assertThat(problem.path("rejected").get(4).path("rule").asText()).isEqualTo("a value is a finite number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "null",
                "{}",
                "{\"values\": {}}",
                "{\"values\": [1]}",
                "{\"values\": {\"buyers\": 1, \"buyers\": 2}}",
                "{\"values\": {\"buyers\": null}}"
            })
    void aBodyThatIsNoWhatIfIsRefused(String body) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        schemas.fits("Problem", response);
    }

    @Test
    void aBodyHasABound() throws Exception {
        assertThat(post("{\"values\": {\"buyers\": 1}}" + " ".repeat(1 << 20)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/explain/orders?against=yesterday",
                "/v1/explain/orders?by=colour",
                "/v1/explain/orders?depth=0",
                "/v1/explain/orders?depth=101",
                "/v1/explain/orders?depth=deep",
                "/v1/explain/orders?segments=-1",
                "/v1/explain/orders?window=3d",
                "/v1/metrics/orders?against=tomorrow",
                "/v1/tree?against=tomorrow",
                "/v1/metrics/buyers/series?residual=true",
                "/v1/metrics/orders/series?residual=true&by=country",
                "/v1/metrics/orders/series?residual=yes"
            })
    void aQuestionThatBreaksARuleIsRefusedWithTheRule(String path) throws Exception {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(schemas.fits("Problem", response).path("type").asText()).isEqualTo("/problems/invalid-request");
    }

    @Test
    void anUnknownMetricIsNotFound() throws Exception {
        assertThat(server.get("/v1/explain/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void theDemosResidualsAreZeroAllAlong() throws Exception {
        JsonNode series =
                schemas.fits("Series", server.get("/v1/metrics/orders/series?window=7d&residual=true&step=1h"));

        List<JsonNode> values = list(series.path("lines").get(0).path("values"));
        assertThat(values).filteredOn(JsonNode::isNumber).hasSizeGreaterThan(24);
        assertThat(values).allSatisfy(value -> assertThat(value.asDouble()).isCloseTo(0, within(1e-9)));
    }

    @Test
    void aWeekdayIsComparedWithThatOfTheWeekBefore() throws Exception {
        JsonNode metric = schemas.fits("Metric", server.get("/v1/metrics/orders?window=1d&against=weekday"));
        JsonNode tree = schemas.fits("Tree", server.get("/v1/tree?window=1d&against=weekday"));

        String to = metric.path("previous").path("to").asText();
        JsonNode then = TestServer.json(server.get("/v1/metrics/orders/series?window=1d&from=" + to + "&to=" + to));
        assertThat(metric.path("previous").path("value").asDouble())
                .isEqualTo(then.path("lines").get(0).path("values").get(0).asDouble());
        assertThat(tree.path("nodes").get(0).path("previous")).isEqualTo(metric.path("previous"));
    }

    private static JsonNode explained(String path) throws Exception {
        return schemas.fits("Explanation", server.get(path)).path("explanation");
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return server.send(server.request("/v1/what-if")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode node(JsonNode prediction, String metric) {
        return list(prediction.path("nodes")).stream()
                .filter(node -> node.path("metric").asText().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAddsUp(JsonNode change) {
        if (change.path("change").isNumber()) {
            for (String edge : List.of("component", "inputs")) {
                if (change.path(edge).isObject()) {
                    assertSum(numbers(change.path(edge).path("contributions")), change, edge);
                }
            }
            for (JsonNode dimension : change.path("dimensions")) {
                List<Double> parts = numbers(dimension.path("segments"));
                parts.add(dimension.path("rest").path("contribution").asDouble());
                parts.add(dimension.path("remainder").path("contribution").asDouble());
                assertSum(parts, change, dimension.path("by").asText());
            }
        }
        change.path("children").forEach(ExplainTest::assertAddsUp);
    }

    private static void assertSum(List<Double> parts, JsonNode change, String by) {
        double expected = change.path("change").asDouble();
        assertThat(parts.stream().mapToDouble(part -> part).sum())
                .as("%s by %s", change.path("metric"), by)
                .isCloseTo(expected, within(1e-9 * Math.abs(expected) + 1e-12));
    }

    private static List<Double> numbers(JsonNode contributions) {
        return new ArrayList<>(stream(contributions)
                .map(part -> part.path("contribution").asDouble())
                .toList());
    }

    private static List<String> texts(JsonNode list, String field) {
        JsonNode values = list.has(field) ? list.path(field) : list;
        return stream(values)
                .map(value -> value.isObject() ? value.path(field) : value)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return stream(array).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
