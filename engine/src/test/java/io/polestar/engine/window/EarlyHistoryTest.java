package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.model.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyHistoryTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    private static final String TREE = """
            polestar: 1
            name: One
            windows: [1m]
            northStar: users
            metrics:
              users: {labels: {en: Users}, owner: a@example.com, unit: user, kind: distinct, event: visit, of: subject}
            """;

    @Test
    void anEarlyEventOfASecondsLastMillisecondIsInTheValueRecordedAtItsEnd() throws Exception {
        List<HistoryRow> rows = new ArrayList<>();
        KeyedHash hash = new KeyedHash(1);
        Windows windows = new Windows(DefinitionReader.read(TREE, "tree.yaml"), false, hash, rows::add, clock -> {});
        EventBatch batch = new EventBatch(hash);
        new RawEvent(NOON, "visit", "web", null, "a", Map.of()).writeTo(batch);
        new RawEvent(NOON + 999, "visit", "web", null, "b", Map.of()).writeTo(batch);
        batch.seal();
        windows.apply(batch.bytes(), NOON + 10);
        windows.tick(NOON + 5_000);
        assertThat(rows.get(0).timeMillis()).isEqualTo(NOON + 1_000);
        assertThat(rows.get(0).count(0)).isEqualTo(2);
    }
}
