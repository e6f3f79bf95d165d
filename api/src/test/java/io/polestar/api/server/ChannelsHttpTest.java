package io.polestar.api.server;

import static io.polestar.api.channel.Notes.message;
import static io.polestar.api.channel.Receiver.answer;
import static io.polestar.api.channel.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.channel.Receiver;
import io.polestar.api.channel.Station;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels over HTTP. */
class ChannelsHttpTest {
    @TempDir
    Path directory;

    @Test
    void aChannelIsWatchedTriedOutAndGivenWhatWasSetAside() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).open();
                TestServer server = TestServer.start(new FakeBackend(), station.channels(), directory)) {
            AnswerSchemas schemas = new AnswerSchemas(server);
            JsonNode idle = schemas.fits("Channels", server.get("/v1/channels"))
                    .path("channels")
                    .path(0);
            assertThat(idle.path("state").asText()).isEqualTo("idle");
            assertThat(idle.path("kind").asText()).isEqualTo("webhook");

            JsonNode test = schemas.fits("ChannelTest", post(server, "/v1/channels/ops/test"));
            assertThat(test.path("outcome").asText()).isEqualTo("delivered");
            receiver.next(answer(410, "gone"));
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().parked() == 1);
            JsonNode failing = schemas.fits("Channels", server.get("/v1/channels"))
                    .path("channels")
                    .path(0);
            assertThat(failing.path("state").asText()).isEqualTo("failing");
            assertThat(failing.path("lastError").asText()).isEqualTo("answered 410: gone");
            assertThat(failing.path("parkedMessages")
                            .path(0)
                            .path("rules")
                            .path(0)
                            .asText())
                    .isEqualTo("orders_low");

            JsonNode resent = schemas.fits("ChannelResend", post(server, "/v1/channels/ops/resend"));
            assertThat(resent.path("resent").asInt()).isEqualTo(1);
            await().until(() -> station.status("ops").counts().sent() == 1);
            assertThat(server.get("/metrics").body())
                    .contains("polestar_channel_sent_total{channel=\"ops\"} 1", "polestar_outbox_bytes 0");
        }
    }

    @Test
    void aChannelThatThereIsNotIsNotFound() throws Exception {
        try (Station station = new Station(directory).open();
                TestServer server = TestServer.start(new FakeBackend(), station.channels(), directory)) {
            AnswerSchemas schemas = new AnswerSchemas(server);
            for (String act : new String[] {"test", "resend"}) {
                HttpResponse<String> answer = post(server, "/v1/channels/nobody/" + act);
                assertThat(answer.statusCode()).isEqualTo(404);
                schemas.fits("Problem", answer);
            }
        }
    }

    private static HttpResponse<String> post(TestServer server, String path) throws Exception {
        return server.send(server.request(path).POST(BodyPublishers.noBody()));
    }
}
