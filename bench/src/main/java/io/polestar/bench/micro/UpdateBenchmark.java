package io.polestar.bench.micro;

import io.polestar.engine.window.Windows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to count an event into one metric's windows, by its kind and by what it is split by? An operation is one event; a tenth of
 * them is of the type that the metric counts. Run with {@code bin/polestar bench jmh -prof gc Update}.
 */
public class UpdateBenchmark extends NanosAnOperation {
    @Param({"kind: count", "kind: sum, value: amount", "kind: average, value: amount", "kind: max, value: amount"})
    private String kind = "";

    @Param({"[]", "[channel]", "[product, channel]"})
    private String by = "";

    private final byte[][] batches = Sales.batches();
    private Windows windows = windows("kind: count, by: []");
    private int next;

    @Setup
    public void count() {
        windows = windows(kind + ", by: " + by);
    }

    private static Windows windows(String metric) {
        return new Windows(Sales.tree(metric + ", event: t1, unit: event"), false, Sales.HASH, row -> {}, clock -> {});
    }

    @Benchmark
    @OperationsPerInvocation(Sales.EVENTS)
    public Windows event() {
        windows.apply(batches[next++ % batches.length], Sales.NOON);
        return windows;
    }
}
