package io.polestar.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.ingest.source.RecordingSink.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineImportTest {

    @TempDir
    private Path directory;

    private final RecordingSink sink = new RecordingSink();

    private ImportPlan plan(String lines) throws IOException {
        Path file = Files.writeString(directory.resolve("events.ndjson"), lines);
        return ImportPlan.of(file, new FileFormat.Ndjson());
    }

    private ImportResult run(ImportPlan plan) throws Exception {
        return new Importer(plan, sink, new ImportListener() {}, new ManualTime()).run();
    }

    @ParameterizedTest
    @CsvSource({
        "events.ndjson, true",
        "events.jsonl, true",
        "e.NDJSON.gz, true",
        "e.jsonl.gz, true",
        "e.csv, false",
        "e.csv.gz, false",
        "ndjson, false",
        "e.json, false"
    })
    void aFileIsTakenForLinesByItsName(String name, boolean lines) {
        assertThat(FileFormat.isNamedAsLines(Path.of(name))).isEqualTo(lines);
    }

    @Test
    void eventsWithIdsAreSentAsTheyStand() throws Exception {
        String first = "{ \"id\": 7, \"type\":\"a\",\"data\":{\"x\":[1, {\"y\":\"\\u00e9\"}],\"n\":1.50}}";
        String second = "{\"type\":\"b\",\"time\":1700000000,\"source\":\"s\",\"id\":\"x\"}";

        ImportResult result = run(plan("\uFEFF" + first + "\r\n\n  \n" + second));

        assertThat(result.totals()).isEqualTo(new ImportTotals(2, 0, 2, 0, 0));
        assertThat(sink.texts).containsExactly(first + "\r\n" + second);
    }

    @Test
    void anEventWithoutAnIdGetsThatOfItsFileAndRowAndCountsOnceHoweverOftenItIsSent() throws Exception {
        ImportPlan plan = plan("{\"type\":\"a\",\"id\":null,\"data\":{\"x\":1,\"s\":\"é\"}}\n{\"type\":\"a\"}\n");

        assertThat(run(plan).totals()).isEqualTo(new ImportTotals(2, 0, 2, 0, 0));
        assertThat(run(plan).totals()).isEqualTo(new ImportTotals(2, 0, 0, 2, 0));
        assertThat(sink.events.keySet()).hasSize(2).allMatch(id -> id.matches("[0-9a-f]{16}:[12]"));
        JsonNode first = sink.events.values().iterator().next();
        assertThat(first.has("time")).as("it keeps the time of its arrival").isFalse();
        assertThat(first.get("data").get("s").asText()).isEqualTo("é");
    }

    @Test
    void aBadLineIsToldWithItsLineAndTheRuleOfTheServer() throws Exception {
        ImportResult result =
                run(plan("{\"type\":\"a\"}\n\n{\"type\":}\n[1]\n{\"id\":\"1\"}\n{\"type\":\"a\",\"time\":\"x\"}\n"));

        assertThat(result.totals()).isEqualTo(new ImportTotals(5, 0, 1, 0, 4));
        assertThat(result.firstRejections()).extracting(RowRejection::line).containsExactly(3L, 4L, 5L, 6L);
        assertThat(result.firstRejections()).extracting(RowRejection::row).containsExactly(2L, 3L, 4L, 5L);
        assertThat(result.firstRejections().get(2).rule()).isEqualTo("required");
    }

    @Test
    void aLineOfAnyLengthIsReadWithoutKeepingMoreThanAnEventMayMeasure() throws Exception {
        String longest = "{\"type\":\"a\",\"data\":{\"x\":\"" + "y".repeat(LineRows.LIMITS.lineBytes()) + "\"}}";

        ImportResult result = run(plan(longest + "\n{\"type\":\"a\"}\n"));

        assertThat(result.totals()).isEqualTo(new ImportTotals(2, 0, 1, 0, 1));
        assertThat(result.firstRejections().get(0).rule()).contains("an event must be at most");
    }

    @Test
    void onlyARangeOfTimeIsImported() throws Exception {
        ImportPlan plan = plan("""
                {"type":"a","id":"1","time":"2026-01-01T00:00:00Z"}
                {"type":"a","id":"2","time":"2026-01-02T00:00:00Z"}
                {"type":"a","id":"3","time":1767398400000}
                {"type":"a","id":"4"}
                """);
        TimeRange second = new TimeRange(
                Instant.parse("2026-01-02T00:00:00Z").toEpochMilli(),
                Instant.parse("2026-01-03T00:00:00Z").toEpochMilli());

        ImportResult result = run(plan.within(second));

        assertThat(result.totals()).isEqualTo(new ImportTotals(4, 2, 1, 0, 1));
        assertThat(sink.events).containsOnlyKeys("2");
        assertThat(result.firstRejections().get(0).rule()).contains("a time is required");
    }

    @Test
    void aPackedFileIsUnpacked() throws Exception {
        Path file = directory.resolve("events.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"type\":\"a\",\"id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(run(ImportPlan.of(file, new FileFormat.Ndjson())).totals().accepted())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howeverOftenAnImportBreaksEveryLineGoesInOnceAndInOrder(long seed) throws Exception {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        List<String> expected = new ArrayList<>();
        int count = 100 + random.nextInt(300);
        for (int line = 1; line <= count; line++) {
            boolean bad = random.nextInt(20) == 0;
            lines.append(bad ? "{\"type\":}" : "{\"type\":\"a\",\"data\":{\"n\":" + line + "}}")
                    .append('\n');
            if (!bad) {
                expected.add(String.valueOf(line));
            }
        }
        ImportPlan plan =
                plan(lines.toString()).inBatchesOf(1 + random.nextInt(30)).resumedFrom(directory.resolve("progress"));
        ImportResult result = null;
        while (result == null) {
            sink.failAfter(random.nextInt(6), random.nextBoolean() ? Failure.BEFORE : Failure.AFTER);
            try {
                result = run(plan);
            } catch (IOException broken) {
                assertThat(broken).as("seed %d", seed).hasMessageStartingWith("lost");
            }
            sink.failAfter(0, Failure.NONE);
        }
        assertThat(sink.events.values())
                .extracting(event -> event.get("data").get("n").asText())
                .as("seed %d", seed)
                .containsExactlyElementsOf(expected);
        assertThat(result.totals().rows()).isEqualTo(count);
    }
}
