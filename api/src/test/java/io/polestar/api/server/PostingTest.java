package io.polestar.api.server;

import static io.polestar.api.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.engine.Acks;
import io.polestar.engine.Readiness;
import io.polestar.engine.Refusal;
import io.polestar.engine.Status;
import io.polestar.ingest.wire.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending events over HTTP: what is taken, what is told, and what becomes of a server without room. */
class PostingTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";
    private static final int BODY_BYTES = 4_096;

    private final FakeBackend engine = new FakeBackend();
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = TestServer.start(
                engine, directory, ServerConfig.defaults().withLimits(Limits.DEFAULTS.withBodyBytes(BODY_BYTES)));
    }

    @AfterEach
    void noBatchIsLost() {
        assertThat(engine.batchesOut()).isZero();
        server.close();
    }

    @Test
    void eachFormOfEventsIsTaken() throws Exception {
        assertThat(accepted(server.post(JSON, "{\"type\":\"order\",\"data\":{\"invoice\":\"1\"}}")))
                .isEqualTo(1);
        assertThat(accepted(server.post(JSON, "[{\"type\":\"order\"},{\"type\":\"order\"}]")))
                .isEqualTo(2);
        assertThat(accepted(server.post(NDJSON, "{\"type\":\"order\"}\n{\"type\":\"order\"}\n{\"type\":\"order\"}\n")))
                .isEqualTo(3);
        assertThat(accepted(server.post(
                        "application/cloudevents+json",
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"order\"}")))
                .isEqualTo(1);
        assertThat(accepted(server.send(server.request("/v1/events")
                        .header("Content-Type", JSON)
                        .header("ce-specversion", "1.0")
                        .header("ce-id", "2")
                        .header("ce-source", "s")
                        .header("ce-type", "order")
                        .POST(BodyPublishers.ofString("{\"invoice\":\"7\"}")))))
                .isEqualTo(1);
        assertThat(engine.accepted()).isEqualTo(8);
    }

    @Test
    void aCompressedBodyIsTaken() throws Exception {
        HttpResponse<String> response = server.send(server.request("/v1/events")
                .header("Content-Type", NDJSON)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip("{\"type\":\"order\"}\n".repeat(20)))));

        assertThat(accepted(response)).isEqualTo(20);
    }

    @Test
    void theGoodPartOfABatchGoesInAndTheRestIsToldByIndex() throws Exception {
        engine.setRefusals(List.of(new Refusal(2, "time", "2999-01-01T00:00:00Z", "too far ahead")));

        HttpResponse<String> response = server.post(
                NDJSON,
                "{\"type\":\"order\"}\nnot json\n{\"type\":\"order\",\"time\":\"2999-01-01T00:00:00Z\"}\n{\"id\":\"no type\"}\n");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode receipt = json(response);
        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected").findValuesAsText("index")).containsExactly("1", "2", "3");
        assertThat(receipt.path("rejectedCount").asInt()).isEqualTo(3);
        assertThat(receipt.path("sequence").asLong()).isEqualTo(engine.sequence());
    }

    @Test
    void theAckIsTheServersUnlessTheRequestAsks() throws Exception {
        server.post(JSON, "{\"type\":\"order\"}");
        assertThat(engine.lastAcks()).isEqualTo(Acks.JOURNAL);

        server.send(server.request("/v1/events?acks=sync")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString("{\"type\":\"order\"}")));
        assertThat(engine.lastAcks()).isEqualTo(Acks.SYNC);

        HttpResponse<String> wrong = server.send(server.request("/v1/events?acks=none")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString("{\"type\":\"order\"}")));
        assertThat(wrong.statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyWithoutAnyEventIsRefusedWithWhatIsWrong() throws Exception {
        HttpResponse<String> response = server.post(JSON, "{\"type\":");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("type").asText()).isEqualTo("/problems/unreadable-body");
        assertThat(json(response).path("rejected").size()).isEqualTo(1);
        assertThat(server.post(JSON, "").statusCode()).isEqualTo(400);
    }

    @Test
    void aTypeThatIsNotKnownIsRefused() throws Exception {
        assertThat(server.post("text/csv", "a,b").statusCode()).isEqualTo(415);
        assertThat(server.send(server.request("/v1/events")
                                .header("Content-Type", JSON)
                                .header("Content-Encoding", "br")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aBodyMayBeAsLargeAsTheLimitAndNoLarger() throws Exception {
        String event = "{\"type\":\"order\"}";
        String exact = event + " ".repeat(BODY_BYTES - event.length());

        assertThat(server.post(JSON, exact).statusCode()).isEqualTo(200);
        assertThat(server.post(JSON, exact + " ").statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyThatInflatesPastTheLimitIsRefused() throws Exception {
        HttpResponse<String> response = server.send(server.request("/v1/events")
                .header("Content-Type", JSON)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(" ".repeat(100_000)))));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyOfUnknownLengthIsHeldToTheLimitToo() throws Exception {
        byte[] body = " ".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> response =
                server.post(JSON, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void withoutRoomTheSenderIsToldToComeBack() throws Exception {
        engine.setRoom(false);
        HttpResponse<String> noBatch = server.post(JSON, "{\"type\":\"order\"}");
        engine.setRoom(true);
        engine.setStatus(Status.FULL);
        HttpResponse<String> noSlot = server.post(JSON, "{\"type\":\"order\"}");

        for (HttpResponse<String> response : List.of(noBatch, noSlot)) {
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
            assertThat(json(response).path("status").asInt()).isEqualTo(429);
        }
        assertThat(engine.accepted()).isZero();
    }

    @Test
    void aFullDiskStopsSendingButNotReading() throws Exception {
        engine.setStatus(Status.DISK_FULL);

        assertThat(server.post(JSON, "{\"type\":\"order\"}").statusCode()).isEqualTo(507);
        assertThat(server.get("/v1/tree").statusCode()).isEqualTo(200);
    }

    @Test
    void nothingIsTakenWhileTheJournalIsReplayed() throws Exception {
        engine.setReadiness(new Readiness(Readiness.State.REPLAYING, 10, 0.1, "replaying"));

        HttpResponse<String> response = server.post(JSON, "{\"type\":\"order\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void aRefusedSenderGoesOnOverTheSameConnection() throws Exception {
        String refused =
                "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 4000\r\n\r\n"
                        + "x".repeat(4_000);
        String good = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write((refused + good).getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers).startsWith("HTTP/1.1 415 ").contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBrokenTransferIsTheSendersFault() throws Exception {
        String broken = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n";
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(broken.getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        }
    }

    private static int accepted(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response).path("accepted").asInt();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
