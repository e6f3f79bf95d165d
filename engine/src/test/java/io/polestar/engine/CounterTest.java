package io.polestar.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Cells;
import io.polestar.engine.window.Face;
import io.polestar.engine.window.Outline;
import io.polestar.engine.window.Windows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    private static final byte[] ORDER = "order".getBytes(StandardCharsets.UTF_8);

    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1d]
            northStar: orders
            metrics:
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: count, event: order}
            alerts:
              fewer: {labels: {en: Fewer orders}, metric: orders, window: 1d, change: {against: weekday, below: -30%}, severity: info}
            """;

    private final KeyedHash hash = new KeyedHash(42);

    @TempDir
    private Path directory;

    private Definition definition;
    private HistoryKeeper history;
    private Counter counter;

    @BeforeEach
    void open() throws IOException, DefinitionException {
        definition = DefinitionReader.read(TREE, "tree.yaml");
        history = HistoryKeeper.open(directory, definition.history(), 0);
        counter = new Counter(definition, ClockMode.STREAM, hash, history);
    }

    @AfterEach
    void close() {
        history.close();
    }

    /** A stream clock begins with the first event: until then a rule has no moment to be judged at, and no past. */
    @Test
    void ticksBeforeTheFirstEventOfAStreamJudgeNoRule() {
        List<Long> judgedAt = new ArrayList<>();
        counter.onJudged(judgedAt::add);

        counter.countTick(1, NOON);

        assertThat(judgedAt).isEmpty();
    }

    /** Readers find a definition's board as soon as it is in force, before the record that put it there is published. */
    @Test
    void aDefinitionIsPutInForceWithItsValues() {
        counter.count(order(), 1, NOON);
        Windows windows = new Outline(counter.tree().windows()).counting(definition, metric -> false, history::offer);

        counter.adopt(definition, windows);

        Catalog catalog = counter.tree().catalog();
        Board board = counter.tree().board();
        Cells.Place orders = requireNonNull(catalog.place(catalog.metric("orders"), Catalog.WHOLE, Catalog.WHOLE));
        assertThat(board.<Long>read(face -> face.read(orders, 0, 0))).isEqualTo(1);
        assertThat(board.<Long>read(Face::clockMillis)).isEqualTo(NOON + 1);
    }

    private byte[] order() {
        EventBatch batch = new EventBatch(hash);
        batch.beginEvent();
        batch.type(ORDER, 0, ORDER.length);
        batch.time(NOON);
        batch.endEvent();
        batch.seal();
        return batch.bytes();
    }
}
