package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A window that became empty says so: {@link Long#MIN_VALUE} is a value like any other and ends what was known before, wherever the
 * entries lie.
 */
class NoDataTest {

    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long NOON = 19_000 * 24 * HOUR + 12 * HOUR;
    private static final long NONE = Long.MIN_VALUE;
    private static final int SERIES = 3;

    @TempDir
    Path directory;

    @Test
    void inMemoryItEndsTheValueBefore() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            tell(keeper);
            keeper.drain();
            assertKnown(keeper);
        }
    }

    @Test
    void inOneFileItEndsTheValueBefore() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            tell(keeper);
            keeper.checkpoint(1).join();
            assertKnown(keeper);
        }
        try (HistoryKeeper keeper = open(1)) {
            assertKnown(keeper);
        }
    }

    @Test
    void inAFileOfItsOwnItEndsTheValueInAnEarlierFile() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 41);
            keeper.checkpoint(1).join();
            record(keeper, NOON + 10 * SECOND, NONE);
            keeper.checkpoint(2).join();
            record(keeper, NOON + 20 * SECOND, 42);
            keeper.drain();
            assertKnown(keeper);
        }
    }

    @Test
    void afterItsFilesAreMergedItStillEndsTheValueBefore() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 41);
            keeper.checkpoint(1).join();
            record(keeper, NOON + 10 * SECOND, NONE);
            for (int i = 2; i < 20; i++) {
                keeper.checkpoint(i).join();
                record(keeper, NOON + (18 + i) * SECOND, 42);
            }
            keeper.drain();
            assertKnown(keeper);
        }
    }

    @Test
    void fromBeforeATiersSpanItStillCarriesForward() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 41);
            record(keeper, NOON + 10 * SECOND, NONE);
            keeper.checkpoint(1).join();
            record(keeper, NOON + HOUR + 30 * SECOND, 42);
            keeper.drain();

            assertThat(keeper.stepMillis(NOON + 30 * SECOND)).isEqualTo(SECOND);
            assertThat(last(keeper, NOON + 30 * SECOND)).isEqualTo(NONE);
            keeper.checkpoint(2).join();
            assertThat(last(keeper, NOON + 30 * SECOND)).isEqualTo(NONE);
        }
    }

    @Test
    void recordedAgainForOneTimeItReplacesAndIsReplaced() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 41);
            record(keeper, NOON, NONE);
            record(keeper, NOON + SECOND, NONE);
            keeper.checkpoint(1).join();
            record(keeper, NOON + SECOND, 43);
            keeper.drain();

            assertThat(last(keeper, NOON)).isEqualTo(NONE);
            assertThat(last(keeper, NOON + SECOND)).isEqualTo(43);
        }
    }

    @Test
    void takenOverItEndsTheValueBefore() throws IOException {
        try (HistoryKeeper keeper = open(0);
                HistoryKeeper counted = HistoryKeeper.open(directory.resolve("counted"), HistoryTiers.DEFAULT, 0)) {
            tell(counted);
            keeper.takeOver(counted, 0, series -> false).join();
            assertKnown(keeper);
        }
    }

    @Test
    void theStateHashTellsItFromNothing() throws IOException {
        try (HistoryKeeper keeper = open(0)) {
            record(keeper, NOON, 41);
            record(keeper, NOON + 10 * SECOND, 42);
            keeper.drain();
            long hash = keeper.stateHash();
            record(keeper, NOON + 5 * SECOND, NONE);
            keeper.drain();

            assertThat(keeper.stateHash()).isNotEqualTo(hash);
        }
    }

    private static void tell(HistoryKeeper keeper) {
        record(keeper, NOON, 41);
        record(keeper, NOON + 10 * SECOND, NONE);
        record(keeper, NOON + 20 * SECOND, 42);
    }

    /** 41 from noon, nothing ten seconds later, 42 after another ten; asked upwards, downwards and one by one. */
    private static void assertKnown(HistoryKeeper keeper) {
        long[] times = {NOON, NOON + 9 * SECOND, NOON + 10 * SECOND, NOON + 19 * SECOND, NOON + 20 * SECOND};
        long[] back = {NOON + 20 * SECOND, NOON + 19 * SECOND, NOON + 10 * SECOND, NOON + 9 * SECOND, NOON};
        assertThat(keeper.last(SERIES, times)).containsExactly(41, 41, NONE, NONE, 42);
        assertThat(keeper.last(SERIES, back)).containsExactly(42, NONE, NONE, 41, 41);
        assertThat(last(keeper, NOON + 15 * SECOND)).isEqualTo(NONE);
        assertThat(last(keeper, NOON + 30 * SECOND)).isEqualTo(42);
    }

    private static long last(HistoryKeeper keeper, long time) {
        return keeper.last(SERIES, new long[] {time})[0];
    }

    private HistoryKeeper open(long checkpoint) throws IOException {
        return HistoryKeeper.open(directory.resolve("live"), HistoryTiers.DEFAULT, checkpoint);
    }

    private static void record(HistoryKeeper keeper, long time, long value) {
        keeper.offer(HistoryRow.absolute(time, 1, new int[] {SERIES}, new long[] {value}));
    }
}
