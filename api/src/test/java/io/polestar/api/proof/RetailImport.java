package io.polestar.api.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.ingest.source.EngineSink;
import io.polestar.ingest.source.ImportListener;
import io.polestar.ingest.source.ImportPlan;
import io.polestar.ingest.source.ImportResult;
import io.polestar.ingest.source.Importer;
import io.polestar.ingest.source.Mapping;
import io.polestar.ingest.source.MappingReader;
import io.polestar.ingest.source.TimeRange;
import io.polestar.ingest.source.WallTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** An engine under the stream clock that takes in an Online Retail file moment by moment, by the demo's mapping. */
final class RetailImport implements AutoCloseable {
    private final Path file;
    private final Mapping mapping;
    private final Engine engine;
    private final WallTime wallTime = WallTime.system();
    private long fromMillis = TimeRange.ALL.fromMillis();
    private long accepted;

    /** @param definition text of the tree to count for */
    RetailImport(Path file, Path data, String definition) throws Exception {
        this.file = file;
        this.mapping = MappingReader.read(text("/demo/mapping.yaml"), "mapping.yaml");
        EngineConfig config = EngineConfig.in(data, ClockMode.STREAM, System::currentTimeMillis, () -> 42L)
                .withMinFreeBytes(0);
        this.engine = Engine.open(config, DefinitionReader.read(definition, "definition.yaml"));
    }

    /** Takes in the rows before a moment that are not in yet. */
    void until(String moment) throws Exception {
        long until = Instant.parse(moment).toEpochMilli();
        ImportPlan plan = ImportPlan.of(file, mapping).within(new TimeRange(fromMillis, until));
        EngineSink sink = new EngineSink(engine, "engine", wallTime);
        ImportResult result = new Importer(plan, sink, ImportListener.SILENT, wallTime).run();
        assertThat(result.firstRejections()).isEmpty();
        accepted += result.totals().accepted();
        fromMillis = until;
    }

    Engine engine() {
        return engine;
    }

    /** How many rows are in. */
    long accepted() {
        return accepted;
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }

    /** The demo's file, in a directory. */
    static Path sample(Path directory) throws IOException {
        Path sample = directory.resolve("sample.csv.gz");
        try (InputStream packed = resource("/demo/online-retail-sample.csv.gz")) {
            Files.copy(packed, sample);
        }
        return sample;
    }

    static String text(String resource) throws IOException {
        try (InputStream in = resource(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = RetailImport.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException(name + " is not there");
        }
        return in;
    }
}
