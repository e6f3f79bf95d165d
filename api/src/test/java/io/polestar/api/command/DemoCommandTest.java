package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Thread running;

    @AfterEach
    void end() throws InterruptedException {
        if (running != null) {
            running.interrupt();
            running.join();
        }
    }

    private int execute(String... args) {
        List<String> all = new ArrayList<>(List.of("demo"));
        all.addAll(List.of(args));
        return Polestar.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private void start(String... args) {
        running = new Thread(() -> execute(args), "demo");
        running.start();
    }

    private void awaitReplayed() {
        await().atMost(Duration.ofSeconds(60)).until(() -> err.toString().contains("All is replayed"));
    }

    private JsonNode get(String path) throws Exception {
        Matcher address =
                Pattern.compile("The demo is on http://localhost:(\\d+)").matcher(out.toString());
        assertThat(address.find()).isTrue();
        URI uri = URI.create("http://127.0.0.1:" + address.group(1) + path);
        return JSON.readTree(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }

    private double orders() throws Exception {
        return get("/v1/metrics/orders?window=28d").path("value").asDouble();
    }

    private Path orders(int days) throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int day = 1; day <= days; day++) {
            rows.append(String.format("%d,A,GLASS,6,2011-11-%02d 12:00:00,2.55,17850.0,United Kingdom%n", day, day));
        }
        return Files.writeString(directory.resolve("orders.csv"), rows);
    }

    @Test
    void printsTheFilesAndNothingElse() throws Exception {
        assertThat(execute("--print", "definition")).isZero();
        assertThat(out).hasToString(DemoFiles.definition());
        out.getBuffer().setLength(0);
        assertThat(execute("--print", "mapping")).isZero();
        assertThat(out).hasToString(DemoFiles.mapping());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void replaysAndStaysUpWhenTheDataEnds() throws Exception {
        start("--port", "0", "--speed", "max", "--file", orders(5).toString(), "--data", directory + "/data");
        awaitReplayed();

        assertThat(orders()).isEqualTo(5);
        assertThat(get("/v1/tree").path("trust").path("clock").asText()).isEqualTo("2011-11-05T12:00:00.001Z");
    }

    @Test
    void endsBeforeUntilAndContinuesThereFromItsData() throws Exception {
        String[] shorter = {
            "--port",
            "0",
            "--speed",
            "max",
            "--file",
            orders(5).toString(),
            "--data",
            directory + "/data",
            "--until",
            "2011-11-04"
        };
        start(shorter);
        awaitReplayed();
        assertThat(orders()).isEqualTo(3);
        end();
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);

        start("--port", "0", "--speed", "max", "--file", directory + "/orders.csv", "--data", directory + "/data");
        awaitReplayed();

        assertThat(err.toString()).contains("continues after row 3");
        assertThat(orders()).isEqualTo(5);
    }

    @Test
    void anyOtherSpeedThanANumberAboveZeroIsWrongUsage() {
        assertThat(execute("--speed", "0")).isEqualTo(2);
        assertThat(execute("--speed", "-1")).isEqualTo(2);
        assertThat(execute("--speed", "fast")).isEqualTo(2);
        assertThat(execute("--until", "tomorrow")).isEqualTo(2);
        assertThat(err.toString()).contains("must be a number greater than 0, or max");
    }
}
