package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.model.RawEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    private static final KeyedHash HASH = new KeyedHash(1);
    private static final int EVENTS = 5;
    private static final int COUNTRIES = 40;
    private static final int PUBLICATIONS = 20_000;
    private static final String TREE = """
            polestar: 1
            name: Two
            windows: [1d]
            dimensions:
              country: {property: country, bound: 100, labels: {en: Country}}
            northStar: sales
            metrics:
              sales: {labels: {en: Sales}, owner: a@example.com, unit: sale, kind: count, event: sale, by: [country]}
              units: {labels: {en: Units}, owner: a@example.com, unit: unit, kind: sum, event: sale, value: units}
              mean: {labels: {en: Mean}, owner: a@example.com, unit: unit, kind: average, event: sale, value: units}
            influences:
              - {driver: units, target: sales, sign: positive}
              - {driver: mean, target: sales, sign: positive}
            """;

    private final Definition definition = read();
    private final Windows windows = new Windows(definition, false, HASH, row -> {}, clock -> {});
    private final Catalog catalog = new Catalog(definition, windows);
    private final Board board = new Board(windows);

    /** All that one reading takes from the board. */
    private record Seen(
            long sequence, double sales, double units, double mean, double salesOfAllCountries, long events) {}

    private Seen see(Face face) {
        Evaluator values = new Evaluator(catalog, face);
        double ofAllCountries = 0;
        for (int segment = 0; segment < catalog.segments(0).size(); segment++) {
            if (catalog.has(0, 0, segment)) {
                ofAllCountries += values.value(0, 0, 0, segment);
            }
        }
        return new Seen(
                face.sequence(),
                values.value(0, 0, Catalog.WHOLE, 0),
                values.value(1, 0, Catalog.WHOLE, 0),
                values.value(2, 0, Catalog.WHOLE, 0),
                ofAllCountries,
                face.figures().events());
    }

    @Test
    void nothingIsSeenBeforeItIsPublished() {
        windows.apply(batch(1), NOON);
        assertThat(board.read(this::see)).isEqualTo(new Seen(0, 0, 0, Double.NaN, 0, 0));
        board.publish(1, NOON, NOON);
        assertThat(board.read(this::see)).isEqualTo(new Seen(1, 5, 15, 3, 5, 5));
    }

    @Test
    void theFirstBatchIsPublishedAtOnceAndTheNextNotWithinTheSameMillisecond() {
        windows.apply(batch(1), NOON);
        assertThat(board.publishIfDue(1, NOON, NOON, false)).isTrue();
        windows.apply(batch(2), NOON);
        assertThat(board.publishIfDue(2, NOON, NOON, false)).isFalse();
        assertThat(board.publishIfDue(2, NOON, NOON, true)).isTrue();
    }

    @Test
    void aFailureOfTheReaderComesThrough() {
        RuntimeException failure = new IllegalStateException("no");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> board.read(face -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void everyReadingIsOfOneSequenceWhileTheWriterPublishesWithoutPause() throws Exception {
        byte[][] batches = new byte[COUNTRIES][];
        for (int number = 0; number < COUNTRIES; number++) {
            batches[number] = batch(number);
        }
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Long>> results = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                results.add(readers.submit(reading(done)));
            }
            for (int sequence = 1; sequence <= PUBLICATIONS; sequence++) {
                windows.apply(batches[Math.min(sequence / 200, COUNTRIES - 1)], NOON);
                board.publish(sequence, NOON + sequence, NOON + sequence);
            }
            done.set(true);
            for (Future<Long> result : results) {
                assertThat(result.get()).isEqualTo(PUBLICATIONS);
            }
        } finally {
            done.set(true);
            readers.shutdownNow();
        }
    }

    /** Reads until the writer is done, and once more; returns the last sequence. */
    private Callable<Long> reading(AtomicBoolean done) {
        return () -> {
            long newest = 0;
            boolean last;
            do {
                last = done.get();
                Seen seen = board.read(this::see);
                double sales = seen.sequence * (double) EVENTS;
                assertThat(seen)
                        .isEqualTo(new Seen(
                                seen.sequence, sales, 3 * sales, sales == 0 ? Double.NaN : 3, sales, (long) sales));
                assertThat(seen.sequence).isGreaterThanOrEqualTo(newest);
                newest = seen.sequence;
            } while (!last);
            return newest;
        };
    }

    private static byte[] batch(int country) {
        EventBatch batch = new EventBatch(HASH);
        Map<String, Object> properties = Map.of("units", new BigDecimal(3), "country", "c" + country);
        for (int event = 0; event < EVENTS; event++) {
            new RawEvent(NOON, "sale", "till", null, null, properties).writeTo(batch);
        }
        batch.seal();
        return batch.bytes().clone();
    }

    private static Definition read() {
        try {
            return DefinitionReader.read(TREE, "tree.yaml");
        } catch (DefinitionException refused) {
            throw new AssertionError(refused);
        }
    }
}
