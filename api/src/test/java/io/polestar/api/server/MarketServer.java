package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.backend.EngineBackend;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.DefinitionReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A real engine behind a real server; its wall clock stands until it is moved. */
public final class MarketServer implements AutoCloseable {
    public static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;

    public static final String TREE = """
            polestar: 1
            name: Market
            zone: UTC
            windows: [1h, 1d, today]
            dimensions:
              country: {property: country, bound: 10, labels: {en: Country}}
              channel: {property: channel, bound: 3, labels: {en: Channel}}
              place: {pair: [country, channel], bound: 20, labels: {en: Country and channel}}
            northStar: revenue
            metrics:
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, decimals: 2, kind: sum, event: order, value: price, by: [country, channel, place]}
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: count, event: order, by: [country]}
              buyers: {labels: {en: Buyers}, owner: a@example.com, unit: buyer, kind: distinct, event: order, of: subject, by: [country]}
              growth: {labels: {en: Growth}, owner: a@example.com, unit: '1', kind: derived, formula: revenue / before, earlier: {before: {metric: revenue, against: previous}}, by: [country]}
            influences:
              - {driver: orders, target: revenue, sign: positive}
              - {driver: buyers, target: revenue, sign: positive}
              - {driver: growth, target: revenue, sign: positive}
            """;

    private final AtomicLong wall = new AtomicLong(NOON);
    private final Engine engine;
    private final TestServer server;

    public MarketServer(Path directory) throws Exception {
        this(directory, TREE);
    }

    public MarketServer(Path directory, String tree) throws Exception {
        engine = Engine.open(
                EngineConfig.in(directory.resolve("data"), ClockMode.WALL, wall::get, () -> 42L)
                        .withMinFreeBytes(0)
                        .withSnapshotMillis(3_600_000),
                DefinitionReader.read(tree, "market.yaml"));
        await().atMost(Duration.ofSeconds(60)).until(() -> engine.readiness().isReady());
        server = TestServer.start(new EngineBackend(engine), directory);
    }

    public TestServer server() {
        return server;
    }

    public Engine engine() {
        return engine;
    }

    public long wallMillis() {
        return wall.get();
    }

    /** Posts events, one a line with ' for ", and returns when they are counted. */
    public void post(String... events) throws Exception {
        HttpResponse<String> response =
                server.post("application/x-ndjson", String.join("\n", events).replace('\'', '"'));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(engine.awaitSequence(
                        TestServer.json(response).path("sequence").asLong(), 60_000))
                .isTrue();
    }

    public JsonNode get(String path) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    /** The detail of the problem that a request is answered with. */
    public String refused(String path) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return TestServer.json(response).path("detail").asText();
    }

    /** Lets time go by, and returns when the tick that tells of it is counted. */
    public void pass(long millis) {
        wall.addAndGet(millis);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engine.views().alerts().trust().clockMillis() > wall.get());
    }

    @Override
    public void close() throws Exception {
        server.close();
        engine.close();
    }
}
