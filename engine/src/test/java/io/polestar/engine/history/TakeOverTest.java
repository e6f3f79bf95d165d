package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A metric counted over the past by a keeper of its own becomes part of the one that goes on. */
@Timeout(60)
class TakeOverTest {

    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long NOON = 19_000 * 24 * HOUR + 12 * HOUR;
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final int OFFSET = 100;

    @TempDir
    Path directory;

    @Test
    void whatTheOtherHoldsIsFoundUnderTheNewNumbers() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            count(live, NOON, 7, 1, 10);
            count(counted, NOON, 7, 2, 20);
            record(counted, NOON, 3, 42);

            live.takeOver(counted, OFFSET, series -> false).join();

            assertThat(live.total(7, NOON, NOON + SECOND).sum()).isEqualTo(10);
            assertThat(live.total(OFFSET + 7, NOON, NOON + SECOND).sum()).isEqualTo(20);
            assertThat(live.last(OFFSET + 3, new long[] {NOON})).containsExactly(42);
            assertThat(live.last(3, new long[] {NOON})).containsExactly(UNKNOWN);
        }
    }

    @Test
    void theOtherIsReadUntilThenAndItsDirectoryIsNotNeededAfterwards() throws IOException {
        try (HistoryKeeper live = open("live", 0)) {
            try (HistoryKeeper counted = open("counted", 0)) {
                count(counted, NOON, 7, 2, 20);
                live.takeOver(counted, OFFSET, series -> false).join();
                assertThat(counted.total(7, NOON, NOON + SECOND).sum()).isEqualTo(20);
            }
            delete(directory.resolve("counted"));

            assertThat(live.total(OFFSET + 7, NOON, NOON + SECOND).sum()).isEqualTo(20);
            live.checkpoint(1).join();
        }
        try (HistoryKeeper live = open("live", 1)) {
            assertThat(live.total(OFFSET + 7, NOON, NOON + SECOND).sum()).isEqualTo(20);
        }
    }

    @Test
    void rowsUnderTheNewNumbersAreTakenRightBehindIt() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            count(counted, NOON, 7, 2, 20);
            record(counted, NOON, 3, 41);

            CompletableFuture<Void> done = live.takeOver(counted, OFFSET, series -> false);
            count(live, NOON, OFFSET + 7, 1, 5);
            record(live, NOON, OFFSET + 3, 40);
            live.checkpoint(1).join();

            assertThat(done).isCompleted();
            assertThat(live.total(OFFSET + 7, NOON, NOON + SECOND).sum()).isEqualTo(25);
            assertThat(live.last(OFFSET + 3, new long[] {NOON})).containsExactly(40);
        }
    }

    @Test
    void aReaderSeesAllOfItOrNothing() throws Exception {
        int seconds = 1_000;
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            for (int i = 0; i < seconds; i++) {
                count(counted, NOON + i * SECOND, i % 10, 1, 1);
                count(live, NOON + i * SECOND, 50 + i % 10, 1, 1);
            }
            AtomicBoolean reading = new AtomicBoolean(true);
            CompletableFuture<List<Long>> seen = CompletableFuture.supplyAsync(() -> {
                List<Long> counts = new ArrayList<>();
                while (reading.get()) {
                    counts.add(live.total(OFFSET + 4, NOON, NOON + HOUR).count());
                }
                return counts;
            });

            live.takeOver(counted, OFFSET, series -> false).join();
            reading.set(false);

            assertThat(seen.get()).isSubsetOf(0L, seconds / 10L);
        }
    }

    @Test
    void aCrashBeforeTheNextCheckpointLeavesTheOldState() throws IOException {
        long hash;
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            count(live, NOON, 7, 1, 10);
            count(counted, NOON, 7, 2, 20);
            live.checkpoint(1).join();
            hash = live.stateHash();
            live.takeOver(counted, OFFSET, series -> false).join();
            assertThat(live.stateHash()).isNotEqualTo(hash);
        }
        long files = filesIn("live");
        try (HistoryKeeper live = open("live", 1)) {
            assertThat(live.stateHash()).isEqualTo(hash);
            assertThat(filesIn("live")).isEqualTo(files - 4);
        }
    }

    @Test
    void tiersEndAtTheNewestTimeOfTheLiveOneIfThatIsAhead() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            count(counted, NOON + SECOND, 7, 1, 0);
            count(counted, NOON + 2 * SECOND, 7, 1, 0);
            record(counted, NOON + SECOND, 3, 41);
            count(live, NOON + HOUR + 2 * SECOND, 5, 1, 0);

            live.takeOver(counted, OFFSET, series -> false).join();

            assertThat(live.stepMillis(NOON + 2 * SECOND)).isEqualTo(SECOND);
            assertThat(live.stepMillis(NOON + SECOND)).isEqualTo(60 * SECOND);
            assertThat(live.total(OFFSET + 7, NOON + 2 * SECOND, NOON + HOUR).count())
                    .isEqualTo(1);
            assertThat(live.total(OFFSET + 7, NOON, NOON + HOUR).count()).isEqualTo(2);
            assertThat(live.last(OFFSET + 3, new long[] {NOON + 2 * SECOND})).containsExactly(41);
        }
    }

    @Test
    void tiersEndAtTheNewestTimeOfTheOtherIfThatIsAhead() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            count(live, NOON + SECOND, 5, 1, 0);
            record(live, NOON + SECOND, 3, 41);
            count(counted, NOON + HOUR + 2 * SECOND, 7, 1, 0);

            live.takeOver(counted, OFFSET, series -> false).join();
            count(live, NOON + SECOND, 5, 1, 0);
            live.drain();

            assertThat(live.stepMillis(NOON + SECOND)).isEqualTo(60 * SECOND);
            assertThat(live.total(5, NOON, NOON + HOUR).count()).isEqualTo(2);
            assertThat(live.total(5, NOON + 2 * SECOND, NOON + HOUR).count()).isZero();
            assertThat(live.last(3, new long[] {NOON + 2 * SECOND})).containsExactly(41);
            assertThat(live.total(OFFSET + 7, NOON + HOUR, NOON + 2 * HOUR).count())
                    .isEqualTo(1);
        }
    }

    @Test
    void anotherHistoryThatWasToldNothingChangesNothing() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            count(live, NOON, 5, 1, 0);
            live.drain();
            long hash = live.stateHash();

            live.takeOver(counted, OFFSET, series -> false).join();

            assertThat(live.stateHash()).isEqualTo(hash);
        }
    }

    @Test
    void betweenTwoFileSystemsTheFilesAreCopied() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(Files.isWritable(memory)).isTrue();
        assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(directory));
        Path elsewhere = Files.createTempDirectory(memory, "history");
        try (HistoryKeeper live = open("live", 0)) {
            try (HistoryKeeper counted = HistoryKeeper.open(elsewhere, HistoryTiers.DEFAULT, 0)) {
                count(counted, NOON, 7, 2, 20);
                live.takeOver(counted, OFFSET, series -> false).join();
            }
            delete(elsewhere);
            live.checkpoint(1).join();
        }
        try (HistoryKeeper live = open("live", 1)) {
            assertThat(live.total(OFFSET + 7, NOON, NOON + SECOND).sum()).isEqualTo(20);
        }
    }

    @Test
    void takenOverTwiceTheNumbersAddUp() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0);
                HistoryKeeper deeper = open("deeper", 0)) {
            count(deeper, NOON, 7, 3, 30);
            counted.takeOver(deeper, 10, series -> false).join();
            counted.checkpoint(1).join();
            live.takeOver(counted, OFFSET, series -> false).join();
            live.checkpoint(1).join();
        }
        try (HistoryKeeper live = open("live", 1)) {
            assertThat(live.total(OFFSET + 17, NOON, NOON + SECOND).sum()).isEqualTo(30);
        }
    }

    @Test
    void droppedSeriesAreForgottenForEver() throws IOException {
        long hash;
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0);
                HistoryKeeper withoutThem = open("other", 0)) {
            for (int i = 0; i < 10; i++) {
                count(live, NOON, i, 1, 10);
                record(live, NOON, i, i);
                if (i < 4 || i > 6) {
                    count(withoutThem, NOON, i, 1, 10);
                    record(withoutThem, NOON, i, i);
                }
                live.checkpoint(1 + i).join();
            }
            withoutThem.drain();

            live.takeOver(counted, OFFSET, series -> series >= 4 && series <= 6).join();
            hash = live.stateHash();
            assertThat(hash).isEqualTo(withoutThem.stateHash());
            assertThat(live.total(5, NOON, NOON + SECOND).count()).isZero();
            assertThat(live.last(5, new long[] {NOON})).containsExactly(UNKNOWN);

            count(live, NOON, 5, 1, 10);
            live.checkpoint(20).join();
            assertThat(live.stateHash()).isEqualTo(hash);
        }
        try (HistoryKeeper live = open("live", 20)) {
            assertThat(live.stateHash()).isEqualTo(hash);
            assertThat(live.total(5, NOON, NOON + SECOND).count()).isZero();
            assertThat(live.total(7, NOON, NOON + SECOND).count()).isEqualTo(1);
        }
    }

    @Test
    void forgottenSeriesLeaveTheFilesWhenTheseAreMerged() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            for (int i = 0; i < 3_000; i++) {
                count(live, NOON + i * SECOND, 5, 1, 10);
            }
            live.checkpoint(1).join();
            long before = live.bytesOnDisk();
            live.takeOver(counted, OFFSET, series -> series == 5).join();
            for (int i = 2; i < 14; i++) {
                for (int k = 0; k < 300; k++) {
                    count(live, NOON + (300 * i + k) * SECOND, 6, 1, 10);
                }
                live.checkpoint(i).join();
            }
            live.forgetBefore(13);
            live.drain();

            assertThat(live.bytesOnDisk()).isLessThan(before * 3 / 2);
            assertThat(live.total(6, NOON, NOON + 2 * HOUR).count()).isEqualTo(3_600);
        }
    }

    @Test
    void numbersInUseAreRefusedAndNothingChanges() throws IOException {
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper counted = open("counted", 0)) {
            count(live, NOON, OFFSET + 7, 1, 10);
            count(counted, NOON, 7, 2, 20);
            live.drain();
            long hash = live.stateHash();

            assertThatThrownBy(() ->
                            live.takeOver(counted, OFFSET, series -> false).join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("numbers of its own, seriesOffset=100");
            assertThatThrownBy(() -> live.takeOver(counted, Integer.MAX_VALUE - 5, series -> false)
                            .join())
                    .hasCauseInstanceOf(ArithmeticException.class);

            assertThat(live.stateHash()).isEqualTo(hash);
            assertThat(filesIn("live")).isZero();
            live.takeOver(counted, OFFSET + 1, series -> false).join();
        }
    }

    @Test
    void anotherHistoryThatIsClosedOrGoneFailsAlone() throws IOException {
        try (HistoryKeeper live = open("live", 0)) {
            HistoryKeeper closed = open("counted", 0);
            closed.close();
            assertThatThrownBy(() -> live.takeOver(closed, OFFSET, series -> false))
                    .hasMessageContaining("closed");

            HistoryKeeper broken = open("broken", 0);
            count(broken, NOON, 7, 1, Long.MAX_VALUE);
            count(broken, NOON, 7, 1, 1);
            count(live, NOON, 7, 1, 10);
            assertThatThrownBy(
                            () -> live.takeOver(broken, OFFSET, series -> false).join())
                    .hasRootCauseInstanceOf(ArithmeticException.class);
            broken.close();
            live.drain();

            assertThat(live.total(7, NOON, NOON + SECOND).count()).isEqualTo(1);
        }
    }

    @Test
    void onlyAnotherHistoryOfTheSameTiersIsTakenOver() throws IOException {
        HistoryTiers shorter = new HistoryTiers(HOUR, 2 * HOUR, 48 * HOUR, 480 * HOUR);
        try (HistoryKeeper live = open("live", 0);
                HistoryKeeper same = open("same", 0);
                HistoryKeeper other = HistoryKeeper.open(directory.resolve("other"), shorter, 0)) {
            assertThatThrownBy(() -> live.takeOver(other, OFFSET, series -> false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("same tiers");
            assertThatThrownBy(() -> live.takeOver(live, OFFSET, series -> false))
                    .hasMessageContaining("itself=true");
            assertThatThrownBy(() -> live.takeOver(same, -1, series -> false)).hasMessageContaining("seriesOffset=-1");
        }
    }

    private HistoryKeeper open(String name, long checkpoint) throws IOException {
        return HistoryKeeper.open(directory.resolve(name), HistoryTiers.DEFAULT, checkpoint);
    }

    private long filesIn(String name) throws IOException {
        long files = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory.resolve(name))) {
            for (Path file : all) {
                files += Files.isRegularFile(file) ? 1 : 0;
            }
        }
        return files;
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void count(HistoryKeeper keeper, long time, int series, long count, long sum) {
        keeper.offer(HistoryRow.additive(time, 1, new int[] {series}, new long[] {count}, new long[] {sum}));
    }

    private static void record(HistoryKeeper keeper, long time, int series, long value) {
        keeper.offer(HistoryRow.absolute(time, 1, new int[] {series}, new long[] {value}));
    }
}
