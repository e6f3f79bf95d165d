package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.tree.CalendarPeriod;
import io.polestar.engine.tree.Condition;
import io.polestar.engine.tree.EventFilter;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Window;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Once everything has its size, stores allocate nothing for an event and nothing when the clock moves but the rows of history. */
class StoreAllocationTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    private static final int CELLS = 20;
    private static final int EVENTS = 20_000;
    private static final int ROUNDS = 40;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a row of history takes, the arrays it is made of included. */
    private static final class RowBytes implements Consumer<HistoryRow> {
        private long bytes;

        @Override
        public void accept(HistoryRow row) {
            bytes += 128 + row.size() * 12L;
        }
    }

    static Stream<Named<Function<StoreSetting, Store>>> stores() {
        EventFilter events = new EventFilter("sale", Condition.ALWAYS);
        Kind.Repeat twice = new Kind.Repeat(events, "subject", 2, null);
        Kind.Repeat invoices = new Kind.Repeat(events, "subject", 2, "invoice");
        Kind.Conversion steps = new Kind.Conversion("subject", List.of(events, events), 30_000, 0);
        Kind.Session session = new Kind.Session(events, "subject", 10_000, Kind.Session.Measure.COUNT);
        return Stream.of(
                Named.of("sum", AdditiveStore::new),
                Named.of("level", LevelStore::new),
                Named.of("distinct", DistinctStore::new),
                Named.of("repeat", setting -> new RepeatStore(twice, setting)),
                Named.of("repeat of values", setting -> new RepeatStore(invoices, setting)),
                Named.of("repeat of a share of the subjects", setting -> new RepeatStore(twice, small(setting))),
                Named.of("conversion", setting -> new ConversionStore(steps, setting)),
                Named.of("session", setting -> new SessionStore(session, setting)),
                Named.of("greatest", setting -> new ExtremeStore(setting, ExtremeStore.Of.GREATEST)),
                Named.of("least", setting -> new ExtremeStore(setting, ExtremeStore.Of.LEAST)),
                Named.of("newest", setting -> new ExtremeStore(setting, ExtremeStore.Of.NEWEST)),
                Named.of("median", setting -> new QuantileStore(0.5, false, setting)),
                Named.of("median of sums", setting -> new QuantileStore(0.5, true, setting)),
                Named.of("retention", setting -> new RetentionStore(CalendarPeriod.DAY, 1, setting)));
    }

    private static StoreSetting setting(Consumer<HistoryRow> rows) {
        return new StoreSetting(
                Stream.of("10s", "1m", "1h", "today").map(Window::parse).toList(),
                ZoneId.of("Europe/Berlin"),
                new HistoryFeed(rows));
    }

    /** With a budget that is spent at once. */
    private static StoreSetting small(StoreSetting setting) {
        return new StoreSetting(setting.windows(), setting.zone(), setting.history(), 1_000);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void nothingIsAllocatedForAnEvent(Function<StoreSetting, Store> made) {
        RowBytes rows = new RowBytes();
        Store store = made.apply(setting(rows));
        for (int cell = 0; cell < CELLS; cell++) {
            store.addCell(cell > 0);
        }
        Random random = new Random(1);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long rowBytes = rows.bytes;
            long before = threads.getCurrentThreadAllocatedBytes();
            pass(store, random, NOON + round * 20_000L);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            least = Math.min(least, allocated - (rows.bytes - rowBytes));
        }
        assertThat(least).isLessThanOrEqualTo(0);
    }

    /** Twenty seconds of the same events, late ones among them. */
    private static void pass(Store store, Random random, long fromMillis) {
        random.setSeed(1);
        for (int event = 0; event < EVENTS; event++) {
            long clock = fromMillis + event;
            if (event % 50 == 0) {
                for (long edge = store.nextEdgeMillis(); edge <= clock; edge = store.nextEdgeMillis()) {
                    store.advance(edge);
                }
                store.advance(clock);
                for (int cell = 0; cell < CELLS; cell++) {
                    store.total(event % 4, cell, 0);
                }
            }
            long time = clock - 100 - (event % 3 == 0 ? random.nextInt(50_000) : 0);
            store.add(random.nextInt(CELLS), time, 1 + random.nextInt(500), value(store, random));
        }
    }

    private static long value(Store store, Random random) {
        return store instanceof ConversionStore ? random.nextInt(2) : random.nextInt(30_000);
    }

    /** When a window slides, its number is estimated anew, and the estimator takes a few hundred bytes; events take nothing. */
    @Test
    void nothingIsAllocatedForAnEventInSketches() {
        Store store = new DistinctStore(small(setting(row -> {})));
        store.addCell(false);
        store.advance(NOON);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int event = 0; event < EVENTS; event++) {
                store.add(0, NOON - 1 - event, 1 + event * 31L + round, 0);
            }
            store.total(0, 0, 0);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(store.standardError(0, 0)).isPositive();
        assertThat(least).isZero();
    }
}
