package io.polestar.api.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import io.polestar.api.backend.Backend;
import io.polestar.api.channel.ChannelBoard;
import io.polestar.ingest.quarantine.Quarantine;
import io.polestar.ingest.quarantine.QuarantineLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A real server on a free port of this machine, and a client to talk to it. */
public final class TestServer implements AutoCloseable {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private final ServerApp app;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static TestServer start(Backend backend, Path directory) throws IOException {
        return start(backend, directory, ServerConfig.defaults());
    }

    public static TestServer start(Backend backend, Path directory, ServerConfig config) throws IOException {
        TokenBook tokens = TokenBook.open(new TokenFile(directory), Clock.systemUTC());
        ServerApp app = new ServerApp(backend, config.withPort(0), tokens, Clock.systemUTC());
        app.start();
        return new TestServer(app);
    }

    /** A server with these channels. */
    public static TestServer start(Backend backend, ChannelBoard channels, Path directory) throws IOException {
        TokenBook tokens = TokenBook.open(new TokenFile(directory), Clock.systemUTC());
        Quarantine quarantine = Quarantine.inMemory(QuarantineLimits.DEFAULT, System::currentTimeMillis);
        ServerConfig config = ServerConfig.defaults().withPort(0);
        ServerApp app = new ServerApp(backend, quarantine, channels, config, tokens, Clock.systemUTC());
        app.start();
        return new TestServer(app);
    }

    private TestServer(ServerApp app) {
        this.app = app;
    }

    public int port() {
        return app.port();
    }

    /** Every route as "METHOD path". */
    public List<String> routes() {
        return app.routes();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + app.port() + path);
    }

    public URI liveUri() {
        return URI.create("ws://127.0.0.1:" + app.port() + "/v1/live");
    }

    public HttpClient client() {
        return client;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String mediaType, String body) throws IOException, InterruptedException {
        return post(mediaType, BodyPublishers.ofString(body));
    }

    public HttpResponse<String> post(String mediaType, BodyPublisher body) throws IOException, InterruptedException {
        return send(request("/v1/events").header("Content-Type", mediaType).POST(body));
    }

    public static JsonNode json(HttpResponse<String> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    @Override
    public void close() {
        app.close();
    }
}
