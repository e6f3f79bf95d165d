package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.window.model.ModelTree;
import io.polestar.engine.window.model.RandomTraffic;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The way from ring to windows allocates nothing an event: fifty metrics by three dimensions, measured by the JVM's own count. */
class ApplyAllocationTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    private static final int BATCHES = 60;
    private static final int EVENTS = 100;
    private static final int WARM_UP_ROUNDS = 40;
    private static final List<String> KINDS =
            List.of("count", "sum", "average", "distinct", "min", "max", "last", "gauge", "cumulative", "repeat");

    private final ModelTree tree = new ModelTree(3, ZoneId.of("Europe/Berlin"), KINDS);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What history was given cannot be spared: one row with three arrays for each step that is over. */
    private static final class RowBytes implements Consumer<HistoryRow> {
        private long bytes;

        @Override
        public void accept(HistoryRow row) {
            bytes += 128 + row.size() * (row.absolute() ? 12L : 20L);
        }
    }

    private final RowBytes rows = new RowBytes();
    private final Windows windows = new Windows(tree.definition(), false, new KeyedHash(1), rows, clock -> {});

    @Test
    void nothingIsAllocatedWhileTheClockStandsWithinAPane() {
        byte[][] batches = batches(NOON, NOON);
        assertThat(allocatedBy(batches, NOON, 0)).isZero();
    }

    @Test
    void nothingIsAllocatedForLateEvents() {
        byte[][] batches = batches(NOON - 100_000, NOON - 2_000);
        assertThat(allocatedBy(batches, NOON, 0)).isZero();
    }

    @Test
    void nothingButTheRowsOfHistoryIsAllocatedWhileTheClockMoves() {
        byte[][] batches = batches(NOON - 5_000, NOON);
        assertThat(allocatedBy(batches, NOON, 50)).isLessThanOrEqualTo(0);
    }

    /** Bytes the last of many equal rounds allocated, those of history's rows left out. */
    private long allocatedBy(byte[][] batches, long fromMillis, long stepMillis) {
        long wall = fromMillis;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            long rowBytes = rows.bytes;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (byte[] batch : batches) {
                windows.apply(batch, wall);
                wall += stepMillis;
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            least = Math.min(least, allocated - (rows.bytes - rowBytes));
        }
        return least;
    }

    private byte[][] batches(long fromMillis, long toMillis) {
        RandomTraffic traffic = new RandomTraffic(5, tree.definition().zone());
        byte[][] batches = new byte[BATCHES][];
        for (int index = 0; index < BATCHES; index++) {
            EventBatch batch = new EventBatch(new KeyedHash(1));
            for (int event = 0; event < EVENTS; event++) {
                traffic.between(fromMillis, toMillis).writeTo(batch);
            }
            batch.seal();
            batches[index] = batch.bytes().clone();
        }
        return batches;
    }
}
