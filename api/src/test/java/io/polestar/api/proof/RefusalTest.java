package io.polestar.api.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.server.ServerApp;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.DefinitionReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders are told when there is no room, by a real server over a real engine. */
class RefusalTest {
    private static final int SENDERS = 8;
    private static final int BATCHES = 150;
    private static final int BATCH = 50;

    private static final String TREE = """
            polestar: 1
            name: Visits
            zone: UTC
            windows: [1d]
            northStar: visits
            metrics:
              visits: {labels: {en: Visits}, owner: a@example.com, unit: visit, kind: count, event: visit}
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    /** What is done with a server. */
    private interface Use {
        void of(URI address) throws Exception;
    }

    private void serve(EngineConfig config, Use use) throws Exception {
        try (Engine engine = Engine.open(config, DefinitionReader.read(TREE, "tree.yaml"));
                ServerApp server = new ServerApp(
                        new EngineBackend(engine),
                        ServerConfig.defaults().withPort(0),
                        TokenBook.open(new TokenFile(directory), Clock.systemUTC()),
                        Clock.systemUTC())) {
            server.start();
            URI address = URI.create(server.address());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(address, "/readyz").statusCode() == 200);
            use.of(address);
        }
    }

    private EngineConfig config() {
        return EngineConfig.in(directory, ClockMode.WALL, System::currentTimeMillis, () -> 42L)
                .withMinFreeBytes(0);
    }

    @Test
    void aFullDiskIsAnswered507AndReadsGoOn() throws Exception {
        serve(
                config(),
                address -> assertThat(post(address, visits(0, 10)).statusCode()).isEqualTo(200));
        serve(config().withMinFreeBytes(Long.MAX_VALUE / 4), address -> {
            HttpResponse<String> refused = post(address, visits(10, 20));
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(KillableServer.parse(refused.body()).path("status").asInt())
                    .isEqualTo(507);
            assertThat(visitsCounted(address, 0)).isEqualTo(10);
            assertThat(get(address, "/v1/tree?window=1d").statusCode()).isEqualTo(200);
            assertThat(get(address, "/readyz").statusCode()).isEqualTo(200);
        });
        serve(config(), address -> {
            HttpResponse<String> taken = post(address, visits(0, 20));
            assertThat(KillableServer.parse(taken.body()).path("accepted").asInt())
                    .isEqualTo(10);
        });
    }

    @Test
    void aFullRingIsAnswered429WithRetryAfterAndNothingAcknowledgedIsLost() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        serve(config().withRing(1, 256), address -> {
            ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
            List<Callable<Long>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender * BATCHES * BATCH;
                senders.add(() -> sendAll(address, first, refused));
            }
            long last = 0;
            for (Future<Long> sequence : threads.invokeAll(senders)) {
                last = Math.max(last, sequence.get());
            }
            threads.shutdown();
            assertThat(refused).hasPositiveValue();
            assertThat(visitsCounted(address, last)).isEqualTo((long) SENDERS * BATCHES * BATCH);
        });
    }

    /** Sends until everything is taken; returns the last sequence. */
    private long sendAll(URI address, int first, AtomicInteger refused) throws Exception {
        long sequence = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            int from = first + batch * BATCH;
            HttpResponse<String> answer = post(address, visits(from, from + BATCH));
            while (answer.statusCode() == 429) {
                refused.incrementAndGet();
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                        .isPositive();
                answer = post(address, visits(from, from + BATCH));
            }
            JsonNode receipt = KillableServer.parse(answer.body());
            assertThat(receipt.path("accepted").asInt()).as(answer.body()).isEqualTo(BATCH);
            sequence = receipt.path("sequence").asLong();
        }
        return sequence;
    }

    private long visitsCounted(URI address, long minSequence) throws Exception {
        String body = get(address, "/v1/metrics/visits?window=1d&minSequence=" + minSequence)
                .body();
        return KillableServer.parse(body).path("value").asLong();
    }

    private HttpResponse<String> get(URI address, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI address, String lines) throws Exception {
        return client.send(
                HttpRequest.newBuilder(address.resolve("/v1/events"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String visits(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int visit = from; visit < to; visit++) {
            lines.append("{\"id\":\"v").append(visit).append("\",\"type\":\"visit\"}\n");
        }
        return lines.toString();
    }
}
