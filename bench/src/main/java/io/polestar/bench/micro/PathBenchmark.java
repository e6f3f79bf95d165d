package io.polestar.bench.micro;

import io.polestar.bench.load.Workload;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.intake.Gate;
import io.polestar.engine.intake.GateLimits;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Windows;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.WireFormat;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * What does the whole way from bytes to windows cost in one thread, without HTTP and journal: read and validate, look the id up among the last
 * two million, count into the wide tree? An operation is one event; with {@code -prof gc} it allocates nothing. Run with
 * {@code bin/polestar bench jmh -prof gc Path}.
 */
public class PathBenchmark extends NanosAnOperation {
    private final List<Workload.Body> bodies = Workload.bodies(Sales.EVENTS, 1);
    private final EventReader reader = new EventReader(Limits.DEFAULTS);
    private final EventBatch batch = new EventBatch(Sales.HASH);
    private final Gate gate = new Gate(GateLimits.DEFAULT, false);
    private final Windows windows = wide();
    private long next;

    private static Windows wide() {
        try {
            return new Windows(
                    DefinitionReader.read(Workload.Tree.WIDE.definition(0, 0), "wide.yaml"),
                    false,
                    Sales.HASH,
                    row -> {},
                    clock -> {});
        } catch (DefinitionException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Benchmark
    @OperationsPerInvocation(Sales.EVENTS)
    public int read() {
        Workload.Body body = bodies.get((int) (next % bodies.size()));
        body.stamp(next++ * Sales.EVENTS, Sales.NOON);
        batch.reset();
        return reader.read(WireFormat.NDJSON, body.bytes(), body.bytes().length, batch)
                .accepted();
    }

    @Benchmark
    @OperationsPerInvocation(Sales.EVENTS)
    public int readAndJudge() {
        read();
        batch.seal();
        int taken = gate.judge(batch, Sales.NOON, (index, field, value, rule) -> {});
        batch.seal();
        gate.commit(next, Sales.NOON);
        return taken;
    }

    @Benchmark
    @OperationsPerInvocation(Sales.EVENTS)
    public int readJudgeAndCount() {
        int taken = readAndJudge();
        windows.apply(batch.bytes(), Sales.NOON);
        return taken;
    }
}
