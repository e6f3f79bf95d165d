package io.polestar.engine;

import io.polestar.engine.history.HistoryKeeper;
import io.polestar.engine.journal.Journal;
import io.polestar.engine.journal.Retention;
import io.polestar.engine.snapshot.Snapshot;
import io.polestar.engine.snapshot.SnapshotFiles;
import io.polestar.engine.snapshot.StateWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done from time to time: tell the journal the time, take snapshots, delete what is no longer needed, look at the
 * disk. A thread of its own; a failure stops the engine, but for the disk being full.
 */
final class Care implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Care.class);
    static final long TICK_MILLIS = 10;
    static final long IDLE_TICK_MILLIS = 250;
    private static final long LOOK_MILLIS = 250;
    private static final long PREPARE_MILLIS = 10;
    private static final long CLOSE_SECONDS = 60;

    private final EngineConfig config;
    private final Journal journal;
    private final SnapshotFiles snapshots;
    private final Appender appender;
    private final Counter counter;
    private final HistoryKeeper history;
    private final Consumer<Throwable> failed;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "polestar-care"));

    private final ScheduledExecutorService preparing =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "polestar-ahead"));

    /** Written by the counting thread, read when history has what belongs to it; the next snapshot is not begun before. */
    private final StateWriter state = new StateWriter();

    private boolean alarmed;
    private volatile long snapshotSequence;
    private volatile long snapshotMillis;

    Care(
            EngineConfig config,
            Journal journal,
            SnapshotFiles snapshots,
            Appender appender,
            Counter counter,
            HistoryKeeper history,
            Consumer<Throwable> failed) {
        this.config = config;
        this.journal = journal;
        this.snapshots = snapshots;
        this.appender = appender;
        this.counter = counter;
        this.history = history;
        this.failed = failed;
    }

    void start(boolean snapshotAtOnce) throws IOException {
        List<Long> sequences = snapshots.sequences();
        snapshotSequence = snapshotAtOnce || sequences.isEmpty() ? 0 : sequences.get(0);
        long first = snapshotAtOnce ? 0 : config.snapshotMillis();
        every(TICK_MILLIS, TICK_MILLIS, () -> appender.tick(config.clock() == ClockMode.WALL ? IDLE_TICK_MILLIS : 0));
        every(LOOK_MILLIS, LOOK_MILLIS, this::lookAtDisk);
        every(LOOK_MILLIS, LOOK_MILLIS, () -> appender.call(counter::publishLeftOver));
        every(
                LOOK_MILLIS,
                LOOK_MILLIS,
                () -> appender.call(() -> counter.messages().pump()));
        every(first, config.snapshotMillis(), this::snapshot);
        preparing.scheduleWithFixedDelay(this::prepare, 0, PREPARE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void prepare() {
        try {
            journal.prepare();
        } catch (IOException failure) {
            LOG.debug("appending will have to wait for the disk's cache", failure);
        }
    }

    /** A task of this thread that may fail. */
    interface Task {
        void run() throws Exception;
    }

    /** Has this thread do something from now on, again and again. */
    void every(long periodMillis, Task task) {
        every(periodMillis, periodMillis, task);
    }

    private void every(long firstMillis, long periodMillis, Task task) {
        thread.scheduleWithFixedDelay(() -> run(task), firstMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (Exception failure) {
            failed.accept(failure);
            throw new IllegalStateException(failure);
        }
    }

    private void lookAtDisk() throws IOException {
        appender.measureDisk();
        boolean low = appender.diskFreeBytes() < 2 * config.minFreeBytes();
        if (low && !alarmed) {
            LOG.warn(
                    "the disk is getting full: {} MB free; below {} MB events are refused",
                    appender.diskFreeBytes() >> 20,
                    config.minFreeBytes() >> 20);
        }
        alarmed = low;
    }

    /** Has a snapshot taken soon. */
    void snapshotSoon() {
        thread.execute(() -> run(this::snapshot));
    }

    /** Takes a snapshot if something has been journalled since the last, and deletes the journal's oldest segments. */
    private void snapshot() throws Exception {
        CompletableFuture<Snapshot> taken = new CompletableFuture<>();
        if (!appender.cut(snapshotSequence, cut -> takeState(cut, taken))) {
            return;
        }
        try {
            keep(taken.get(CLOSE_SECONDS, TimeUnit.SECONDS));
        } catch (IOException failure) {
            LOG.error("no snapshot could be written; a restart will read more of the journal", failure);
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof IOException)) {
                throw failure;
            }
            LOG.error("no history could be written; a restart will read more of the journal", failure.getCause());
        }
    }

    /** Forces the journal first: a snapshot must not know more than the journal after a loss of power. */
    private void keep(Snapshot snapshot) throws IOException {
        journal.sync();
        snapshots.write(snapshot);
        snapshotSequence = snapshot.sequence();
        List<Long> kept = snapshots.sequences();
        history.forgetBefore(kept.get(kept.size() - 1));
        trimJournal(kept);
    }

    /** Deletes what is not kept any more and is needed by none of the snapshots that can be read, of which there must be one. */
    private void trimJournal(List<Long> kept) throws IOException {
        Retention retention = config.retention();
        long now = config.wallMillis().getAsLong();
        if (!journal.isOver(retention, now)) {
            return;
        }
        long needed = Long.MAX_VALUE;
        for (long sequence : kept) {
            try {
                needed = Math.min(needed, snapshots.read(sequence).dedupPosition());
            } catch (IOException damaged) {
                LOG.warn("a snapshot is of no use, the journal is kept for it: {}", damaged.getMessage());
                needed = 0;
            }
        }
        int deleted = needed == Long.MAX_VALUE ? 0 : journal.trim(retention, now, needed);
        if (deleted > 0) {
            LOG.info("{} journal segments deleted, being over what is kept", deleted);
        }
    }

    private void takeState(Appender.Cut cut, CompletableFuture<Snapshot> done) {
        counter.publishLeftOver();
        long began = config.wallMillis().getAsLong();
        try {
            state.clear();
            counter.writeTo(state);
            CompletableFuture<Void> historyDone = history.checkpoint(cut.sequence());
            snapshotMillis = config.wallMillis().getAsLong() - began;
            long wallMillis = counter.wallMillis();
            long eventWallMillis = counter.eventWallMillis();
            String definition = counter.tree().definition().text();
            historyDone
                    .thenApply(nothing -> new Snapshot(
                            cut.sequence(),
                            cut.position(),
                            wallMillis,
                            eventWallMillis,
                            cut.dedupPosition(),
                            cut.gate(),
                            definition,
                            state.toByteArray()))
                    .whenComplete((snapshot, failure) -> {
                        if (failure == null) {
                            done.complete(snapshot);
                        } else {
                            done.completeExceptionally(failure);
                        }
                    });
        } catch (IOException failure) {
            done.completeExceptionally(failure);
            throw new IllegalStateException("memory does not fail to be written", failure);
        } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
            throw failure;
        }
    }

    /** Sequence of the newest snapshot, 0 without one. */
    long snapshotSequence() {
        return snapshotSequence;
    }

    /** How long the counting thread was held up by it. */
    long snapshotMillis() {
        return snapshotMillis;
    }

    /** Takes a last snapshot and stops. */
    @Override
    public void close() {
        thread.shutdown();
        preparing.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
                    || !preparing.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the care threads did not end within {} s", CLOSE_SECONDS);
            }
            snapshot();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.error("no snapshot at the close; the next start reads the journal instead", failure);
        }
    }
}
