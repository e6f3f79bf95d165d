package io.polestar.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSinkTest {

    private record Answer(int status, String body, String retryAfter) {}

    private static final String MAPPING_TEXT = "polestar-mapping: 1\ntype: a\nsource: b\ntime: {column: at}\n";

    @TempDir
    private Path directory;

    private HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ManualTime time = new ManualTime();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        Answer answer = answers.removeFirst();
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void willAnswer(int status, String body) {
        answers.add(new Answer(status, body, ""));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private ImportResult importTwoRows(String token) throws Exception {
        Path file = Files.writeString(directory.resolve("a.csv"), "at\n2011-12-01T00:00:00Z\n2011-12-01T00:00:01Z\n");
        ImportPlan plan = ImportPlan.of(file, MappingReader.read(MAPPING_TEXT, "m.yaml"));
        try (HttpSink sink = new HttpSink(address(), token, time)) {
            return new Importer(plan, sink, ImportListener.SILENT, time).run();
        }
    }

    @Test
    void postsLinesAndReturnsWhenTheServerHasCountedThem() throws Exception {
        willAnswer(
                200,
                "{\"accepted\":1,\"duplicates\":0,\"rejected\":"
                        + "[{\"index\":1,\"field\":\"time\",\"value\":\"x\",\"rule\":\"no\"}],\"sequence\":7}");
        willAnswer(200, "{\"trust\":{\"sequence\":6}}");
        willAnswer(200, "{\"trust\":{\"sequence\":7}}");

        ImportResult result = importTwoRows("secret");

        assertThat(requests.get(0))
                .startsWith("POST /v1/events application/x-ndjson Bearer secret {\"id\":\"")
                .contains("\"source\":\"b\",\"type\":\"a\",\"time\":\"2011-12-01T00:00:00Z\",\"data\":{}}\n{\"id\":\"");
        assertThat(requests.subList(1, 3))
                .allMatch(request -> request.startsWith("GET /v1/tree?minSequence=7 null Bearer secret"));
        assertThat(result.totals()).isEqualTo(new ImportTotals(2, 0, 1, 0, 1));
        assertThat(result.firstRejections()).containsExactly(new RowRejection(2, 3, "time", "x", "no"));
        assertThat(result.sequence()).isEqualTo(7);
    }

    @Test
    void waitsAsLongAsAServerWithoutRoomSays() throws Exception {
        answers.add(new Answer(429, "", "3"));
        willAnswer(200, "{\"accepted\":2,\"sequence\":1}");
        willAnswer(200, "{\"trust\":{\"sequence\":1}}");

        assertThat(importTwoRows(null).totals().accepted()).isEqualTo(2);
        assertThat(time.nanos()).isEqualTo(3_000_000_000L);
        assertThat(requests.get(0)).isEqualTo(requests.get(1));
    }

    @Test
    void triesAgainWhileTheServerIsStarting() throws Exception {
        willAnswer(503, "{\"title\":\"replaying\"}");
        willAnswer(503, "{\"title\":\"replaying\"}");
        willAnswer(200, "{\"accepted\":2,\"sequence\":1}");
        willAnswer(200, "{\"trust\":{\"sequence\":1}}");

        assertThat(importTwoRows(null).totals().accepted()).isEqualTo(2);
        assertThat(time.nanos()).isEqualTo(300_000_000L);
    }

    @Test
    void givesUpOnAServerThatDoesNotGetReady() {
        for (int i = 0; i < 100; i++) {
            willAnswer(503, "{\"title\":\"Not ready\",\"detail\":\"replaying\"}");
        }

        assertThatThrownBy(() -> importTwoRows(null))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("gave up after 12\\d s: the server is not ready: Not ready: replaying");
    }

    @Test
    void aBatchOfWhichNothingWentInIsAnAnswerLikeAnyOther() throws Exception {
        willAnswer(
                400,
                "{\"title\":\"nothing accepted\",\"rejected\":"
                        + "[{\"index\":0,\"field\":\"type\",\"value\":\"a\",\"rule\":\"no\"},"
                        + "{\"index\":1,\"field\":\"type\",\"value\":\"a\",\"rule\":\"no\"}]}");

        assertThat(importTwoRows(null).totals()).isEqualTo(new ImportTotals(2, 0, 0, 0, 2));
    }

    @Test
    void refusedEventsCountAlsoWhenTheServerListsOnlyTheFirst() throws Exception {
        willAnswer(
                200,
                "{\"accepted\":0,\"duplicates\":0,\"sequence\":1,\"rejected\":"
                        + "[{\"index\":0,\"field\":\"type\",\"value\":\"a\",\"rule\":\"no\"}]}");
        willAnswer(200, "{\"trust\":{\"sequence\":1}}");

        ImportResult result = importTwoRows(null);

        assertThat(result.totals()).isEqualTo(new ImportTotals(2, 0, 0, 0, 2));
        assertThat(result.firstRejections()).containsExactly(new RowRejection(1, 2, "type", "a", "no"));
    }

    @Test
    void anyOtherRefusalEndsTheImportInTheServersWords() {
        willAnswer(507, "{\"title\":\"Disk full\",\"detail\":\"free some space\"}");

        assertThatThrownBy(() -> importTwoRows(null))
                .hasMessage("the server refused with status 507: Disk full: free some space");
    }

    @Test
    void aServerThatIsNotThereIsSaidAtOnce() {
        URI address = address();
        server.stop(0);

        assertThatThrownBy(() -> importTwoRows(null))
                .hasMessage("no server answers at " + address + ": connection refused");
        assertThat(time.nanos()).isZero();
    }
}
