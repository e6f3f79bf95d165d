package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryKeeperTest {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long NOON = 19_000 * DAY + 12 * HOUR;
    private static final long UNKNOWN = Long.MIN_VALUE;

    @TempDir
    Path directory;

    @Test
    void deltasOfOneSecondAddUp() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 2, 500);
            count(keeper, NOON, 7, 1, -20);
            count(keeper, NOON + SECOND, 7, 4, 1);
            keeper.drain();

            assertThat(keeper.total(7, NOON, NOON + SECOND)).isEqualTo(new Totals(3, 480, NOON, NOON + SECOND));
            assertThat(keeper.total(7, NOON, NOON + 2 * SECOND).count()).isEqualTo(7);
            assertThat(keeper.total(8, NOON, NOON + SECOND).count()).isZero();
        }
    }

    @Test
    void aLateRowIsCountedInItsOwnSecond() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 1, 1);
            count(keeper, NOON - 10 * MINUTE, 7, 5, 5);
            keeper.drain();

            assertThat(keeper.total(7, NOON - 10 * MINUTE, NOON - 10 * MINUTE + SECOND)
                            .count())
                    .isEqualTo(5);
            assertThat(keeper.total(7, NOON, NOON + SECOND).count()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerSaysWhichStretchItCoversOnceOnlyCoarserStepsAreKept() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON + 30 * SECOND, 7, 1, 0);
            count(keeper, NOON + 2 * HOUR, 7, 10, 0);
            keeper.drain();

            assertThat(keeper.stepMillis(NOON + 2 * HOUR)).isEqualTo(SECOND);
            assertThat(keeper.stepMillis(NOON + HOUR)).isEqualTo(SECOND);
            assertThat(keeper.stepMillis(NOON + HOUR - 1)).isEqualTo(MINUTE);
            assertThat(keeper.total(7, NOON + 30 * SECOND, NOON + 90 * SECOND))
                    .isEqualTo(new Totals(1, 0, NOON, NOON + MINUTE));
        }
    }

    @Test
    void aStretchOfDaysIsExactToTheSecondAtItsYoungEnd() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            for (long time = NOON - 3 * DAY; time <= NOON; time += 7 * MINUTE) {
                count(keeper, time, 7, 1, 100);
            }
            keeper.drain();

            long from = NOON - 3 * DAY;
            long events = (2 * DAY + 23 * HOUR) / (7 * MINUTE) + 1;
            assertThat(keeper.total(7, from, NOON - HOUR))
                    .isEqualTo(new Totals(events, events * 100, from, NOON - HOUR));
        }
    }

    @Test
    void bucketsPartitionAStretch() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 1, 10);
            count(keeper, NOON + 14 * SECOND, 7, 2, 20);
            count(keeper, NOON + 15 * SECOND, 7, 4, 40);
            count(keeper, NOON + 60 * SECOND, 7, 8, 80);
            keeper.drain();
            long[] counts = {9, 9, 9, 9, 9};
            long[] sums = new long[5];

            keeper.totals(7, NOON, 15 * SECOND, 4, counts, sums);

            assertThat(counts).containsExactly(3, 4, 0, 0, 9);
            assertThat(sums).containsExactly(30, 40, 0, 0, 0);
        }
    }

    @Test
    void aValueHoldsUntilTheNextOneIsRecorded() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 3, 41);
            record(keeper, NOON + 10 * MINUTE, 3, 42);
            keeper.drain();

            assertThat(keeper.last(3, new long[] {
                        NOON - SECOND, NOON, NOON + 10 * MINUTE - SECOND, NOON + 10 * MINUTE, NOON + DAY
                    }))
                    .containsExactly(UNKNOWN, 41, 41, 42, 42);
            assertThat(keeper.last(4, new long[] {NOON})).containsExactly(UNKNOWN);
        }
    }

    @Test
    void aValueFromBeforeATiersSpanStillCarriesForward() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON + 10 * SECOND, 3, 1);
            record(keeper, NOON + 50 * SECOND, 3, 2);
            record(keeper, NOON + HOUR + 20 * SECOND, 4, 0);
            keeper.drain();

            assertThat(keeper.last(3, new long[] {NOON + 30 * SECOND, NOON + 50 * SECOND}))
                    .containsExactly(1, 2);
        }
    }

    @Test
    void aValueRecordedAgainForOneTimeReplacesTheProvisionalOne() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 3, 41);
            keeper.checkpoint(1).join();
            record(keeper, NOON + SECOND, 3, 50);
            record(keeper, NOON, 3, 40);
            keeper.drain();

            assertThat(keeper.last(3, new long[] {NOON, NOON + SECOND})).containsExactly(40, 50);
        }
    }

    @Test
    void aValueThatWasReplacedInMemoryStaysReplacedForEveryLaterTimeOfTheSameQuestion() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 3, 41);
            keeper.checkpoint(1).join();
            record(keeper, NOON, 3, 40);
            keeper.drain();

            assertThat(keeper.last(3, new long[] {NOON + SECOND, NOON + 2 * SECOND, NOON + 3 * SECOND}))
                    .containsExactly(40, 40, 40);
        }
    }

    @Test
    void aCheckpointOutlivesTheKeeper() throws IOException {
        long hash;
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 2, 500);
            record(keeper, NOON, 3, 41);
            keeper.checkpoint(11).join();
            hash = keeper.stateHash();
            count(keeper, NOON, 7, 100, 100);
            keeper.drain();
            assertThat(keeper.stateHash()).isNotEqualTo(hash);
        }
        try (HistoryKeeper keeper = open(11)) {
            assertThat(keeper.total(7, NOON, NOON + SECOND).sum()).isEqualTo(500);
            assertThat(keeper.last(3, new long[] {NOON})).containsExactly(41);
            assertThat(keeper.stateHash()).isEqualTo(hash);
        }
    }

    @Test
    void openingAtZeroStartsEmpty() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 2, 500);
            keeper.checkpoint(11).join();
        }
        try (HistoryKeeper keeper = open(0)) {
            assertThat(keeper.total(7, NOON, NOON + SECOND).sum()).isZero();
            assertThat(keeper.bytesOnDisk()).isZero();
        }
    }

    @Test
    void aCheckpointThatWasNeverWrittenIsRefusedByName() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            keeper.checkpoint(11).join();
        }
        assertThatThrownBy(() -> open(12)).isInstanceOf(IOException.class).hasMessageContaining("checkpoint=12");
    }

    @Test
    void aCheckpointBeforeTheLastOneIsRefused() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            keeper.checkpoint(11).join();
            assertThatThrownBy(() -> keeper.checkpoint(10).join())
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("in order of their sequence");
        }
    }

    @Test
    void forgottenCheckpointsLeaveOnlyTheFilesOfTheOthers() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            for (int i = 1; i <= 40; i++) {
                count(keeper, NOON + i * SECOND, 7, 1, 1);
                keeper.checkpoint(i).join();
            }
            long before = keeper.bytesOnDisk();
            keeper.forgetBefore(40);
            keeper.drain();

            assertThat(keeper.bytesOnDisk()).isLessThan(before / 4);
            assertThat(keeper.total(7, NOON, NOON + HOUR).count()).isEqualTo(40);
        }
        assertThatThrownBy(() -> open(39)).isInstanceOf(IOException.class);
    }

    @Test
    void aTierKeptLongerFromNowOnDoesNotClaimWhatItDroppedBefore() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON + 30 * SECOND, 7, 1, 0);
            count(keeper, NOON + 2 * HOUR, 7, 1, 0);
            keeper.checkpoint(1).join();
        }
        HistoryTiers longer = new HistoryTiers(DAY, 2 * DAY, 90 * DAY, 1095 * DAY);
        try (HistoryKeeper keeper = HistoryKeeper.open(directory, longer, 1)) {
            assertThat(keeper.stepMillis(NOON + HOUR - 1)).isEqualTo(MINUTE);
            assertThat(keeper.total(7, NOON, NOON + MINUTE).count()).isEqualTo(1);
            count(keeper, NOON + 4 * HOUR, 7, 1, 0);
            keeper.drain();
            assertThat(keeper.stepMillis(NOON + HOUR)).isEqualTo(SECOND);
        }
    }

    @Test
    void aTierKeptShorterFromNowOnLetsGoOfTheRest() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 1, 0);
            count(keeper, NOON + 30 * MINUTE, 7, 1, 0);
            keeper.checkpoint(1).join();
        }
        HistoryTiers shorter = new HistoryTiers(MINUTE, 10 * MINUTE, DAY, DAY);
        try (HistoryKeeper keeper = HistoryKeeper.open(directory, shorter, 1)) {
            assertThat(keeper.stepMillis(NOON)).isEqualTo(HOUR);
            assertThat(keeper.total(7, NOON, NOON + HOUR).count()).isEqualTo(2);
        }
    }

    @Test
    void whatIsOlderThanAllTiersIsLeftOutAndTheAnswerSaysSo() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 1, 0);
            count(keeper, NOON + 2000 * DAY, 7, 1, 0);
            count(keeper, NOON, 7, 1, 0);
            keeper.drain();

            Totals total = keeper.total(7, NOON - DAY, NOON + 2001 * DAY);
            assertThat(total.count()).isEqualTo(1);
            assertThat(total.fromMillis()).isEqualTo(NOON + (2000 - 1095) * DAY - 12 * HOUR);
        }
    }

    @Test
    void anOverflowStopsTheKeeperAndEveryCallSaysSo() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            count(keeper, NOON, 7, 1, Long.MAX_VALUE);
            count(keeper, NOON, 7, 1, 1);

            assertThatThrownBy(keeper::drain).hasRootCauseInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> count(keeper, NOON, 7, 1, 1)).hasRootCauseInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> keeper.checkpoint(1)).hasRootCauseInstanceOf(ArithmeticException.class);
            assertThatThrownBy(() -> keeper.total(7, NOON, NOON)).hasRootCauseInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void aClosedKeeperRefuses() throws IOException {
        HistoryKeeper keeper = open(0);
        keeper.close();
        keeper.close();

        assertThatThrownBy(() -> count(keeper, NOON, 7, 1, 1)).hasMessageContaining("closed");
        assertThatThrownBy(() -> keeper.total(7, NOON, NOON)).hasMessageContaining("closed");
    }

    private HistoryKeeper open(long checkpoint) throws IOException {
        return HistoryKeeper.open(directory, HistoryTiers.DEFAULT, checkpoint);
    }

    private static void count(HistoryKeeper keeper, long time, int series, long count, long sum) {
        keeper.offer(HistoryRow.additive(time, 1, new int[] {series}, new long[] {count}, new long[] {sum}));
    }

    private static void record(HistoryKeeper keeper, long time, int series, long value) {
        keeper.offer(HistoryRow.absolute(time, 1, new int[] {series}, new long[] {value}));
    }
}
