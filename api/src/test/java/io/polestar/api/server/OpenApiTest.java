package io.polestar.api.server;

import static io.polestar.api.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.polestar.api.json.EveryKind;
import io.polestar.api.live.LiveLimits;
import io.polestar.engine.Readiness;
import io.polestar.engine.view.AlertState;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The served description is true: it names every route, and real answers fit its schemas. */
class OpenApiTest {
    private final FakeBackend engine = new FakeBackend();
    private TestServer server;
    private JsonNode document;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = TestServer.start(
                engine,
                directory,
                ServerConfig.defaults()
                        .withReadWaitMillis(10)
                        .withLive(LiveLimits.defaults().withHeartbeatMillis(200)));
        document = json(server.get("/openapi.json"));
        engine.setCountry("France", 3);
        engine.transition(AlertState.PENDING);
        engine.transition(AlertState.FIRING);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        Set<String> served = new TreeSet<>(server.routes());
        served.removeAll(Set.of("GET /", "GET /<path>"));

        assertThat(described).isEqualTo(served);
    }

    @Test
    void realAnswersFitTheirSchemas() throws Exception {
        fits("Definition", server.get("/v1/definition"));
        fits("Tree", server.get("/v1/tree"));
        fits("Metric", server.get("/v1/metrics/orders?by=country"));
        fits("Metric", server.get("/v1/metrics/order_value"));
        fits("Series", server.get("/v1/metrics/revenue/series"));
        fits("Sources", server.get("/v1/sources"));
        fits("Cohorts", server.get("/v1/metrics/orders/cohorts"));
        fits("Alerts", server.get("/v1/alerts"));
        fits("Health", server.get("/healthz"));
        fits("Readiness", server.get("/readyz"));
        fits("Receipt", server.post("application/x-ndjson", "{\"type\":\"order\"}\nnonsense\n"));
        fits("Problem", server.post("application/json", "{"));
        fits("Quarantine", server.get("/v1/quarantine"));
        fits(
                "ResendResults",
                server.send(server.request("/v1/quarantine/resend")
                        .POST(BodyPublishers.ofString("{\"ids\":[1,99],\"events\":[{\"id\":2,\"event\":{}}]}"))));
        fits("Problem", server.post("text/csv", "nonsense"));
        fits("Problem", server.get("/v1/metrics/nothing"));
        fits("Problem", server.get("/v1/tree?window=never"));
        fits("Problem", server.get("/v1/tree?minSequence=1000000"));
        engine.setReadiness(new Readiness(Readiness.State.REPLAYING, 1, 0.5, "replaying"));
        fits("Readiness", server.get("/readyz"));
        fits("Problem", server.get("/v1/tree"));
    }

    @Test
    void aDefinitionOfEveryKindFitsItsSchema() throws Exception {
        JsonNode definition = TestServer.MAPPER.readTree(EveryKind.json());

        assertThat(errors("Definition", definition)).isEmpty();
    }

    @Test
    void realMessagesFitTheirSchema() throws Exception {
        HttpResponse<Stream<String>> stream = server.client()
                .send(
                        server.request("/v1/live?metric=orders&by=country&tree=1d&against=weekday&alerts=true")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines());
        Set<String> types = new TreeSet<>();
        try (Stream<String> lines = stream.body()) {
            Iterator<String> each =
                    lines.filter(line -> line.startsWith("data: ")).iterator();
            while (!types.containsAll(Set.of("ack", "snapshot", "change", "alert", "heartbeat"))) {
                JsonNode message = TestServer.MAPPER.readTree(each.next().substring("data: ".length()));
                assertThat(errors("LiveMessage", message))
                        .as(message.toString())
                        .isEmpty();
                String type = message.path("type").asText();
                if (types.add(type) && type.equals("snapshot")) {
                    engine.set("orders", 7);
                    engine.transition(AlertState.RESOLVED);
                }
            }
        }
    }

    @Test
    void aSchemaDoesNotLetEverythingThrough() throws Exception {
        ObjectNode tree = (ObjectNode) json(server.get("/v1/tree"));
        tree.put("surprise", 1);

        assertThat(errors("Tree", tree)).isNotEmpty();
    }

    private void fits(String schema, HttpResponse<String> response) throws Exception {
        assertThat(errors(schema, json(response)))
                .as(schema + ": " + response.body())
                .isEmpty();
    }

    private List<Error> errors(String name, JsonNode instance) {
        ObjectNode root = TestServer.MAPPER.createObjectNode();
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", document.path("components"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
        return new ArrayList<>(schema.validate(instance));
    }
}
