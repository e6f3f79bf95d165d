package io.polestar.bench.micro;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Windows;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does it cost to read one value from the board, whole and of a segment, and does the window's length matter? Run with
 * {@code bin/polestar bench jmh -prof gc WindowRead}.
 */
public class WindowReadBenchmark extends NanosAnOperation {
    @Param({"1m", "1h", "28d"})
    private String window = "1m";

    private final Definition definition =
            Sales.tree("kind: sum, value: amount, by: [product, channel], event: t1, unit: EUR");
    private final Windows windows = new Windows(definition, false, Sales.HASH, row -> {}, clock -> {});
    private final Board board = new Board(windows);
    private final Catalog catalog = new Catalog(definition, windows);
    private int number;
    private int channel;

    @Setup
    public void count() {
        for (byte[] batch : Sales.batches()) {
            windows.apply(batch, Sales.NOON);
        }
        board.publish(1, Sales.NOON, Sales.NOON);
        number = catalog.window(window);
        channel = catalog.dimension(1, "channel");
    }

    @Benchmark
    public double whole() {
        return board.read(face -> new Evaluator(catalog, face).value(1, number, Catalog.WHOLE, 0));
    }

    @Benchmark
    public double segment() {
        return board.read(face -> new Evaluator(catalog, face).value(1, number, channel, 17));
    }
}
