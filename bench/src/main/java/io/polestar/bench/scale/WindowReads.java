package io.polestar.bench.scale;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Rounds;
import io.polestar.bench.figure.Unit;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Windows;
import java.util.SplittableRandom;

/** What does reading one window's value from the board cost, a minute and four weeks long? One reader, nobody writing. */
public final class WindowReads implements Measurement {
    private static final long NOON = 1_700_049_600_000L;
    private static final int EVENTS = 1_000;
    private static final String TREE = """
            polestar: 1
            name: Reads
            zone: UTC
            windows: [1m, 1h, 28d]
            northStar: all
            metrics:
              all: {kind: count, event: t0, unit: event, owner: a@example.com}
              sum: {kind: sum, event: t0, value: amount, unit: EUR, owner: a@example.com}
            influences:
              - {driver: sum, target: all, sign: positive}
            """;

    @Override
    public String title() {
        return "Reading a window in process";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        Definition definition = definition();
        Windows windows = new Windows(definition, false, ScaledTree.HASH, row -> {}, clock -> {});
        EventBatch batch = new EventBatch(ScaledTree.HASH);
        new ScaledTree(definition, 1, EVENTS).fill(batch, 0, EVENTS, NOON, new SplittableRandom(5));
        windows.apply(batch.bytes(), NOON);
        Board board = new Board(windows);
        board.publish(1, NOON, NOON);
        Catalog catalog = new Catalog(definition, windows);
        int reads = profile.either(2_000_000, 20_000_000);
        for (String window : new String[] {"1m", "1h", "28d"}) {
            double[] nanos =
                    Rounds.of(2, profile.runs(), () -> nanosARead(board, catalog, catalog.window(window), reads));
            findings.add(Figure.of("read." + window, "one value over " + window, Unit.NANOS, nanos));
        }
    }

    private static Definition definition() throws DefinitionException {
        return DefinitionReader.read(TREE, "reads.yaml");
    }

    private static double nanosARead(Board board, Catalog catalog, int window, int reads) {
        double sum = 0;
        long began = System.nanoTime();
        for (int read = 0; read < reads; read++) {
            sum += board.read(face -> new Evaluator(catalog, face).value(0, window, Catalog.WHOLE, 0));
        }
        double nanos = (double) (System.nanoTime() - began) / reads;
        if (sum != (double) EVENTS * reads) {
            throw new IllegalStateException("%d reads of %d gave %.0f".formatted(reads, EVENTS, sum));
        }
        return nanos;
    }
}
