package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code polestar backtest} over a directory that an import has filled: ten orders at noon of one day, thirty at noon of the next. */
class BacktestCommandTest {
    private static final String TREE = """
            polestar: 1
            name: Orders
            zone: Europe/London
            windows: [10m, 1d]
            northStar: orders
            metrics:
              orders: {owner: a@example.com, unit: order, kind: count, event: order}
            alerts:
              many: {metric: orders, window: 10m, above: 20}
              some: {metric: orders, window: 10m, above: 5, inhibits: [many]}
            """;
    private static final long FIRST_NOON = 1_750_000_000_000L / 86_400_000 * 86_400_000 + 39_600_000;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path tree;
    private Path data;

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Polestar.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @BeforeEach
    void importOrders() throws IOException {
        tree = Files.writeString(directory.resolve("tree.yaml"), TREE);
        data = directory.resolve("data");
        StringBuilder lines = new StringBuilder();
        orders(lines, FIRST_NOON, 10);
        orders(lines, FIRST_NOON + 3_600_000, 1);
        orders(lines, FIRST_NOON + 86_400_000, 30);
        orders(lines, FIRST_NOON + 90_000_000, 1);
        Path orders = Files.writeString(directory.resolve("orders.ndjson"), lines);
        assertThat(run("import", orders, "--data", data, "--definition", tree, "--clock", "stream"))
                .as(err.toString())
                .isEqualTo(Polestar.DONE);
    }

    private static void orders(StringBuilder lines, long fromMillis, int count) {
        for (int order = 0; order < count; order++) {
            lines.append(
                    "{\"type\":\"order\",\"id\":\"o-%1$d\",\"time\":%1$d}%n".formatted(fromMillis + order * 1_000L));
        }
    }

    @Test
    void aTableSaysWhatWouldHaveComeOfARule() throws IOException {
        List<String> before = files();

        assertThat(run("backtest", "some", "--data", data)).as(err.toString()).isEqualTo(Polestar.DONE);

        assertThat(out.toString())
                .contains("rule        some")
                .contains("fired       2 times")
                .contains("inhibits    many=1")
                .contains("2025-06-15 12:00:06")
                .contains("resolved");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void timesAreOfTheTreesZoneAndJsonIsTheAnswerOfTheServer() throws IOException {
        assertThat(run(
                        "backtest",
                        "some",
                        "--data",
                        data,
                        "--json",
                        "--from",
                        "2025-06-16T12:00:00",
                        "--to",
                        "2025-06-17"))
                .as(err.toString())
                .isEqualTo(Polestar.DONE);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("from").asText()).isEqualTo("2025-06-16T11:00:00.000Z");
        assertThat(report.path("fired").asInt()).isEqualTo(1);
        assertThat(report.path("episodes").get(0).path("peak").asInt()).isEqualTo(30);
    }

    @Test
    void aRuleFromAFileIsTriedOut() throws IOException {
        Path rule = Files.writeString(
                directory.resolve("rule.yaml"), "few:\n  metric: orders\n  window: 10m\n  above: 8\n");

        assertThat(run("backtest", rule, "--data", data, "--definition", tree)).isEqualTo(Polestar.DONE);

        assertThat(out.toString()).contains("rule        few").contains("fired       2 times");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "few: {metric: orderz, window: 10m, above: 8}\n");

        assertThat(run("backtest", bad, "--data", data)).isEqualTo(Polestar.FAILED);
        assertThat(err.toString()).contains("bad.yaml:1").contains("orderz").contains("orders");
        assertThat(run("backtest", "lots", "--data", data)).isEqualTo(2);
        assertThat(err.toString()).contains("no such rule, but many, some, RULE=lots");
        assertThat(run("backtest", "some", "--data", data, "--from", "noon")).isEqualTo(2);
        assertThat(err.toString()).contains("--from must be a time").contains("\"noon\"");
        assertThat(run("backtest", "some", "--data", data, "--from", "2025-06-17", "--to", "2025-06-16"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--from must be before --to");
        assertThat(run("backtest", "some", "--data", directory.resolve("nothing")))
                .isEqualTo(Polestar.FAILED);
        assertThat(err.toString()).contains("is no data directory");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file) + " " + file.toFile().length() + " "
                            + file.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }
}
