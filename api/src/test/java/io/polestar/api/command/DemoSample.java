package io.polestar.api.command;

import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.ingest.source.EngineSink;
import io.polestar.ingest.source.ImportListener;
import io.polestar.ingest.source.ImportPlan;
import io.polestar.ingest.source.Importer;
import io.polestar.ingest.source.MappingReader;
import io.polestar.ingest.source.WallTime;
import java.nio.file.Path;

/** An engine that has counted the demo's rows under the demo's tree. */
public final class DemoSample {
    private DemoSample() {}

    /** Keeps its data in the directory; the caller closes it. */
    public static Engine replay(Path directory) throws Exception {
        return replay(DemoFiles.unpackSample(directory), directory);
    }

    static Engine replay(Path sample, Path directory) throws Exception {
        Engine engine = Engine.open(
                EngineConfig.in(directory.resolve("data"), ClockMode.STREAM, System::currentTimeMillis, () -> 42L)
                        .withMinFreeBytes(0),
                DefinitionReader.read(DemoFiles.definition(), "definition.yaml"));
        ImportPlan plan = ImportPlan.of(sample, MappingReader.read(DemoFiles.mapping(), "mapping.yaml"));
        WallTime wallTime = WallTime.system();
        new Importer(plan, new EngineSink(engine, "demo", wallTime), ImportListener.SILENT, wallTime).run();
        return engine;
    }
}
