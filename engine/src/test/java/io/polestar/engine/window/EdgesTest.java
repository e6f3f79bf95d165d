package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.model.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgesTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    private static final KeyedHash HASH = new KeyedHash(1);
    private static final String TREE = """
            polestar: 1
            name: One
            windows: [10s]
            northStar: sales
            metrics:
              sales: {labels: {en: Sales}, owner: a@example.com, unit: sale, kind: count, event: sale}
            """;

    @Test
    void theClockStopsAtTheSameEdgesWhetherOrNotSomebodyReadsInBetween() throws Exception {
        assertThat(edges(true)).isNotEmpty().isEqualTo(edges(false));
    }

    /** Moments at which the clock stopped between a sale and a tick half a second later, and the state's hash then. */
    private static List<Long> edges(boolean read) throws Exception {
        List<Long> edges = new ArrayList<>();
        Windows windows = new Windows(DefinitionReader.read(TREE, "tree.yaml"), false, HASH, row -> {}, edges::add);
        EventBatch batch = new EventBatch(HASH);
        new RawEvent(NOON, "sale", "till", null, null, Map.of()).writeTo(batch);
        batch.seal();
        windows.apply(batch.bytes(), NOON + 10);
        if (read) {
            new Board(windows).publish(1, NOON, NOON);
        }
        windows.tick(NOON + 530);
        edges.add(windows.stateHash());
        return edges;
    }
}
