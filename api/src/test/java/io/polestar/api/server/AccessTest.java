package io.polestar.api.server;

import static io.polestar.api.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.api.access.Role;
import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, once there are tokens; and what nobody may. */
class AccessTest {
    private static final List<String> READS =
            List.of("/v1/tree", "/v1/definition", "/v1/metrics/orders", "/v1/metrics/orders/series", "/v1/alerts");

    private final FakeBackend engine = new FakeBackend();

    @TempDir
    private Path directory;

    private Map<Role, String> tokens;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        TokenFile file = new TokenFile(directory);
        SecureRandom random = new SecureRandom();
        tokens = Map.of(
                Role.INGEST, file.add("ingest", Role.INGEST, random, Clock.systemUTC()),
                Role.READ, file.add("read", Role.READ, random, Clock.systemUTC()),
                Role.EDIT, file.add("edit", Role.EDIT, random, Clock.systemUTC()),
                Role.ADMIN, file.add("admin", Role.ADMIN, random, Clock.systemUTC()));
        server = TestServer.start(
                engine, directory, ServerConfig.defaults().withAllowOrigins(Set.of("https://board.example.com")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void withoutATokenNothingIsReadOrSent() throws Exception {
        for (String path : READS) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        assertThat(server.get("/metrics").statusCode()).isEqualTo(401);
        assertThat(server.post("application/json", "{\"type\":\"order\"}").statusCode())
                .isEqualTo(401);
        assertThat(server.send(server.request("/v1/live?tree=1d").header("Accept", "text/event-stream"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(engine.accepted()).isZero();
    }

    @Test
    void healthAndTheDescriptionNeedNoToken() throws Exception {
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(server.get("/openapi.json").statusCode()).isEqualTo(200);
    }

    @Test
    void eachRoleDoesWhatItCoversAndNoMore() throws Exception {
        for (String path : READS) {
            assertThat(read(path, Role.READ)).isEqualTo(200);
            assertThat(read(path, Role.EDIT)).isEqualTo(200);
            assertThat(read(path, Role.ADMIN)).isEqualTo(200);
            assertThat(read(path, Role.INGEST)).isEqualTo(403);
        }
        assertThat(send(Role.INGEST)).isEqualTo(200);
        assertThat(send(Role.ADMIN)).isEqualTo(200);
        assertThat(send(Role.READ)).isEqualTo(403);
        assertThat(send(Role.EDIT)).isEqualTo(403);
    }

    @Test
    void aTokenThatIsNotKnownIsRefusedAndNotEchoed() throws Exception {
        String wrong = "pst_" + "A".repeat(43);

        HttpResponse<String> response =
                server.send(server.request("/v1/tree").header("Authorization", "Bearer " + wrong));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain(wrong);
    }

    @Test
    void aTokenInTheAddressIsNoToken() throws Exception {
        String token = tokens.get(Role.ADMIN);

        assertThat(server.get("/v1/tree?token=" + token + "&access_token=" + token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPageOfAnotherOriginSendsNothing() throws Exception {
        assertThat(server.send(post(Role.INGEST).header("Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(post(Role.INGEST).header("Origin", "https://board.example.com"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(post(Role.INGEST).header("Origin", "http://127.0.0.1:" + server.port()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNameThatWasReboundToLoopbackIsRefused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(status).contains(" 403 ");
        }
    }

    @Test
    void answersTellABrowserToKeepToThem() throws Exception {
        var headers = server.get("/healthz").headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void anAddressOfTheNetworkWithoutTokensIsRefusedAtStart(@TempDir Path empty) throws Exception {
        TokenBook none = TokenBook.open(new TokenFile(empty), Clock.systemUTC());
        ServerConfig open = ServerConfig.defaults().withHost("0.0.0.0");

        assertThatThrownBy(() -> new ServerApp(engine, open, none, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0.0.0")
                .hasMessageContaining("polestar token add");
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws Exception {
        TokenBook book = TokenBook.open(new TokenFile(directory), Clock.systemUTC());
        ServerApp second =
                new ServerApp(engine, ServerConfig.defaults().withPort(server.port()), book, Clock.systemUTC());

        assertThatThrownBy(second::start).hasMessageContaining("in use");
    }

    private int read(String path, Role role) throws Exception {
        return server.send(server.request(path).header("Authorization", "Bearer " + tokens.get(role)))
                .statusCode();
    }

    private int send(Role role) throws Exception {
        HttpResponse<String> response = server.send(post(role));
        assertThat(json(response).isObject()).isTrue();
        return response.statusCode();
    }

    private HttpRequest.Builder post(Role role) {
        return server.request("/v1/events")
                .header("Content-Type", "application/json")
                .header("Authorization", "bearer " + tokens.get(role))
                .POST(BodyPublishers.ofString("{\"type\":\"order\"}"));
    }
}
