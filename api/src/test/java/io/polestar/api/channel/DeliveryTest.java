package io.polestar.api.channel;

import static io.polestar.api.channel.Notes.message;
import static io.polestar.api.channel.Receiver.answer;
import static io.polestar.api.channel.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.api.channel.Receiver.Request;
import io.polestar.api.channel.sender.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way to a real server that does not always do as it should. */
class DeliveryTest {
    @TempDir
    Path directory;

    @Test
    void aMessageArrivesSignedAndExplained() throws Exception {
        try (Receiver receiver = new Receiver(status(204));
                Station station = new Station(directory)
                        .webhook(receiver.url("/hook?a=b"))
                        .open()) {
            station.offer(message("m1", 5, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 1);

            Request request = receiver.requests().get(0);
            assertThat(request.path()).isEqualTo("/hook");
            assertThat(request.query()).isEqualTo("a=b");
            assertThat(request.header("webhook-id")).isEqualTo("m1");
            assertThat(request.header("webhook-signature")).isEqualTo(signature(request));
            assertThat(request.json().path("type").asText()).isEqualTo("alert.fired");
            assertThat(request.json()
                            .path("data")
                            .path("alerts")
                            .path(0)
                            .path("briefing")
                            .path("path")
                            .path(1)
                            .asText())
                    .isEqualTo("Revenue");
            assertThat(station.channels().takenSequence()).isEqualTo(5);
        }
    }

    private static String signature(Request request) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(Station.WEBHOOK_KEY.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signed = request.header("webhook-id") + '.' + request.header("webhook-timestamp") + '.' + request.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatFailsIsSentAgainUnderItsId() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).open()) {
            receiver.next(
                    status(500),
                    (exchange, request) -> exchange.close(),
                    (exchange, request) -> {
                        exchange.sendResponseHeaders(200, 1_000);
                        exchange.getResponseBody().write(1);
                        exchange.close();
                    },
                    answer(429, "", "Retry-After", "2"),
                    status(408));
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 1);

