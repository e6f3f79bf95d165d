package io.polestar.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.ingest.source.RecordingSink.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportResumeTest {

    private static final String MAPPING_TEXT = """
            polestar-mapping: 1
            type: visit
            source: web
            time: {column: at, format: epochMillis}
            data: {page: {column: page}}
            """;

    @TempDir
    private Path directory;

    private Mapping mapping;
    private Path progress;
    private final RecordingSink sink = new RecordingSink();
    private final List<String> told = new ArrayList<>();

    private final ImportListener listener = new ImportListener() {
        @Override
        public void resumed(long row) {
            told.add("resumed " + row);
        }

        @Override
        public void beganAnew(String reason) {
            told.add(reason);
        }
    };

    @BeforeEach
    void readMapping() throws MappingException {
        mapping = MappingReader.read(MAPPING_TEXT, "mapping.yaml");
        progress = directory.resolve("visits.csv.polestar-import");
    }

    private Path file(String rows) throws IOException {
        return Files.writeString(directory.resolve("visits.csv"), "at,page\n" + rows);
    }

    private ImportResult run(ImportPlan plan) throws Exception {
        return new Importer(plan, sink, listener, new ManualTime()).run();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void howeverOftenAnImportBreaksEveryRowGoesInOnceAndInOrder(long seed) throws Exception {
        Random random = new Random(seed);
        StringBuilder rows = new StringBuilder();
        List<String> expected = new ArrayList<>();
        long until = 1_000_000 + random.nextInt(400);
        long good = 0;
        for (int i = 1, n = 100 + random.nextInt(300); i <= n; i++) {
            long at = 1_000_000 + i + (random.nextInt(20) == 0 ? -random.nextInt(50) : 0);
            boolean bad = random.nextInt(25) == 0;
            rows.append(bad ? "soon" : at).append(random.nextBoolean() ? ",same\n" : ",other\n");
            if (!bad && at < until) {
                expected.add(String.valueOf(i));
                good++;
            }
        }
        Path file = file(rows.toString());
        ImportPlan plan = ImportPlan.of(file, mapping).within(new TimeRange(0, until));

        ImportResult result = null;
        for (int runs = 0; result == null; runs++) {
            ImportPlan next = plan.inBatchesOf(1 + random.nextInt(40));
            if (random.nextInt(3) > 0) {
                next = next.resumedFrom(progress);
            }
            Failure failure = runs == 12 ? Failure.NONE : Failure.values()[random.nextInt(3)];
            sink.failAfter(random.nextInt(6), failure);
            try {
                result = run(next);
            } catch (IOException lost) {
                assertThat(lost).as("seed %d", seed).hasMessageStartingWith("lost");
            }
        }

        String prefix = FileDigest.of(file).substring(0, 16) + ":";
        assertThat(sink.events.keySet())
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        expected.stream().map(row -> prefix + row).toList());
        ImportTotals totals = result.totals();
        assertThat(totals.accepted() + totals.duplicates()).as("seed %d", seed).isEqualTo(good);
        assertThat(totals.skipped() + totals.rejected() + good)
                .as("seed %d", seed)
                .isEqualTo(totals.rows());
    }

    @Test
    void aRunWithAProgressFileContinuesAfterTheLastAcknowledgedRow() throws Exception {
        ImportPlan plan = ImportPlan.of(file("1,a\n2,b\nx,c\n4,d\n5,e\n"), mapping)
                .inBatchesOf(2)
                .resumedFrom(progress);
        sink.failAfter(1, Failure.BEFORE);
        try {
            run(plan);
        } catch (IOException lost) {
            assertThat(lost).hasMessage("lost before the journal");
        }
        sink.failAfter(0, Failure.NONE);
        sink.batches.clear();

        ImportResult result = run(plan);

        assertThat(told).containsExactly("resumed 2");
        assertThat(sink.batches).containsExactly(2);
        assertThat(result.totals()).isEqualTo(new ImportTotals(5, 0, 4, 0, 1));
    }

    @Test
    void aFinishedImportHasNothingLeftToDo() throws Exception {
        ImportPlan plan = ImportPlan.of(file("1,a\n2,b\nx,c\n"), mapping).resumedFrom(progress);
        ImportResult first = run(plan);
        sink.batches.clear();

        ImportResult second = run(plan);

        assertThat(sink.batches).isEmpty();
        assertThat(second.totals()).isEqualTo(first.totals());
        assertThat(told).containsExactly("resumed 3");
    }

    @Test
    void aLaterUntilFindsTheRowsThatAnEarlierOneLeftOut() throws Exception {
        Path file = file("1,a\n9,b\n2,c\n10,d\n");
        ImportPlan plan = ImportPlan.of(file, mapping).resumedFrom(progress);

        run(plan.within(new TimeRange(0, 5)));
        ImportResult whole = run(plan.within(new TimeRange(0, 100)));

        assertThat(told).containsExactly("resumed 1");
        assertThat(times()).containsExactly(1L, 2L, 9L, 10L);
        assertThat(whole.totals()).isEqualTo(new ImportTotals(4, 0, 3, 1, 0));
    }

    @Test
    void aProgressFileOfSomethingElseIsNotUsed() throws Exception {
        run(ImportPlan.of(file("1,a\n"), mapping).resumedFrom(progress));

        run(ImportPlan.of(file("1,a\n2,b\n"), mapping).resumedFrom(progress));
        run(ImportPlan.of(file("1,a\n2,b\n"), MappingReader.read(MAPPING_TEXT + "separator: ','\n", "m.yaml"))
                .resumedFrom(progress));
        run(ImportPlan.of(file("1,a\n2,b\n"), MappingReader.read(MAPPING_TEXT + "separator: ','\n", "m.yaml"))
                .within(new TimeRange(2, 3))
                .resumedFrom(progress));

        assertThat(told)
                .containsExactly("the file is another one", "the mapping is another one", "--from is another one");
    }

    @Test
    void aTargetThatWasEmptiedGetsEverythingAgain() throws Exception {
        ImportPlan plan = ImportPlan.of(file("1,a\n2,b\n"), mapping).resumedFrom(progress);
        run(plan);
        sink.events.clear();
        sink.sequence = 0;

        ImportResult result = run(plan);

        assertThat(told).containsExactly("the target has not got what was sent");
        assertThat(result.totals().accepted()).isEqualTo(2);
    }

    private List<Long> times() {
        Map<String, Long> times = new LinkedHashMap<>();
        sink.events.forEach((id, event) ->
                times.put(id, Instant.parse(event.get("time").asText()).toEpochMilli()));
        return List.copyOf(times.values());
    }
}
