package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.command.Polestar;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.DefinitionReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Changing the definition of a running server, over HTTP and by the command. */
class DefinitionChangeTest {
    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1d]
            northStar: orders
            metrics:
              orders: {owner: a@example.com, unit: order, kind: count, event: order}
            """;

    private static final String LARGE_ORDERS = TREE + """
              large: {owner: a@example.com, unit: order, kind: count, event: order, where: amount > 50}
            influences:
              - {driver: large, target: orders, sign: positive}
            """;

    @TempDir
    Path directory;

    private Engine engine;
    private TestServer server;

    @BeforeEach
    void serve() throws Exception {
        engine = Engine.open(
                EngineConfig.in(directory.resolve("data"), ClockMode.WALL, System::currentTimeMillis, () -> 7L)
                        .withMinFreeBytes(0),
                DefinitionReader.read(TREE, "tree.yaml"));
        server = TestServer.start(new EngineBackend(engine), directory);
        await().atMost(Duration.ofSeconds(60)).until(() -> engine.readiness().isReady());
        StringBuilder orders = new StringBuilder();
        for (int order = 0; order < 100; order++) {
            orders.append("{\"type\":\"order\",\"id\":\"o" + order + "\",\"data\":{\"amount\":" + order + "}}\n");
        }
        assertThat(server.post("application/x-ndjson", orders.toString()).statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        engine.close();
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() throws Exception {
        JsonNode answer = json(put("?dryRun=true", LARGE_ORDERS), 200);
        assertThat(answer.path("state").asText()).isEqualTo("none");
        assertThat(answer.path("recounted")).extracting(JsonNode::asText).containsExactly("large");
        assertThat(answer.path("changes"))
                .extracting(change -> change.path("kind").asText())
                .contains("metric.added", "influence.added");
        assertThat(engine.definition().text()).isEqualTo(TREE);
    }

    @Test
    void aChangeTakesForceWithTheJournalsPastAndIsKeptAsAVersion() throws Exception {
        json(put("", LARGE_ORDERS), 202);
        awaitAdopted();
        assertThat(value("large")).isEqualTo(49);
        assertThat(value("orders")).isEqualTo(100);
        JsonNode versions = new AnswerSchemas(server)
                .fits("DefinitionVersions", server.get("/v1/definition/versions"))
                .path("versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.get(0).path("sequence").asLong())
                .isEqualTo(json(server.get("/v1/definition/change"), 200)
                        .path("sequence")
                        .asLong())
                .isGreaterThan(versions.get(1).path("sequence").asLong());
        assertThat(versions.get(0).path("time").asText())
                .isGreaterThanOrEqualTo(versions.get(1).path("time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        String newest = versions.get(0).path("version").asText();
        String oldest = versions.get(1).path("version").asText();
        assertThat(server.get("/v1/definition/versions/" + oldest).body()).isEqualTo(TREE);
        JsonNode diff = json(server.get("/v1/definition/diff?from=" + oldest + "&to=" + newest), 200);
        assertThat(diff.path("recounted")).extracting(JsonNode::asText).containsExactly("large");
    }

    @Test
    void aRefusedDefinitionIsToldByLineAndStaysWithoutEffect() throws Exception {
        JsonNode problem = json(put("", TREE.replace("kind: count", "kind: cuont")), 400);
        assertThat(problem.path("type").asText()).isEqualTo("/problems/invalid-definition");
        JsonNode first = problem.path("definitionProblems").get(0);
        assertThat(first.path("line").asInt()).isEqualTo(7);
        assertThat(first.path("rule").asText()).contains("cuont");
        assertThat(engine.definition().text()).isEqualTo(TREE);
    }

    @Test
    void twoDefinitionsAreReconciledEventByEvent() throws Exception {
        String narrower = LARGE_ORDERS.replace("amount > 50", "amount > 90");
        json(put("", LARGE_ORDERS), 202);
        awaitAdopted();
        JsonNode both = json(
                server.send(
                        server.request("/v1/reconcile?metric=large&window=1d").POST(BodyPublishers.ofString(narrower))),
                200);
        assertThat(both.path("first").path("value").asInt()).isEqualTo(49);
        assertThat(both.path("second").path("value").asInt()).isEqualTo(9);
        assertThat(both.path("first").path("eventsOnlyHere").asInt()).isEqualTo(40);
        assertThat(both.path("second").path("eventsOnlyHere").asInt()).isZero();
        assertThat(both.path("events")).hasSize(40);
        assertThat(both.path("events").get(0).path("id").asText()).isEqualTo("o51");
        assertThat(both.path("events").get(0).path("countedBy").asText()).isEqualTo("first");
    }

    @Test
    void versionsThatAreNotKnownAndMetricsThatAreNotThereAreTold() throws Exception {
        json(server.get("/v1/definition/versions/0123456789ab"), 404);
        json(server.get("/v1/reconcile?metric=orders&versions=a"), 400);
        json(server.get("/v1/reconcile?metric=orders&versions=a,b"), 404);
        String version = engine.definition().version();
        json(server.get("/v1/reconcile?metric=nothing&versions=" + version + "," + version), 404);
        json(server.get("/v1/reconcile?metric=orders&window=7d&versions=" + version + "," + version), 400);
    }

    @Test
    void theCommandSaysWhatChangesAndWaitsUntilItIsInForce() throws Exception {
        Path file = Files.writeString(directory.resolve("tree.yaml"), LARGE_ORDERS);
        assertThat(apply(file, "--dry-run")).startsWith("0 ").contains("metric large is added");
        assertThat(apply(file)).startsWith("0 ").contains("is in force from sequence");
        assertThat(apply(file)).startsWith("0 ").contains("nothing changes");
        Files.writeString(file, "polestar: 1");
        assertThat(apply(file)).startsWith("1 ").contains("tree.yaml:1: name is missing");
    }

    private String apply(Path file, String... options) {
        StringWriter said = new StringWriter();
        CommandLine line =
                Polestar.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        String[] arguments = new String[options.length + 4];
        arguments[0] = "apply";
        arguments[1] = file.toString();
        arguments[2] = "--to";
        arguments[3] = server.uri("/").toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return line.execute(arguments) + " " + said;
    }

    private HttpResponse<String> put(String query, String definition) throws Exception {
        return server.send(server.request("/v1/definition" + query).PUT(BodyPublishers.ofString(definition)));
    }

    private void awaitAdopted() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(server.get("/v1/definition/change"), 200)
                        .path("state")
                        .asText()
                        .equals("adopted"));
    }

    private double value(String metric) throws Exception {
        return json(server.get("/v1/metrics/" + metric + "?window=1d"), 200)
                .path("value")
                .asDouble();
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestServer.json(response);
    }
}
