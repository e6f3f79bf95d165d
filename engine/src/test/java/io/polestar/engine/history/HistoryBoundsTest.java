package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryBoundsTest {

    private static final int SERIES = 50;
    private static final HistoryTiers TIERS = new HistoryTiers(60_000, 600_000, 7_200_000, 2 * 86_400_000L);

    @TempDir
    Path directory;

    @Test
    void memoryHoldsTheStepsKeptHoweverManySecondsPass() {
        Tracks tracks = new Tracks(TIERS);
        long time = 0;
        for (int second = 0; second < 200_000; second++) {
            time += 1_000;
            tracks.apply(row(time, second % 2 == 0));
        }

        for (Tier tier : Tier.FINEST_FIRST) {
            long steps = tier.keptMillis(TIERS) / tier.stepMillis() + 1;
            assertThat(tracks.track(tier, SeriesKind.ADDITIVE).recent().entries())
                    .isLessThanOrEqualTo(steps * SERIES);
            assertThat(tracks.track(tier, SeriesKind.ABSOLUTE).recent().entries())
                    .isLessThanOrEqualTo((steps + 2) * SERIES);
        }
    }

    @Test
    void memoryAndDiskStayBoundedThroughCheckpoints() throws IOException {
        HistoryLimits limits = new HistoryLimits(1 << 20, 1 << 30);
        long estimate = HistoryKeeper.estimateBytes(TIERS, SERIES, SERIES);
        long overheadBytes = 8L * 13 * (100 + SERIES * RunFormat.INDEX_ENTRY_BYTES);
        try (HistoryKeeper keeper = HistoryKeeper.open(directory, TIERS, 0, limits)) {
            for (int second = 1; second <= 20_000; second++) {
                keeper.offer(row(second * 1_000L, second % 2 == 0));
                if (second % 400 == 0) {
                    keeper.checkpoint(second).join();
                    keeper.forgetBefore(second);
                    keeper.drain();
                    assertThat(keeper.bytesInMemory()).isLessThan(2 << 20);
                    assertThat(keeper.bytesOnDisk()).isLessThan(estimate + overheadBytes);
                    assertThat(filesOnDisk()).isLessThan(8 * 13 + 1);
                }
            }
        }
    }

    @Test
    void memoryIsWrittenOutWhenNobodyAsksForACheckpoint() throws IOException {
        HistoryLimits limits = new HistoryLimits(100_000, 1 << 30);
        try (HistoryKeeper keeper = HistoryKeeper.open(directory, HistoryTiers.DEFAULT, 0, limits)) {
            for (int second = 1; second <= 3_000; second++) {
                keeper.offer(row(second * 1_000L, false));
                if (second % 100 == 0) {
                    keeper.drain();
                    keeper.drain();
                    assertThat(keeper.bytesInMemory()).isLessThan(1_000_000);
                }
            }
            assertThat(keeper.bytesOnDisk()).isPositive();
            assertThat(keeper.total(3, 0, 3_001_000).count()).isEqualTo(3_000);
        }
    }

    @Test
    void aCheckpointThatTheDiskDoesNotTakeFailsAloneAndTheNextOneSucceeds() throws IOException {
        Path lost = directory.resolve("lost");
        try (HistoryKeeper keeper = HistoryKeeper.open(lost, HistoryTiers.DEFAULT, 0)) {
            keeper.offer(row(1_000, false));
            Files.delete(lost);
            assertThatThrownBy(() -> keeper.checkpoint(1).join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(keeper.total(3, 0, 2_000).count()).isEqualTo(1);

            Files.createDirectory(lost);
            keeper.offer(row(2_000, false));
            keeper.checkpoint(2).join();
        }
        try (HistoryKeeper keeper = HistoryKeeper.open(lost, HistoryTiers.DEFAULT, 2)) {
            assertThat(keeper.total(3, 0, 3_000).count()).isEqualTo(2);
        }
    }

    @Test
    void aDiskThatTakesNothingStopsTheKeeperBeforeMemoryIsFull() throws IOException {
        Path lost = directory.resolve("lost");
        try (HistoryKeeper keeper =
                HistoryKeeper.open(lost, HistoryTiers.DEFAULT, 0, new HistoryLimits(100_000, 1 << 30))) {
            Files.delete(lost);
            assertThatThrownBy(() -> {
                        for (int second = 1; second <= 3_000; second++) {
                            keeper.offer(row(second * 1_000L, false));
                            keeper.drain();
                        }
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aTierOfMoreThanAMillionStepsIsRefused() {
        long seconds = 1_000_001_000L;
        assertThatThrownBy(() -> new Tracks(new HistoryTiers(seconds, seconds, seconds, seconds)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000");
    }

    private long filesOnDisk() throws IOException {
        long files = 0;
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
            for (Path ignored : listed) {
                files++;
            }
        }
        return files;
    }

    private static HistoryRow row(long time, boolean absolute) {
        int[] series = new int[SERIES];
        long[] ones = new long[SERIES];
        for (int i = 0; i < SERIES; i++) {
            series[i] = i;
            ones[i] = 1;
        }
        return new HistoryRow(time, absolute, SERIES, series, ones, ones);
    }
}
