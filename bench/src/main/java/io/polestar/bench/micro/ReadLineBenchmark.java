package io.polestar.bench.micro;

import io.polestar.engine.event.EventBatch;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.WireFormat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * What does it cost to scan and validate the line of an event, and to write it into a batch? An operation is a line of some 165 bytes. Run
 * with {@code bin/polestar bench jmh -prof gc ReadLine}.
 */
public class ReadLineBenchmark extends NanosAnOperation {
    private final byte[][] bodies = Sales.bodies();
    private final EventReader reader = new EventReader(Limits.DEFAULTS);
    private final EventBatch batch = new EventBatch(Sales.HASH);
    private int next;

    @Benchmark
    @OperationsPerInvocation(Sales.EVENTS)
    public int line() {
        byte[] body = bodies[next++ % bodies.length];
        batch.reset();
        return reader.read(WireFormat.NDJSON, body, body.length, batch).accepted();
    }
}
