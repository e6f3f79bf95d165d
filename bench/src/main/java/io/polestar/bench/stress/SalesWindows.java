package io.polestar.bench.stress;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Face;
import io.polestar.engine.window.Windows;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A board over a count and a sum of the same sales, each of three units: any reading of one moment has three units a sale. */
final class SalesWindows {
    private static final long NOON = 1_700_049_600_000L;
    private static final KeyedHash HASH = new KeyedHash(1);
    private static final Definition TREE = tree();
    private static final byte[] SALE = sale("first");

    private final Windows windows = new Windows(TREE, false, HASH, row -> {}, clock -> {});
    private final Catalog catalog = new Catalog(TREE, windows);
    private final Board board = new Board(windows);

    /** What one reading saw. */
    record Seen(long sequence, long sales, long units) {}

    /** A batch with one sale of three units in a shop. */
    static byte[] sale(String shop) {
        EventBatch batch = new EventBatch(HASH);
        byte[] type = "sale".getBytes(StandardCharsets.UTF_8);
        byte[] units = "units".getBytes(StandardCharsets.UTF_8);
        byte[] property = "shop".getBytes(StandardCharsets.UTF_8);
        byte[] name = shop.getBytes(StandardCharsets.UTF_8);
        batch.beginEvent();
        batch.time(NOON);
        batch.type(type, 0, type.length);
        batch.number(batch.name(units, 0, units.length), 3);
        batch.text(batch.name(property, 0, property.length), name, 0, name.length);
        batch.endEvent();
        batch.seal();
        return batch.bytes().clone();
    }

    /** Counts one more sale and publishes it as the sequence. */
    void sellAndPublish(long sequence) {
        sellAndPublish(SALE, sequence);
    }

    /** Counts a sale and publishes it as the sequence. */
    void sellAndPublish(byte[] sale, long sequence) {
        windows.apply(sale, NOON);
        board.publish(sequence, NOON + sequence, NOON + sequence);
    }

    Seen read() {
        return board.read(this::see);
    }

    /** Applies a reader to what is published. */
    <T> T read(Function<Face, T> reader) {
        return board.read(reader);
    }

    Catalog catalog() {
        return catalog;
    }

    private Seen see(Face face) {
        Evaluator values = new Evaluator(catalog, face);
        long units = (long) values.value(1, 0, Catalog.WHOLE, 0);
        long sales = (long) values.value(0, 0, Catalog.WHOLE, 0);
        return new Seen(face.sequence(), sales, units);
    }

    private static Definition tree() {
        try {
            return DefinitionReader.read("""
                    polestar: 1
                    name: Sales
                    windows: [1m]
                    dimensions:
                      shop: {property: shop, bound: 10}
                    northStar: sales
                    metrics:
                      sales: {labels: {en: Sales}, owner: a@example.com, unit: sale, kind: count, event: sale, by: [shop]}
                      units: {labels: {en: Units}, owner: a@example.com, unit: unit, kind: sum, event: sale, value: units}
                    influences:
                      - {driver: units, target: sales, sign: positive}
                    """, "sales.yaml");
        } catch (DefinitionException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