            assertThat(receiver.headers("webhook-id")).containsExactly("m1", "m1", "m1", "m1", "m1", "m1");
            assertThat(station.status("ops").counts().retried()).isEqualTo(5);
            assertThat(station.status("ops").counts().lastError()).isEqualTo("answered 408");
        }
    }

    @Test
    void anAnswerThatNeverEndsIsCutOff() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station = new Station(directory)
                        .webhook(receiver.url("/"))
                        .setting(settings -> settings.withTimeoutMillis(200))
                        .open()) {
            receiver.next((exchange, request) -> {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 10_000; i++) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            });
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 1);

            assertThat(receiver.headers("webhook-id")).containsExactly("m1", "m1");
            assertThat(station.status("ops").counts().lastError()).contains("took longer than 200 ms");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).open()) {
            receiver.next(answer(307, "", "Location", receiver.url("/elsewhere")));
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().parked() == 1);

            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void whatIsRefusedIsSetAsideAndCanBeSentAgain() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).open()) {
            receiver.next(answer(400, "bad schema"));
            station.offer(message("m1", 1, "e1"));
            station.offer(message("m2", 2, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 1);

            assertThat(station.channels().parked("ops"))
                    .singleElement()
                    .satisfies(parked -> assertThat(parked.reason()).isEqualTo("answered 400: bad schema"));
            assertThat(station.channels().resend("ops")).contains(1);
            await().until(() -> station.status("ops").counts().sent() == 2);
            assertThat(receiver.headers("webhook-id")).containsExactly("m1", "m2", "m1");
            assertThat(station.status("ops").counts().parked()).isZero();
        }
    }

    @Test
    void oneMessageThatFailsHoldsBackItsOwnAlertsAndNoOthers() throws Exception {
        try (Receiver receiver = new Receiver((exchange, request) -> status(
                                request.body().contains("\"e1\"")
                                                && request.header("webhook-id").equals("m1")
                                        ? 503
                                        : 200)
                        .to(exchange, request));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).open()) {
            station.offer(message("m1", 1, "e1"));
            station.offer(message("r2", 2, "e1"));
            station.offer(message("m3", 3, "e3", "e1"));
            station.offer(message("m4", 4, "e4"));
            station.offer(message("r5", 5, "e4"));
            await().until(() -> station.status("ops").counts().sent() == 2);
            assertThat(distinct(receiver.headers("webhook-id"))).containsExactly("m1", "m4", "r5");

            receiver.usually(status(200));
            await().until(() -> station.status("ops").counts().sent() == 5);
            assertThat(distinct(receiver.headers("webhook-id"))).containsExactly("m1", "m4", "r5", "r2", "m3");
        }
    }

    @Test
    void aMessageGivenAgainIsSentOnceAlsoAfterARestart() throws Exception {
        try (Receiver receiver = new Receiver(status(200))) {
            Station station = new Station(directory).webhook(receiver.url("/"));
            try (station) {
                station.open();
                station.offer(message("m1", 1, "e1"));
                station.offer(message("m1", 1, "e1"));
                await().until(() -> station.status("ops").counts().sent() == 1);
            }
            try (station) {
                station.open();
                station.offer(message("m1", 1, "e1"));
                station.offer(message("m2", 2, "e1"));
                await().until(() -> station.status("ops").counts().sent() == 1);
            }
            assertThat(receiver.headers("webhook-id")).containsExactly("m1", "m2");
        }
    }

    @Test
    void whatWaitsForAChannelThatIsGoneIsSetAside() throws Exception {
        try (Receiver receiver = new Receiver(status(503));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).open()) {
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().retried() > 0);
            station.define("other: {webhook: {url: env:URL, secret: env:KEY}}");
            await().until(() -> station.status("ops").counts().parked() == 1);

            assertThat(station.status("ops").channel()).isNull();
            receiver.usually(status(200));
            station.webhook(receiver.url("/"));
            await().until(() -> station.channels().resend("ops").orElse(0) == 1);
            await().until(() -> station.status("ops").counts().sent() == 1);
        }
    }

    @Test
    void atMostSoManyMessagesAMinuteAreSent() throws Exception {
        QuickClock clock = new QuickClock(1);
        try (Receiver receiver = new Receiver(status(200));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).clock(clock)) {
            station.define("ops: {webhook: {url: env:URL, secret: env:KEY}, perMinute: 3}")
                    .open();
            IntStream.rangeClosed(1, 7).forEach(i -> station.offer(message("m" + i, i, "e" + i)));
            await().until(() -> station.status("ops").counts().sent() == 3);
            clock.move(58_000);
            assertThat(station.status("ops").counts().waiting()).isEqualTo(4);
            clock.move(2_000);
            await().until(() -> station.status("ops").counts().sent() == 6);

            assertThat(receiver.headers("webhook-id")).containsExactly("m1", "m2", "m3", "m4", "m5", "m6");
        }
    }

    @Test
    void aTestSaysWhetherTheChannelWorks() throws Exception {
        try (Receiver receiver = new Receiver(status(200));
                Station station =
                        new Station(directory).webhook(receiver.url("/")).open()) {
            assertThat(station.channels().test("ops")).contains(Outcome.DELIVERED);
            assertThat(receiver.requests().get(0).json().path("type").asText()).isEqualTo("alert.test");
            receiver.next(answer(401, "who are you?"));
            assertThat(station.channels().test("ops")).contains(new Outcome.Refused("answered 401: who are you?"));
            assertThat(station.channels().test("nobody")).isEmpty();
        }
    }

    @Test
    void nothingIsLostAndOrderIsKeptWhateverTheReceiverDoes() throws Exception {
        long seed = Long.getLong("polestar.seed", 20_240_601);
        Random random = new Random(seed);
        List<String> taken = java.util.Collections.synchronizedList(new ArrayList<>());
        Receiver.Answer moody = (exchange, request) -> {
            int mood;
            synchronized (random) {
                mood = random.nextInt(10);
            }
            if (mood < 6) {
                taken.add(request.header("webhook-id"));
            }
            switch (mood) {
                case 6 -> status(500).to(exchange, request);
                case 7 -> answer(429, "", "Retry-After", "1").to(exchange, request);
                case 8 -> exchange.close();
                case 9 -> answer(503, "<html>garbage").to(exchange, request);
                default -> status(200).to(exchange, request);
            }
        };
        try (Receiver receiver = new Receiver(moody);
                Station station = new Station(directory)
                        .webhook(receiver.url("/"))
                        .clock(new QuickClock(2_000))
                        .open()) {
            Map<String, List<String>> expected = new HashMap<>();
            for (int i = 1; i <= 80; i++) {
                String episode = "e" + random.nextInt(20);
                expected.computeIfAbsent(episode, key -> new ArrayList<>()).add("m" + i);
                station.offer(message("m" + i, i, episode));
            }
            await().atMost(java.time.Duration.ofSeconds(60))
                    .until(() -> station.status("ops").counts().sent() == 80);

            expected.forEach((episode, ids) -> assertThat(
                            taken.stream().filter(ids::contains).toList())
                    .as("seed %d, episode %s", seed, episode)
                    .isEqualTo(ids));
        }
    }

    private static List<String> distinct(List<String> all) {
        return all.stream().distinct().toList();
    }
}
