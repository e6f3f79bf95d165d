package io.polestar.api.channel;

import static io.polestar.api.channel.Notes.message;
import static io.polestar.api.channel.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Alertmanager gets alerts by its v2 API, and is told again while they go on. */
class AlertmanagerTest {
    private static final String CHANNEL = "ops: {alertmanager: {url: env:URL, user: polestar, password: env:PASSWORD}}";

    @TempDir
    Path directory;

    private Station station(Receiver receiver) {
        return new Station(directory)
                .with("URL", receiver.url("/am/"))
                .with("PASSWORD", "pass-word")
                .clock(new QuickClock(1))
                .define(CHANNEL);
    }

    @Test
    void anAlertHasLabelsAnnotationsAndTimes() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station = station(receiver).open()) {
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 1);

            Receiver.Request request = receiver.requests().get(0);
            assertThat(request.path()).isEqualTo("/am/api/v2/alerts");
            assertThat(request.header("Authorization")).isEqualTo("Basic cG9sZXN0YXI6cGFzcy13b3Jk");
            JsonNode alert = request.json().path(0);
            assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("orders_low");
            assertThat(alert.path("labels").path("team").asText()).isEqualTo("sales");
            assertThat(alert.path("annotations").path("path").asText()).isEqualTo("Orders → Revenue");
            assertThat(alert.path("startsAt").asText()).isEqualTo("2024-06-01T07:59:00.000Z");
            assertThat(Instant.parse(alert.path("endsAt").asText()))
                    .isAfter(Instant.now().plusSeconds(180));
            assertThat(alert.path("generatorURL").asText()).startsWith("https://polestar.example.com/#");
        }
    }

    @Test
    void whatGoesOnIsSaidAgainUntilItEndsAlsoAfterARestart() throws Exception {
        try (Receiver receiver = new Receiver(status(200))) {
            Station station = station(receiver).setting(settings -> settings.withSayAgainMillis(150));
            try (station) {
                station.open();
                station.offer(message("m1", 1, "e1", "e2"));
                station.offer(message("r2", 2, "e2"));
                await().until(() -> station.status("ops").counts().sent() == 2);
                await().until(() -> receiver.requests().size() >= 4);
                assertThat(station.status("ops").counts().standing()).isEqualTo(1);
            }
            int before = receiver.requests().size();
            try (station) {
                station.open();
                await().until(() -> receiver.requests().size() >= before + 2);
                assertThat(receiver.requests()
                                .get(receiver.requests().size() - 1)
                                .json()
                                .size())
                        .isEqualTo(1);
                station.offer(message("r3", 3, "e1"));
                await().until(() -> station.status("ops").counts().sent() == 1);
                assertThat(station.status("ops").counts().standing()).isZero();
            }
            JsonNode last = receiver.requests()
                    .get(receiver.requests().size() - 1)
                    .json()
                    .path(0);
            assertThat(last.path("endsAt").asText()).isEqualTo("2024-06-01T08:00:00.000Z");
        }
    }

    @Test
    void labelsAreTheSameFromFiringToResolved() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station = station(receiver).open()) {
            station.offer(message("m1", 1, "e1"));
            station.offer(message("r2", 2, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 2);

            List<JsonNode> labels = receiver.requests().stream()
                    .map(request -> request.json().path(0).path("labels"))
                    .distinct()
                    .toList();
            assertThat(labels).hasSize(1);
        }
    }

    @Test
    void aTestIsAnAlertThatEndsBySelf() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station = station(receiver).open()) {
            station.channels().test("ops");

            JsonNode alert = receiver.requests().get(0).json().path(0);
            assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("polestar_test");
            assertThat(station.status("ops").counts().standing()).isZero();
        }
    }
}
