package io.polestar.bench.micro;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Windows;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to count an event of a subject that is known already, among so many, and to read the number of them? An operation is
 * one event, or one reading. Run with {@code bin/polestar bench jmh -prof gc Distinct}.
 */
public class DistinctBenchmark extends NanosAnOperation {
    private static final int BATCHES = 256;
    private static final byte[] TYPE = "t1".getBytes(StandardCharsets.US_ASCII);

    @Param({"10000", "1000000"})
    private int subjects;

    private final Windows windows = new Windows(
            Sales.tree("kind: distinct, event: t1, of: subject, unit: user"),
            false,
            Sales.HASH,
            row -> {},
            clock -> {});
    private final Board board = new Board(windows);
    private final Catalog catalog =
            new Catalog(Sales.tree("kind: distinct, event: t1, of: subject, unit: user"), windows);
    private final byte[][] batches = new byte[BATCHES][];
    private int next;

    @Setup
    public void meetAll() {
        for (int first = 0; first < subjects; first += Sales.EVENTS) {
            int from = first;
            windows.apply(batch(event -> from + event), Sales.NOON);
        }
        board.publish(1, Sales.NOON, Sales.NOON);
        SplittableRandom random = new SplittableRandom(2);
        for (int index = 0; index < BATCHES; index++) {
            batches[index] = batch(event -> random.nextInt(subjects));
        }
    }

    private static byte[] batch(IntUnaryOperator subject) {
        EventBatch batch = new EventBatch(Sales.HASH);
        for (int event = 0; event < Sales.EVENTS; event++) {
            byte[] name = ("u" + subject.applyAsInt(event)).getBytes(StandardCharsets.US_ASCII);
            batch.beginEvent();
            batch.time(Sales.NOON);
            batch.type(TYPE, 0, TYPE.length);
            batch.subject(name, 0, name.length);
            batch.endEvent();
        }
        batch.seal();
        return batch.bytes();
    }

    @Benchmark
    @OperationsPerInvocation(Sales.EVENTS)
    public Windows update() {
        windows.apply(batches[next++ % BATCHES], Sales.NOON);
        return windows;
    }

    @Benchmark
    public double read() {
        return board.read(face -> new Evaluator(catalog, face).value(1, 0, Catalog.WHOLE, 0));
    }
}
