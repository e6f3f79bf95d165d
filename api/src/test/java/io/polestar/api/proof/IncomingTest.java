package io.polestar.api.proof;

import static io.polestar.api.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.server.TestServer;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.DefinitionReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections, numbered batches, backfill and the quarantine over real HTTP, with a real engine behind. */
class IncomingTest {
    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1d]
            northStar: orders
            metrics:
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: count, event: order}
            """;

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    private Engine engine;
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        EngineConfig config = EngineConfig.in(directory, ClockMode.WALL, System::currentTimeMillis, () -> 42L)
                .withMinFreeBytes(0);
        engine = Engine.open(config, DefinitionReader.read(TREE, "tree.yaml"));
        await().atMost(Duration.ofSeconds(30)).until(() -> engine.readiness().isReady());
        server = TestServer.start(new EngineBackend(engine), directory);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        engine.close();
    }

    @Test
    void aCorrectionIsTakenOrRefusedWithItsRule() throws Exception {
        JsonNode taken = json(post(
                "/v1/events",
                JSON,
                "{\"type\":\"order\",\"id\":\"o-1\",\"source\":\"shop\",\"data\":{\"total\":12.5}}"));
        assertThat(countedAfter(taken)).isEqualTo(1);
        String correction = "{\"type\":\"polestar.correction\",\"source\":\"shop\",\"id\":\"c-%s\","
                + "\"data\":{\"id\":\"o-1\",\"action\":\"%s\"%s}}";
        JsonNode replaced = json(post(
                "/v1/events",
                JSON,
                String.format(
                        correction,
                        1,
                        "replace",
                        ",\"event\":{\"time\":\"2026-01-31T08:15:00Z\",\"data\":{\"total\":9}}")));
        assertThat(replaced.path("accepted").asInt()).isEqualTo(1);
        assertThat(replaced.path("rejected")).isEmpty();
        assertThat(countedAfter(replaced)).as("it happened long ago now").isZero();
        JsonNode retracted = json(post("/v1/events", JSON, String.format(correction, 2, "retract", "")));
        assertThat(retracted.path("accepted").asInt()).isEqualTo(1);
        JsonNode twice = json(post("/v1/events", JSON, String.format(correction, 3, "retract", "")));
        assertThat(twice.path("accepted").asInt()).isZero();
        assertThat(twice.path("rejected").get(0))
                .isEqualTo(
                        TestServer.MAPPER.readTree(
                                "{\"index\":0,\"field\":\"data.id\",\"value\":\"o-1\",\"rule\":\"must be of an event that was not taken back before\"}"));
    }

    @Test
    void aNumberedBatchIsTakenOnceAndAGapIsAConflict() throws Exception {
        String batch = "{\"type\":\"order\"}\n{\"type\":\"order\"}\n";
        assertThat(json(post("/v1/events?producer=till%201&batchSeq=7", NDJSON, batch))
                        .path("accepted")
                        .asInt())
                .isEqualTo(2);
        JsonNode again = json(post("/v1/events?producer=till%201&batchSeq=7&acks=sync", NDJSON, batch));
        assertThat(again.path("accepted").asInt()).isZero();
        assertThat(again.path("duplicates").asInt()).isEqualTo(2);
        HttpResponse<String> gap = post("/v1/events?producer=till%201&batchSeq=9", NDJSON, batch);
        assertThat(gap.statusCode()).isEqualTo(409);
        assertThat(json(gap).path("type").asText()).isEqualTo("/problems/batch-out-of-order");
        assertThat(json(gap).path("detail").asText())
                .isEqualTo("batchSeq must be 8, the next after the last one taken, batchSeq=9");
        assertThat(post("/v1/events?producer=till%201&batchSeq=8", NDJSON, batch)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/events?producer=till%201&batchSeq=9", NDJSON, "{").statusCode())
                .as("a body that cannot be read uses no number")
                .isEqualTo(400);
        assertThat(post("/v1/events?producer=till%201&batchSeq=9", NDJSON, batch)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aQueryThatMakesNoSenseIsRefusedBeforeAnythingIsTaken() throws Exception {
        String event = "{\"type\":\"order\"}";
        for (String query : new String[] {
            "producer=till",
            "batchSeq=1",
            "producer=&batchSeq=1",
            "producer=till&batchSeq=0",
            "producer=till&batchSeq=-1",
            "producer=till&batchSeq=9007199254740993",
            "producer=till&batchSeq=1.5",
            "producer=" + "x".repeat(257) + "&batchSeq=1",
            "mode=history"
        }) {
            assertThat(post("/v1/events?" + query, JSON, event).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(post("/v1/events?mode=backfill&producer=till&batchSeq=9007199254740992", JSON, event)
                        .statusCode())
                .isEqualTo(200);
        assertThat(engine.stats().sequence()).isPositive();
    }

    @Test
    void aRejectedEventIsSentAgainOnceItIsRight() throws Exception {
        String tomorrow = Instant.now().plusSeconds(86_400).toString();
        post(
                "/v1/events",
                NDJSON,
                "{\"type\":\"order\",\"source\":\"till\",\"id\":\"1\",\"time\":\"yesterday\"}\n"
                        + "{\"type\":\"order\",\"source\":\"shop\",\"id\":\"2\"}\n"
                        + "{\"type\":\"order\",\"source\":\"shop\",\"id\":\"3\",\"time\":\"" + tomorrow + "\"}\n");
        JsonNode held = json(server.get("/v1/quarantine"));
        assertThat(held.path("held").asInt()).isEqualTo(2);
        JsonNode newest = held.path("events").get(0);
        assertThat(newest.path("id").asInt()).isEqualTo(2);
        assertThat(newest.path("index").asInt()).isEqualTo(2);
        assertThat(newest.path("source").asText()).isEqualTo("shop");
        assertThat(newest.path("rule").asText()).isEqualTo("must be at most 3600 s past its arrival");
        assertThat(newest.path("text").asText()).contains(tomorrow);
        JsonNode tills = json(server.get("/v1/quarantine?source=till&limit=1"));
        assertThat(tills.path("events")).hasSize(1);
        assertThat(tills.path("events").get(0).path("rule").asText()).startsWith("must be an RFC 3339 time");

        JsonNode unfixed = json(post("/v1/quarantine/resend", JSON, "{\"ids\":[1,2,99]}"));
        assertThat(unfixed.path("results"))
                .extracting(one -> one.path("outcome").asText())
                .containsExactly("rejected", "rejected", "unknown");
        assertThat(json(server.get("/v1/quarantine")).path("held").asInt())
                .as("it stays, and not twice")
                .isEqualTo(2);

        JsonNode fixed = json(post(
                "/v1/quarantine/resend",
                JSON,
                "{\"events\":[{\"id\":1,\"event\":{\"type\":\"order\",\"source\":\"till\",\"id\":\"1\"}},"
                        + "{\"id\":2,\"event\":{\"type\":\"order\",\"source\":\"shop\",\"id\":\"2\"}}]}"));
        assertThat(fixed.path("results"))
                .extracting(one -> one.path("outcome").asText())
                .containsExactly("accepted", "duplicate");
        assertThat(engine.awaitSequence(fixed.path("sequence").asLong(), 5_000)).isTrue();
        assertThat(engine.views().metric("orders", "1d", null, false).value()).isEqualTo(2.0);
        assertThat(json(server.get("/v1/quarantine")).path("held").asInt()).isZero();
        assertThat(server.get("/metrics").body())
                .contains("polestar_quarantine_events 0", "polestar_quarantine_left_total{how=\"resent\"} 2");
    }

    @Test
    void aQuarantinedEventCanBeDeletedOnce() throws Exception {
        post("/v1/events", JSON, "nonsense");
        assertThat(json(server.get("/v1/quarantine"))
                        .path("events")
                        .get(0)
                        .path("text")
                        .asText())
                .isEqualTo("nonsense");
        assertThat(delete("/v1/quarantine/1").statusCode()).isEqualTo(204);
        assertThat(delete("/v1/quarantine/1").statusCode()).isEqualTo(404);
        assertThat(delete("/v1/quarantine/none").statusCode()).isEqualTo(400);
    }

    @Test
    void aResendThatMakesNoSenseIsRefused() throws Exception {
        for (String body : new String[] {
            "",
            "[]",
            "{}",
            "{\"ids\":7}",
            "{\"ids\":[]}",
            "{\"ids\":[\"7\"]}",
            "{\"events\":[{\"id\":7}]}",
            "{\"ids\":[1]} x"
        }) {
            HttpResponse<String> response = post("/v1/quarantine/resend", JSON, body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
        }
        assertThat(server.get("/v1/quarantine?limit=1001").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/quarantine?before=x").statusCode()).isEqualTo(400);
    }

    private double countedAfter(JsonNode receipt) throws InterruptedException {
        assertThat(engine.awaitSequence(receipt.path("sequence").asLong(), 5_000))
                .isTrue();
        return engine.views().metric("orders", "1d", null, false).value();
    }

    private HttpResponse<String> post(String path, String mediaType, String body) throws Exception {
        return server.send(
                server.request(path).header("Content-Type", mediaType).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return server.send(server.request(path).DELETE());
    }
}
