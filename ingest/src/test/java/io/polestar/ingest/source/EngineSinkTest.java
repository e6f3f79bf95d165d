package io.polestar.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.KeptChoices;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSinkTest {

    private static final String DEFINITION = """
            polestar: 1
            name: Visits
            zone: UTC
            windows: [1d]
            northStar: visits
            metrics:
              visits: {labels: {en: Visits}, owner: a@example.com, unit: visit, kind: count, event: visit}
            """;

    private static final String MAPPING =
            "polestar-mapping: 1\ntype: visit\nsource: web\ntime: {column: at}\ndata: {n: {column: n, as: number}}\n";

    @TempDir
    private Path directory;

    private Definition definition;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        definition = DefinitionReader.read(DEFINITION, "definition.yaml");
        file = Files.writeString(
                directory.resolve("visits.csv"),
                "at,n\n2011-12-01T00:00:00Z,1\n2011-12-01T00:00:00Z,1\n2011-12-01T00:00:01Z,x\n2012-12-01T00:00:00Z,3\n");
    }

    private Engine open() throws IOException {
        return Engine.open(
                EngineConfig.in(directory.resolve("data"), ClockMode.STREAM, System::currentTimeMillis, () -> 42L)
                        .withMinFreeBytes(0),
                definition);
    }

    private ImportResult run(Engine engine) throws Exception {
        try (EngineSink sink = new EngineSink(engine, "data", WallTime.system())) {
            ImportPlan plan = ImportPlan.of(file, MappingReader.read(MAPPING, "m.yaml"));
            return new Importer(plan, sink, ImportListener.SILENT, WallTime.system()).run();
        }
    }

    @Test
    void theEngineHasCountedEverythingWhenTheImportReturns() throws Exception {
        try (Engine engine = open()) {
            ImportResult result = run(engine);

            assertThat(result.totals()).isEqualTo(new ImportTotals(4, 0, 2, 0, 2));
            assertThat(engine.views().tree("1d", false).nodes().get(0).value()).isEqualTo(2);
        }
    }

    @Test
    void whatTheEngineRefusesIsToldWithItsRow() throws Exception {
        try (Engine engine = open()) {
            ImportResult result = run(engine);

            assertThat(result.firstRejections()).extracting(RowRejection::row).containsExactly(3L, 4L);
            assertThat(result.firstRejections().get(1).field()).isEqualTo("time");
        }
    }

    @Test
    void anImportAfterARestartCountsNothingTwice() throws Exception {
        try (Engine engine = open()) {
            run(engine);
        }
        try (Engine engine = open()) {
            ImportResult again = run(engine);

            assertThat(again.totals()).isEqualTo(new ImportTotals(4, 0, 0, 2, 2));
            assertThat(engine.views().tree("1d", false).nodes().get(0).value()).isEqualTo(2);
        }
    }

    @Test
    void aStoppedEngineIsSaidAndNotWaitedFor() throws Exception {
        Engine engine = open();
        engine.close();

        assertThatThrownBy(() -> run(engine)).hasMessageContaining("the engine of data has stopped");
    }

    @Test
    void aDirectoryKeepsTheClockAndTheDefinitionItWasRunWith() throws Exception {
        assertThat(KeptChoices.of(directory.resolve("data"))).isEmpty();
        try (Engine engine = open()) {
            run(engine);
            assertThatThrownBy(() -> KeptChoices.of(directory.resolve("data"))).hasMessageContaining("in use");
        }
        assertThat(KeptChoices.of(directory.resolve("data"))).contains(new KeptChoices(ClockMode.STREAM, DEFINITION));
    }
}
