package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import io.polestar.api.backend.EngineBackend;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.DefinitionReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 seeded mutations of valid requests over real HTTP: no 5xx, no lost good event, no growth of memory. */
class FuzzedBodiesTest {
    private static final int ROUNDS = 10_000;
    private static final int SETTLED = 2_000;
    private static final long MAX_GROWTH_BYTES = 24L << 20;
    private static final long SEED = 20_261_123;

    private static final String TREE = """
            polestar: 1
            name: Fuzz
            windows: [1d]
            northStar: good
            metrics:
              good: {kind: count, event: good, unit: event, owner: a@example.com}
            """;

    private static final List<String> FORMATS = List.of(
            "application/json",
            "application/x-ndjson",
            "application/cloudevents+json",
            "application/cloudevents-batch+json");

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\\",
            "\\u12",
            "\\ud800",
            "1e999",
            "-",
            "NaN",
            "null",
            "\n",
            "\u0000",
            "[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}",
            "123456789012345678901234567890",
            "\"time\":\"2026-13-45T99:99:99Z\"");

    private final Random random = new Random(SEED);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path directory;

    private int port;
    private int goodSent;

    @Test
    void damagedRequestsNeitherBreakTheServerNorTakeGoodEventsWithThem() throws Exception {
        try (Engine engine = open()) {
            ServerApp server = new ServerApp(
                    new EngineBackend(engine),
                    ServerConfig.defaults().withPort(0),
                    TokenBook.open(new TokenFile(directory), Clock.systemUTC()),
                    Clock.systemUTC());
            server.start();
            try {
                port = server.port();
                fuzz();
            } finally {
                server.close();
            }
        }
    }

    private Engine open() throws Exception {
        Engine engine = Engine.open(
                EngineConfig.in(directory.resolve("data"), ClockMode.WALL, System::currentTimeMillis, () -> SEED)
                        .withMinFreeBytes(0),
                DefinitionReader.read(TREE, "tree.yaml"));
        await().atMost(Duration.ofSeconds(60)).until(() -> engine.readiness().isReady());
        return engine;
    }

    private void fuzz() throws Exception {
        long settled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            HttpResponse<String> reply = round % 10 == 0 ? postAmongDamagedLines(round) : postDamaged(round);
            assertThat(reply.statusCode())
                    .as("seed %d, round %d: %s", SEED, round, reply.body())
                    .isLessThan(500);
            if (round == SETTLED) {
                settled = usedAfterCollection();
            }
        }
        assertThat(usedAfterCollection() - settled).as("growth of the heap").isLessThan(MAX_GROWTH_BYTES);
        assertThat(value("good")).as("good events counted").isEqualTo(goodSent);
    }

    /** A good line between two damaged ones: it must go in whatever stands beside it. */
    private HttpResponse<String> postAmongDamagedLines(int round) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(withoutLineEnds(damage(event("noise", round))));
        body.write('\n');
        body.write(event("good", round).getBytes(StandardCharsets.UTF_8));
        body.write('\n');
        body.write(withoutLineEnds(damage(event("noise", -round))));
        goodSent++;
        HttpResponse<String> reply = post("application/x-ndjson", body.toByteArray(), false);
        assertThat(json.readTree(reply.body()).path("accepted").asInt())
                .as("seed %d, round %d: %s", SEED, round, reply.body())
                .isPositive();
        return reply;
    }

    private HttpResponse<String> postDamaged(int round) throws Exception {
        String format = FORMATS.get(random.nextInt(FORMATS.size()));
        byte[] body = damage(valid(format, round));
        if (round % 500 == 1) {
            return post(format, gzip(new byte[64 << 20]), true);
        }
        if (random.nextInt(8) == 0) {
            byte[] packed = gzip(body);
            boolean cut = random.nextBoolean();
            return post(format, cut ? Arrays.copyOf(packed, random.nextInt(packed.length)) : packed, true);
        }
        return post(format, body, random.nextInt(50) == 0);
    }

    private String valid(String format, int round) {
        return switch (format) {
            case "application/x-ndjson" -> event("noise", round) + "\n" + event("noise", round + 1);
            case "application/cloudevents+json" -> cloudEvent(round);
            case "application/cloudevents-batch+json" -> "[" + cloudEvent(round) + "," + cloudEvent(round + 1) + "]";
            default ->
                random.nextBoolean()
                        ? event("noise", round)
                        : "[" + event("noise", round) + "," + event("noise", round + 1) + "]";
        };
    }

    private static String event(String type, int number) {
        return "{\"type\":\"%s\",\"id\":\"%s%d\",\"source\":\"fuzz\",\"subject\":\"u%d\",\"data\":{\"price\":12.5,\"name\":\"茶 é\",\"nested\":{\"list\":[1,2,3],\"ok\":true}}}"
                .formatted(type, type, number, number % 7);
    }

    private static String cloudEvent(int number) {
        return "{\"specversion\":\"1.0\",\"id\":\"c%d\",\"source\":\"/fuzz\",\"type\":\"noise\",\"time\":\"2026-01-02T03:04:05Z\",\"data\":{\"a\":1}}"
                .formatted(number);
    }

    private byte[] damage(String valid) {
        byte[] body = valid.getBytes(StandardCharsets.UTF_8);
        for (int left = 1 + random.nextInt(4); left > 0 && body.length > 0; left--) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(5)) {
                case 0 -> body = Arrays.copyOf(body, at);
                case 1 -> body[at] = (byte) random.nextInt(256);
                case 2 ->
                    body = insert(
                            body, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
                case 3 -> body = insert(body, at, new byte[] {(byte) 0xC0, (byte) 0xAF});
                default -> body = insert(body, at, Arrays.copyOfRange(body, at, Math.min(body.length, at + 40)));
            }
        }
        return body;
    }

    private static byte[] insert(byte[] body, int at, byte[] piece) {
        byte[] longer = new byte[body.length + piece.length];
        System.arraycopy(body, 0, longer, 0, at);
        System.arraycopy(piece, 0, longer, at, piece.length);
        System.arraycopy(body, at, longer, at + piece.length, body.length - at);
        return longer;
    }

    private static byte[] withoutLineEnds(byte[] line) {
        for (int at = 0; at < line.length; at++) {
            line[at] = line[at] == '\n' ? (byte) ' ' : line[at];
        }
        return line;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private HttpResponse<String> post(String type, byte[] body, boolean packed) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        if (packed) {
            request.header("Content-Encoding", "gzip");
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private double value(String metric) throws Exception {
        HttpResponse<String> posted =
                post("application/json", event("last", 0).getBytes(StandardCharsets.UTF_8), false);
        JsonNode receipt = json.readTree(posted.body());
        HttpRequest read = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/metrics/" + metric
                        + "?window=1d&minSequence=" + receipt.path("sequence").asLong()))
                .build();
        return json.readTree(client.send(read, BodyHandlers.ofString()).body())
                .path("value")
                .asDouble(-1);
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
