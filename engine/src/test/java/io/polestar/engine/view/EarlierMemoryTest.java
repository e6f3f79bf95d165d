package io.polestar.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.Comparison;
import io.polestar.engine.window.Catalog;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EarlierMemoryTest {
    private static final Span FIRST = new Span(0, 1_000);
    private static final Span SECOND = new Span(1_000, 2_000);

    private final AtomicLong wall = new AtomicLong(5_000);
    private final AtomicInteger reads = new AtomicInteger();
    private final EarlierMemory memory = new EarlierMemory(wall::get);

    @Test
    void historyIsReadOnceASecond() {
        for (int read = 0; read < 1_000; read++) {
            wall.addAndGet(1);
            assertThat(get(1, FIRST)).isEqualTo(1);
        }
        wall.addAndGet(1);
        assertThat(get(1, FIRST)).isEqualTo(2);
    }

    @Test
    void anotherWindowIsReadAtOnce() {
        assertThat(get(1, FIRST)).isEqualTo(1);
        assertThat(get(1, SECOND)).isEqualTo(2);
        assertThat(get(2, SECOND)).isEqualTo(3);
        assertThat(get(1, SECOND)).isEqualTo(2);
    }

    @Test
    void whatIsRememberedHasABound() {
        for (int metric = 0; metric <= EarlierMemory.MAX_VALUES; metric++) {
            get(metric, FIRST);
        }
        assertThat(get(0, FIRST)).isEqualTo(EarlierMemory.MAX_VALUES + 2);
    }

    private double get(int metric, Span span) {
        EarlierMemory.Key key = new EarlierMemory.Key(metric, Comparison.PREVIOUS, 0, Catalog.WHOLE, 0, null);
        return memory.get(key, span, reads::incrementAndGet);
    }
}
