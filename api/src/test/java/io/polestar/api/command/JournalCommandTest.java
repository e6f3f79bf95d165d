package io.polestar.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Engine;
import io.polestar.engine.Readiness;
import io.polestar.engine.view.SegmentReading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    private static final String TREE = """
            polestar: 1
            name: Orders
            zone: Europe/London
            windows: [1h, 1d, 7d, today]
            dimensions:
              channel: {property: channel, bound: 4, labels: {en: Channel}}
            northStar: revenue
            metrics:
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, decimals: 2, kind: sum, event: order, value: amount, by: [channel]}
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: count, event: order, by: [channel]}
              gifts: {labels: {en: Gifts}, owner: a@example.com, unit: order, kind: count, event: order, where: gift == true, by: [channel]}
              buyers: {labels: {en: Buyers}, owner: a@example.com, unit: buyer, kind: distinct, event: order, of: subject, by: [channel]}
            influences:
              - {driver: orders, target: revenue, sign: positive}
              - {driver: gifts, target: orders, sign: positive}
              - {driver: buyers, target: orders, sign: positive}
            """;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path tree;
    private Path data;

    @BeforeEach
    void importOrders() throws IOException {
        tree = Files.writeString(directory.resolve("tree.yaml"), TREE);
        data = directory.resolve("data");
        Path orders = Files.writeString(directory.resolve("orders.ndjson"), orders());
        assertThat(run("import", orders, "--data", data, "--definition", tree, "--clock", "stream"))
                .isEqualTo(ImportCommand.SOME_REJECTED);
        forgetOutput();
    }

    /** Orders in the order of time, of which some come twice, some are corrected and some break a rule. */
    private static String orders() {
        Random random = new Random(7);
        StringBuilder lines = new StringBuilder();
        long time = 1_760_000_000_000L;
        for (int order = 0; order < 3_000; order++) {
            time += random.nextInt(600_000);
            int id = random.nextInt(20) == 0 ? random.nextInt(order + 1) : order;
            lines.append("{\"type\":\"order\",\"id\":\"o-%d\",\"source\":\"till-%d\",\"time\":%d,\"subject\":\"é%d\","
                    .formatted(id, id % 3, time, random.nextInt(200)));
            lines.append("\"data\":{\"amount\":%s,\"gift\":%b,\"channel\":\"c%d\",\"cart\":{\"lines\":[1,%d]}}}\n"
                    .formatted(random.nextInt(10_000) / 100.0, random.nextInt(4) == 0, random.nextInt(7), order));
            if (random.nextInt(100) == 0) {
                lines.append(
                        "{\"type\":\"polestar.correction\",\"id\":\"c-%d\",\"source\":\"till-%d\",\"time\":%d,\"data\":{\"id\":\"o-%d\",\"action\":\"retract\"}}\n"
                                .formatted(order, id % 3, time, id));
            }
        }
        return lines.append("{\"type\":\"order\",\"time\":\"soon\"}\n").toString();
    }

    @Test
    void whatIsExportedGivesTheSameValuesInAnEmptyDirectoryAndTheSameExportAgain() throws Exception {
        Path exported = directory.resolve("all.ndjson.gz");
        Path copy = directory.resolve("copy");
        Path again = directory.resolve("again.ndjson");

        assertThat(run("journal", "export", data, "--out", exported)).isZero();
        assertThat(err.toString()).contains("outside=0 leftOut=");
        assertThat(run("import", exported, "--data", copy, "--definition", tree, "--clock", "stream"))
                .isZero();
        assertThat(run("journal", "export", copy, "--out", again)).isZero();

        assertThat(values(copy)).isEqualTo(values(data)).hasSizeGreaterThan(60);
        try (GZIPInputStream first = new GZIPInputStream(Files.newInputStream(exported))) {
            assertThat(Files.readString(again)).isEqualTo(new String(first.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void onlyTheAskedTimesAreExportedAndNoFileIsOverwritten() throws IOException {
        Path exported = directory.resolve("part.ndjson");

        assertThat(run(
                        "journal",
                        "export",
                        data,
                        "--from",
                        "2025-10-10",
                        "--to",
                        "2025-10-11T00:00:00Z",
                        "--out",
                        exported))
                .isZero();
        assertThat(Files.readAllLines(exported)).isNotEmpty().allMatch(line -> line.contains("\"time\":\"2025-10-10T"));
        assertThat(run("journal", "export", data, "--out", exported)).isEqualTo(2);
        assertThat(err.toString()).contains("is there already");
        assertThat(run("journal", "export", data, "--from", "soon")).isEqualTo(2);
    }

    @Test
    void aSoundJournalIsVerifiedAndSummedUpWhileAnEngineRunsOnIt() throws Exception {
        try (Engine engine = StoppedEngine.open(data, null, null)) {
            awaitReady(engine);
            assertThat(run("journal", "verify", data)).isZero();
            assertThat(run("journal", "stats", data)).isZero();
        }
        assertThat(out.toString())
                .contains("sound: records=", " events=")
                .contains("type        order  events=", "type        polestar.correction  events=")
                .contains("source      till-0  events=", "definition  ", ": Orders", "event time  2025-10-09T");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void damageIsToldWithItsPlaceAndGivesTheCodeOfAFailure() throws IOException {
        damage();

        assertThat(run("journal", "verify", data)).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "DAMAGE  a record whose checksum does not fit in ", " at byte ", "records lost: 1", "DAMAGED: ")
                .containsPattern("readable records before it [1-9][0-9]*, after it [1-9]");
        assertThat(run("journal", "stats", data)).isEqualTo(1);
        assertThat(run("journal", "export", data, "--out", directory.resolve("rest.ndjson")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("DAMAGE  ");
    }

    @Test
    void whatADamagedJournalStillHoldsCanBeImportedAnew() throws Exception {
        damage();
        Path rest = directory.resolve("rest.ndjson");
        Path copy = directory.resolve("copy");

        run("journal", "export", data, "--out", rest);

        assertThat(Files.readAllLines(rest)).hasSizeGreaterThan(100);
        run("import", rest, "--data", copy, "--definition", tree, "--clock", "stream");
        assertThat(out.toString()).contains("rows=" + Files.readAllLines(rest).size());
        assertThat(run("journal", "verify", copy)).isZero();
    }

    @Test
    void aFolderWithoutAJournalIsWrongUsage() {
        assertThat(run("journal", "verify", directory)).isEqualTo(2);
        assertThat(run("journal")).isEqualTo(2);
        assertThat(err.toString()).contains("has no journal", "verify, stats or export");
    }

    @Test
    void aFileOfLinesNeedsNoMappingAndTakesNone() throws IOException {
        Path lines = Files.writeString(directory.resolve("a.jsonl"), "{\"type\":\"order\",\"time\":1760100000000}\n");
        Path rows = Files.writeString(directory.resolve("a.csv"), "a\n");

        assertThat(run("import", lines, "--data", data, "--map", tree)).isEqualTo(2);
        assertThat(run("import", rows, "--data", data)).isEqualTo(2);
        assertThat(err.toString()).contains("--map is for CSV files", "--map is needed");
        assertThat(run("import", lines, "--data", data, "--resume")).isZero();
        assertThat(run("import", lines, "--data", data)).isZero();
        assertThat(out.toString()).contains("rows=1 accepted=1 duplicates=0", "rows=1 accepted=0 duplicates=1");
    }

    /** Overwrites some bytes in the middle of the oldest segment's records. */
    private void damage() throws IOException {
        Path segment;
        try (Stream<Path> files = Files.walk(data.resolve("journal"))) {
            segment = files.filter(file -> file.toString().endsWith(".cq4"))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("o-1000");
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(at);
            file.write("broken".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private List<String> values(Path directory) throws Exception {
        try (Engine engine = StoppedEngine.open(directory, null, null)) {
            awaitReady(engine);
            return Stream.of("revenue", "orders", "gifts", "buyers")
                    .flatMap(metric ->
                            Stream.of("1h", "1d", "7d", "today").flatMap(window -> values(engine, metric, window)))
                    .toList();
        }
    }

    private static Stream<String> values(Engine engine, String metric, String window) {
        List<SegmentReading> segments =
                engine.views().metric(metric, window, "channel", false).segments();
        String name = metric + " " + window + " ";
        return Stream.concat(
                Stream.of(name
                        + engine.views().metric(metric, window, null, false).value()),
                segments.stream().map(segment -> name + segment.segment() + " " + segment.value()));
    }

    private static void awaitReady(Engine engine) {
        await().atMost(Duration.ofSeconds(60)).until(() -> engine.readiness().state() == Readiness.State.READY);
        await().atMost(Duration.ofSeconds(60)).until(() -> engine.stats().uncorrected() == 0);
    }

    private int run(Object... args) {
        return Polestar.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(args).map(Object::toString).toArray(String[]::new));
    }

    private void forgetOutput() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }
}
