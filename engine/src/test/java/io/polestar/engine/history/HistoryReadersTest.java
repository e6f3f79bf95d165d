package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReadersTest {

    @TempDir
    Path directory;

    @Test
    void readersNeverSeeHalfARowWhileRowsCheckpointsAndMergesGoOn() throws IOException {
        HistoryLimits limits = new HistoryLimits(50_000, 1 << 20);
        AtomicBoolean done = new AtomicBoolean();
        try (HistoryKeeper keeper = HistoryKeeper.open(directory, HistoryTiers.DEFAULT, 0, limits)) {
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                long[] counts = new long[60];
                long[] sums = new long[60];
                long before = 0;
                while (!done.get()) {
                    Totals total = keeper.total(5, 0, 86_400_000L);
                    assertThat(total.sum()).isEqualTo(7 * total.count());
                    assertThat(total.count()).isGreaterThanOrEqualTo(before);
                    before = total.count();
                    keeper.totals(5, 0, 60_000, 60, counts, sums);
                    for (int i = 0; i < counts.length; i++) {
                        assertThat(sums[i]).isEqualTo(7 * counts[i]);
                    }
                    long[] values = keeper.last(6, new long[] {0, 86_400_000L});
                    assertThat(values[1]).isGreaterThanOrEqualTo(values[0]);
                }
            });
            for (int i = 1; i <= 20_000; i++) {
                long time = i * 100L;
                keeper.offer(HistoryRow.additive(
                        time, 3, new int[] {5, 5, 1_000 + i % 100}, new long[] {1, 2, 1}, new long[] {7, 14, 1}));
                keeper.offer(HistoryRow.absolute(time, 1, new int[] {6}, new long[] {i}));
                if (i % 500 == 0) {
                    keeper.checkpoint(i).join();
                    keeper.forgetBefore(i);
                }
            }
            done.set(true);
            reader.join();
            keeper.drain();
            assertThat(keeper.total(5, 0, 86_400_000L).count()).isEqualTo(60_000);
        }
    }
}
