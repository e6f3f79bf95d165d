package io.polestar.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows, checkpoints, reopenings and crashes against a plain list of all rows. */
class HistoryPropertyTest {

    /** So small that memory spills and runs merge all the time, and that merges meet their bound. */
    private static final HistoryLimits SMALL = new HistoryLimits(60_000, 40_000);

    private static final int ROWS = 2_000;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersEqualThoseOfAPlainListThroughCheckpointsAndReopenings(long seed) throws IOException {
        RandomHistory history = new RandomHistory(seed);
        NaiveHistory naive = new NaiveHistory(RandomHistory.TIERS);
        List<Integer> checkpoints = new ArrayList<>(List.of(0));
        HistoryKeeper keeper = open(directory, 0);
        try {
            while (naive.size() < ROWS) {
                for (int i = history.below(60); i >= 0; i--) {
                    offer(history.row(), keeper, naive);
                }
                switch (history.below(6)) {
                    case 0 -> {
                        int sequence = naive.size();
                        keeper.checkpoint(sequence).join();
                        int before = checkpoints.get(checkpoints.size() - 1);
                        keeper.forgetBefore(before);
                        checkpoints = new ArrayList<>(List.of(before, sequence));
                    }
                    case 1 -> {
                        int back = Math.min(1 + history.below(2), checkpoints.size());
                        checkpoints
                                .subList(checkpoints.size() - back + 1, checkpoints.size())
                                .clear();
                        int sequence = checkpoints.get(checkpoints.size() - 1);
                        keeper.close();
                        keeper = open(directory, sequence);
                        naive.forgetAfter(sequence);
                    }
                    default -> compare(seed, history, keeper, naive);
                }
            }
        } finally {
            keeper.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void aCrashAtAnyMomentLeavesTheLastCheckpointAndTheRestReplaysToTheSameHash(long seed) throws IOException {
        RandomHistory history = new RandomHistory(seed);
        NaiveHistory naive = new NaiveHistory(RandomHistory.TIERS);
        try (HistoryKeeper keeper = open(directory.resolve("live"), 0)) {
            int finished = 0;
            for (int crash = 0; crash < 12; crash++) {
                for (int i = 0; i < 250; i++) {
                    offer(history.row(), keeper, naive);
                }
                int unfinished = naive.size();
                var done = keeper.checkpoint(unfinished);
                if (crash % 3 != 0) {
                    done.join();
                    finished = unfinished;
                }
                for (int i = history.below(300); i > 0; i--) {
                    offer(history.row(), keeper, naive);
                }
                Path copy = copyOf(directory.resolve("live"), "crash" + crash);
                try (HistoryKeeper restarted = open(copy, finished)) {
                    for (int i = finished; i < naive.size(); i++) {
                        restarted.offer(naive.row(i));
                    }
                    restarted.drain();
                    keeper.drain();
                    assertThat(restarted.stateHash())
                            .as("seed=%d crash=%d", seed, crash)
                            .isEqualTo(keeper.stateHash());
                    compare(seed, history, restarted, naive);
                }
                done.join();
                finished = unfinished;
                keeper.forgetBefore(finished);
                keeper.drain();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theHashDoesNotDependOnHowRowsAreSpreadOverFiles(long seed) throws IOException {
        RandomHistory history = new RandomHistory(seed);
        try (HistoryKeeper inMemory = HistoryKeeper.open(directory.resolve("a"), RandomHistory.TIERS, 0);
                HistoryKeeper inFiles = open(directory.resolve("b"), 0)) {
            for (int i = 1; i <= ROWS; i++) {
                HistoryRow row = history.row();
                inMemory.offer(row);
                inFiles.offer(row);
                if (history.below(50) == 0) {
                    inFiles.checkpoint(i).join();
                    inFiles.forgetBefore(i);
                }
            }
            inMemory.drain();
            inFiles.drain();

            assertThat(inFiles.stateHash()).as("seed=%d", seed).isEqualTo(inMemory.stateHash());
            assertThat(inMemory.bytesOnDisk()).isZero();
        }
    }

    private static void compare(long seed, RandomHistory history, HistoryKeeper keeper, NaiveHistory naive) {
        keeper.drain();
        for (int i = 0; i < 6; i++) {
            int series = history.below(RandomHistory.SERIES + 1);
            long from = history.question();
            long to = Math.max(from, history.question());
            assertThat(keeper.stepMillis(from))
                    .as("seed=%d", seed)
                    .isEqualTo(naive.tierOf(from).stepMillis());
            assertThat(keeper.total(series, from, to))
                    .as("seed=%d rows=%d series=%d from=%d to=%d", seed, naive.size(), series, from, to)
                    .isEqualTo(naive.total(series, from, to));
            compareBuckets(seed, history, keeper, naive);
            compareValues(seed, history, keeper, naive);
        }
    }

    private static void compareBuckets(long seed, RandomHistory history, HistoryKeeper keeper, NaiveHistory naive) {
        int series = history.below(RandomHistory.SERIES);
        long first = Math.max(history.question(), naive.startMillis(Tier.DAY));
        Tier finest = naive.tierOf(first);
        Tier step = Tier.FINEST_FIRST[Math.min(3, finest.index() + history.below(2))];
        first = finest.floor(first);
        long stepMillis = step.stepMillis() * (1 + history.below(5));
        int n = history.below(20);
        long[] counts = new long[n];
        long[] sums = new long[n];
        keeper.totals(series, first, stepMillis, n, counts, sums);
        for (int i = 0; i < n; i++) {
            long from = first + i * stepMillis;
            assertThat(new Totals(counts[i], sums[i], from, from + stepMillis))
                    .as(
                            "seed=%d rows=%d series=%d first=%d step=%d i=%d",
                            seed, naive.size(), series, first, stepMillis, i)
                    .isEqualTo(naive.total(series, from, from + stepMillis));
        }
    }

    private static void compareValues(long seed, RandomHistory history, HistoryKeeper keeper, NaiveHistory naive) {
        int series = history.below(RandomHistory.SERIES);
        long[] times = new long[1 + history.below(6)];
        Arrays.setAll(times, i -> history.question());
        if (history.below(4) > 0) {
            Arrays.sort(times);
        }
        long[] expected =
                Arrays.stream(times).map(time -> naive.last(series, time)).toArray();
        assertThat(keeper.last(series, times))
                .as("seed=%d rows=%d series=%d times=%s", seed, naive.size(), series, Arrays.toString(times))
                .isEqualTo(expected);
    }

    private static void offer(HistoryRow row, HistoryKeeper keeper, NaiveHistory naive) {
        keeper.offer(row);
        naive.offer(row);
    }

    private static HistoryKeeper open(Path directory, long checkpoint) throws IOException {
        return HistoryKeeper.open(directory, RandomHistory.TIERS, checkpoint, SMALL);
    }

    /** What a crash leaves: the directory as it is while the keeper goes on. Runs may vanish meanwhile, checkpoints do not. */
    private Path copyOf(Path from, String name) throws IOException {
        Path to = Files.createDirectories(directory.resolve(name));
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(from)) {
            listed.forEach(files::add);
        }
        files.sort(Comparator.comparing(Path::toString).reversed());
        for (Path file : files) {
            try {
                Files.copy(file, to.resolve(file.getFileName()));
            } catch (NoSuchFileException deletedMeanwhile) {
                Files.deleteIfExists(to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
