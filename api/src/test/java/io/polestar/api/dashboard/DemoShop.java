package io.polestar.api.dashboard;

import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.server.ServerApp;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Readiness;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.ingest.source.HttpSink;
import io.polestar.ingest.source.ImportListener;
import io.polestar.ingest.source.ImportPlan;
import io.polestar.ingest.source.Importer;
import io.polestar.ingest.source.Mapping;
import io.polestar.ingest.source.MappingReader;
import io.polestar.ingest.source.TimeRange;
import io.polestar.ingest.source.WallTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;

/** The demo's tree over a real engine and a real server, fed with the demo's own orders over HTTP. */
final class DemoShop implements AutoCloseable {
    private static final long KEY = 20_111_209;

    private final Path directory;
    private final Definition definition;
    private final Mapping mapping;
    private final Path orders;
    private Engine engine;
    private ServerApp server;
    private int port;

    DemoShop(Path directory) throws Exception {
        this.directory = directory;
        this.definition = DefinitionReader.read(text("definition.yaml"), "definition.yaml");
        this.mapping = MappingReader.read(text("mapping.yaml"), "mapping.yaml");
        this.orders = directory.resolve("orders.csv.gz");
        try (InputStream in = resource("online-retail-sample.csv.gz")) {
            Files.copy(in, orders, StandardCopyOption.REPLACE_EXISTING);
        }
        open();
    }

    /** Opens the same data on the same port as before. */
    void open() throws IOException {
        EngineConfig config = EngineConfig.in(
                        directory.resolve("data"), ClockMode.STREAM, System::currentTimeMillis, () -> KEY)
                .withMinFreeBytes(0);
        engine = Engine.open(config, definition);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> engine.readiness().state() == Readiness.State.READY);
        TokenBook tokens = TokenBook.open(new TokenFile(directory), Clock.systemUTC());
        server = new ServerApp(
                new EngineBackend(engine), ServerConfig.defaults().withPort(port), tokens, Clock.systemUTC());
        server.start();
        port = server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
        engine.close();
    }

    /** Where the page is. */
    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Brings the orders of that time in and waits until they are counted; {@code until} is exclusive, UTC. */
    void trade(String from, String until) throws IOException, InterruptedException {
        tradeAt(ImportPlan.UNPACED, from, until);
    }

    /** The same, event time running that many times as fast as the clock on the wall. */
    void tradeAt(double speed, String from, String until) throws IOException, InterruptedException {
        TimeRange range = new TimeRange(
                TimeRange.boundMillis(from, ZoneOffset.UTC), TimeRange.boundMillis(until, ZoneOffset.UTC));
        ImportPlan plan = ImportPlan.of(orders, mapping).within(range).atSpeed(speed);
        try (HttpSink sink = new HttpSink(URI.create(address()), null, WallTime.system())) {
            new Importer(plan, sink, ImportListener.SILENT, WallTime.system()).run();
        }
    }

    /** Posts one event as a client would. */
    HttpResponse<String> post(String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "v1/events"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static String text(String name) throws IOException {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = DemoShop.class.getResourceAsStream("/demo/" + name);
        if (in == null) {
            throw new IOException("the demo's file is missing, name=" + name);
        }
        return in;
    }
}
