package io.polestar.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.ServerConfig;
import io.polestar.api.server.TestServer;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.view.AlertState;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same messages as a stream of server-sent events. */
class LiveStreamTest {
    private final FakeBackend engine = new FakeBackend();
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        engine.advance();
        LiveLimits limits = LiveLimits.defaults().withSubscribers(1).withHeartbeatMillis(50);
        server = TestServer.start(engine, directory, ServerConfig.defaults().withLive(limits));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStreamCarriesSnapshotChangesAndAlertsWithTheSequenceAsId() throws Exception {
        try (Stream stream = open("/v1/live?metric=orders&window=1d&alerts=true")) {
            assertThat(stream.next("ack").path("topics").asInt()).isEqualTo(2);
            stream.next("snapshot");
            stream.next("snapshot");

            engine.set("orders", 55);
            JsonNode change = stream.next("change");
            assertThat(change.path("data").path("value").asInt()).isEqualTo(55);
            assertThat(stream.id).isEqualTo(change.path("sequence").asText());

            engine.transition(AlertState.FIRING);
            assertThat(stream.next("alert").path("data").path("rule").asText()).isEqualTo("orders_low");
            stream.next("heartbeat");
        }
    }

    @Test
    void whatAStreamIsComparedWithStandsInItsQuery() throws Exception {
        try (Stream stream = open("/v1/live?metric=orders&window=1d&against=weekday")) {
            JsonNode snapshot = stream.next("snapshot");

            assertThat(snapshot.path("topic").path("against").asText()).isEqualTo("weekday");
            assertThat(snapshot.path("data").path("previous").path("value").asInt())
                    .isEqualTo(40 + Comparison.WEEKDAY.ordinal());
        }
        assertThat(status("/v1/live?tree=1d&against=yesterday")).isEqualTo(400);
    }

    @Test
    void aBrowserThatComesBackResumesByItsLastEventId() throws Exception {
        engine.transition(AlertState.FIRING);
        HttpResponse<InputStream> response = server.client()
                .send(
                        server.request("/v1/live?alerts=true")
                                .header("Accept", "text/event-stream")
                                .header("Last-Event-ID", "2")
                                .build(),
                        BodyHandlers.ofInputStream());

        try (Stream stream = new Stream(response)) {
            stream.next("ack");
            assertThat(stream.next().path("type").asText()).isEqualTo("alert");
        }
    }

    @Test
    void whatCannotBeSubscribedToIsAProblem() throws Exception {
        assertThat(status("/v1/live")).isEqualTo(400);
        assertThat(status("/v1/live?metric=nothing")).isEqualTo(400);
        assertThat(status("/v1/live?tree=1d&resume=soon")).isEqualTo(400);
        assertThat(server.send(server.request("/v1/live?tree=1d").header("Accept", "text/html"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aStreamThatEndsGivesItsPlaceBack() throws Exception {
        try (Stream stream = open("/v1/live?tree=1d")) {
            stream.next("snapshot");
            assertThat(status("/v1/live?tree=1d")).isEqualTo(503);
        }
        await().until(() -> {
            engine.advance();
            try (Stream stream = open("/v1/live?tree=1d")) {
                return stream.status == 200;
            }
        });
    }

    @Test
    void aReaderThatStandsStillIsSentTheNewestAndTheNumberItMissed() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            engine.putCountry("a country with quite a long name, number " + i, i);
        }
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
            socket.getOutputStream()
                    .write(("GET /v1/live?metric=orders&window=1d&by=country HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Accept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> engine.reads() > 0);
            for (int value = 1; value <= 200; value++) {
                int reads = engine.reads();
                engine.set("orders", 1_000_000 + value);
                await().pollInterval(Duration.ofMillis(1)).until(() -> engine.reads() > reads);
            }

            InputStream unread = socket.getInputStream();
            StringBuilder heard = new StringBuilder();
            byte[] buffer = new byte[1 << 16];
            while (heard.indexOf("\"value\":1000200") < 0) {
                int read = unread.read(buffer);
                assertThat(read).as("the stream ended").isPositive();
                heard.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }

            int last = heard.lastIndexOf("\"dropped\":");
            assertThat(heard.substring(last)).matches(Pattern.compile("\"dropped\":[1-9][0-9]*,.*", Pattern.DOTALL));
        }
    }

    private int status(String path) throws Exception {
        return server.send(server.request(path).header("Accept", "text/event-stream"))
                .statusCode();
    }

    private Stream open(String path) throws Exception {
        return new Stream(server.client()
                .send(
                        server.request(path)
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofInputStream()));
    }

    private static final class Stream implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;
        private final int status;
        private String id = "";

        Stream(HttpResponse<InputStream> response) {
            status = response.statusCode();
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        JsonNode next(String type) throws Exception {
            while (true) {
                JsonNode message = next();
                if (message.path("type").asText().equals(type)) {
                    return message;
                }
            }
        }

        JsonNode next() throws Exception {
            while (true) {
                String line = lines.readLine();
                assertThat(line).as("the stream ended").isNotNull();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return TestServer.MAPPER.readTree(line.substring(6));
                }
            }
        }

        @Override
        public void close() throws Exception {
            body.close();
        }
    }
}
