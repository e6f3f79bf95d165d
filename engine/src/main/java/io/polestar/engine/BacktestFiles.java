package io.polestar.engine;

import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.journal.Journal;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/**
 * Backtests over the files of a data directory. No lock is taken and nothing is written there, so an engine may be running on the directory: what
 * it appends meanwhile may or may not be seen. One thread.
 */
public final class BacktestFiles {
    private static final int TOLD_EVERY_RECORDS = 1_024;

    private final Path directory;
    private final KeptChoices kept;

    /**
     * @param directory the data directory
     * @throws NoSuchFileException when it is none
     */
    public BacktestFiles(Path directory) throws IOException {
        this.directory = directory;
        this.kept = KeptChoices.beside(directory)
                .orElseThrow(() -> new NoSuchFileException(
                        directory.toString(), null, "is no data directory: no engine has run on it"));
    }

    /** Text of the definition in force, empty when no engine got as far as to journal one. */
    public String definition() {
        return kept.definition();
    }

    /**
     * Reads the journal at full speed.
     *
     * @param scratch a folder for what is recorded meanwhile; what is in it is deleted before and after
     * @param progress told now and then how much of the journal was read, 0 to 1
     */
    public BacktestReport run(BacktestRequest request, Path scratch, DoubleConsumer progress) throws IOException {
        KeyedHash hash = new KeyedHash(DataDirectory.keyOf(directory, kept.clock()));
        long segmentBytes =
                EngineConfig.in(directory, kept.clock(), () -> 0, () -> 0).segmentBytes();
        try (Journal journal = new Journal(directory.resolve("journal"), segmentBytes)) {
            journal.start();
            long newest = Math.max(1, journal.newestSequence());
            return new Backtest(request, journal, kept.clock(), hash, scratch).run(Long.MAX_VALUE, sequence -> {
                if (sequence % TOLD_EVERY_RECORDS == 0) {
                    progress.accept(Math.min(1, sequence / (double) newest));
                }
            });
        }
    }
}
