package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {

    private static final String MAPPING = """
            polestar-mapping: 1
            type: visit
            source: web
            time: {column: at, zone: Europe/London}
            data: {n: {column: n, as: number}}
            """;

    @TempDir
    private Path directory;

    private HttpServer server;
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path map;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        map = Files.writeString(directory.resolve("map.yaml"), MAPPING);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = "{\"trust\":{\"sequence\":" + bodies.size() + "}}";
        if (exchange.getRequestMethod().equals("POST")) {
            bodies.add(body);
            answer = "{\"accepted\":" + body.lines().count() + ",\"sequence\":" + bodies.size() + "}";
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Path file(String rows) throws IOException {
        return Files.writeString(directory.resolve("visits.csv"), "at,n\n" + rows);
    }

    private int run(Object... args) {
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        return new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
    }

    @Test
    void importsAndPrintsTheTotals() throws IOException {
        Path file = file("2011-12-01T00:00:00Z,1\n2011-12-01T00:00:01Z,2\n");

        int code = run(file, "--map", map, "--to", address());

        assertThat(code).isZero();
        assertThat(out)
                .hasToString("rows=2 accepted=2 duplicates=0 rejected=0 skipped=0 sequence=1" + System.lineSeparator());
        assertThat(bodies).hasSize(1);
    }

    @Test
    void theBoundsAreInTheMappingsZoneUnlessTheySayTheirOwn() throws IOException {
        Path file = file("2011-07-01T00:30:00,1\n2011-07-01T01:30:00,2\n2011-07-02T00:00:00,3\n");

        int code =
                run(file, "--map", map, "--to", address(), "--from", "2011-07-01T00:00:00Z", "--until", "2011-07-02");

        assertThat(code).isZero();
        assertThat(bodies)
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"time\":\"2011-07-01T00:30:00Z\"")
                        .doesNotContain("\n"));
        assertThat(out.toString()).contains("rows=3 accepted=1 duplicates=0 rejected=0 skipped=2");
    }

    @Test
    void rejectedRowsAreToldAndGiveAnExitCodeOfTheirOwn() throws IOException {
        Path file = file("2011-12-01T00:00:00Z,1\n2011-12-01T00:00:01Z,two\n");

        int code = run(file, "--map", map, "--to", address());

        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("rejected row 2 (line 3): n \"two\": must be a decimal number");
    }

    @Test
    void theTokenIsReadFromAFileAndNeverShown() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "s3cret\n");

        run(file("2011-12-01T00:00:00Z,1\n"), "--map", map, "--to", address(), "--token-file", token);

        assertThat(tokens).isNotEmpty().allMatch("Bearer s3cret"::equals);
        assertThat(out + "" + err).doesNotContain("s3cret");
    }

    @Test
    void aResumedImportSendsNothingTwice() throws IOException {
        Path file = file("2011-12-01T00:00:00Z,1\n");

        run(file, "--map", map, "--to", address(), "--resume");
        int code = run(file, "--map", map, "--to", address(), "--resume");

        assertThat(code).isZero();
        assertThat(bodies).hasSize(1);
        assertThat(err.toString()).contains("continues after row 1, as an earlier run left it");
    }

    @Test
    void aStoppedDirectoryNeedsADefinitionOnlyWhenItIsNew() throws IOException {
        Path file = file("2011-12-01T00:00:00Z,1\n2011-12-01T00:00:01Z,2\n");
        Path data = directory.resolve("data");
        Path tree = Files.writeString(directory.resolve("tree.yaml"), """
                polestar: 1
                name: Visits
                zone: UTC
                windows: [1d]
                northStar: visits
                metrics:
                  visits: {labels: {en: Visits}, owner: a@example.com, unit: visit, kind: count, event: visit}
                """);

        assertThat(run(file, "--map", map, "--data", data)).isEqualTo(2);
        assertThat(err.toString()).contains("--definition is needed");
        assertThat(data).doesNotExist();
        assertThat(run(file, "--map", map, "--data", data, "--definition", tree, "--clock", "STREAM"))
                .isZero();
        assertThat(run(file, "--map", map, "--data", data)).isZero();
        assertThat(run(file, "--map", map, "--data", data, "--clock", "WALL")).isEqualTo(2);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("accepted=2 duplicates=0"),
                        second -> assertThat(second).contains("accepted=0 duplicates=2"));
    }

    @Test
    void wrongUsageIsCodeTwo() throws IOException {
        Path file = file("");
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "polestar-mapping: 1\ntype: visit\n");

        assertThat(run(file, "--map", map)).isEqualTo(2);
        assertThat(run(file, "--map", map, "--to", "localhost:7070")).isEqualTo(2);
        assertThat(run(file, "--map", map, "--to", address(), "--from", "soon")).isEqualTo(2);
        assertThat(run(file, "--map", map, "--to", address(), "--from", "2011-12-02", "--until", "2011-12-01"))
                .isEqualTo(2);
        assertThat(run(directory.resolve("none.csv"), "--map", map, "--to", address()))
                .isEqualTo(2);
        assertThat(run(file, "--map", bad, "--to", address())).isEqualTo(2);
        assertThat(err.toString()).contains("bad.yaml:1: the file must have \"source\"");
        assertThat(bodies).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsAFailure() throws IOException {
        String address = address();
        server.stop(0);

        assertThat(run(file("2011-12-01T00:00:00Z,1\n"), "--map", map, "--to", address))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no server answers at " + address);
    }
}
