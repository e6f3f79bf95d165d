package io.polestar.engine;

import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.journal.Journal;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** The backtests of a running engine: one at a time, at the share of a processor that counting the past may take. Any thread. */
final class Backtests implements AutoCloseable {
    private final EngineConfig config;
    private final DataDirectory directory;
    private final Journal journal;
    private final KeyedHash hash;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean cancelled;
    private volatile boolean closed;

    Backtests(EngineConfig config, DataDirectory directory, Journal journal, KeyedHash hash) {
        this.config = config;
        this.directory = directory;
        this.journal = journal;
        this.hash = hash;
    }

    BacktestReport run(BacktestRequest request, long lastSequence) throws IOException {
        if (!running.tryLock()) {
            throw new IllegalStateException("another backtest reads the journal, and only one may at a time");
        }
        try {
            cancelled = false;
            DutyCycle pace = new DutyCycle(
                    config.wallMillis(), config.recountShare(), () -> cancelled || closed, sequence -> {});
            return new Backtest(request, journal, config.clock(), hash, directory.backtest()).run(lastSequence, pace);
        } finally {
            running.unlock();
        }
    }

    /** Stops the one that runs; false when none does. */
    boolean cancel() {
        cancelled = true;
        return running.isLocked();
    }

    /** Stops the one that runs and waits until it has. */
    @Override
    public void close() {
        closed = true;
        running.lock();
        running.unlock();
    }
}
