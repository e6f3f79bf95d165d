package io.polestar.engine.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keeper's thread: takes work from the queue in order, applies runs of rows under one hold of the write lock, and writes files
 * between them. Whatever ends it becomes the reason that every later call is refused with.
 */
final class KeeperLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(KeeperLoop.class);
    private static final long BATCH_ENTRIES = 10_000;
    private static final int PATIENCE = 8;

    private final WorkQueue queue;
    private final Tracks tracks;
    private final Archive archive;
    private final Lock writeLock;
    private final long flushBytes;
    private final List<Work> batch = new ArrayList<>();
    private long flushAtBytes;
    private volatile long recentBytes;
    private volatile @Nullable IllegalStateException stopped;

    KeeperLoop(WorkQueue queue, Tracks tracks, Archive archive, Lock writeLock, HistoryLimits limits) {
        this.queue = queue;
        this.tracks = tracks;
        this.archive = archive;
        this.writeLock = writeLock;
        this.flushBytes = limits.recentBytes();
        this.flushAtBytes = flushBytes;
    }

    /** Why the thread has ended; null while it works. Any thread. */
    @Nullable
    IllegalStateException stopped() {
        return stopped;
    }

    /** The bytes of steps in memory as of the last batch. Any thread. */
    long recentBytes() {
        return recentBytes;
    }

    @Override
    public void run() {
        IllegalStateException reason = work();
        stopped = reason;
        // First the queue: who is told of the end finds it closed.
        List<Work> left = queue.close(reason);
        batch.forEach(work -> refuse(work, reason));
        left.forEach(work -> refuse(work, reason));
        archive.close();
    }

    /** Works until told to stop or until it fails; returns which of the two. */
    private IllegalStateException work() {
        try {
            workUntilStopped();
            return new IllegalStateException("the history keeper is closed");
        } catch (Throwable failure) {
            return new IllegalStateException("the history keeper failed: " + failure, failure);
        }
    }

    private void workUntilStopped() throws IOException {
        boolean working = true;
        while (working) {
            batch.clear();
            queue.take(batch, BATCH_ENTRIES);
            int done = 0;
            while (working && done < batch.size()) {
                done = applyRows(done);
                if (done < batch.size()) {
                    working = obey(batch.get(done));
                    done++;
                }
            }
            flushIfLarge();
        }
    }

    /** Applies the rows from a position of the batch up to the next order; returns that order's position. */
    private int applyRows(int from) {
        int next = from;
        writeLock.lock();
        try {
            while (next < batch.size() && batch.get(next) instanceof HistoryRow row) {
                tracks.apply(row);
                next++;
            }
        } finally {
            writeLock.unlock();
        }
        recentBytes = tracks.recentBytes();
        return next;
    }

    /** Does what an order says; false if it is to stop. */
    private boolean obey(Work order) throws IOException {
        if (order instanceof Work.Stop) {
            return false;
        }
        if (order instanceof Work.Checkpoint checkpoint) {
            write(checkpoint);
        } else if (order instanceof Work.Forget forget) {
            archive.forgetBefore(forget.sequence());
        } else if (order instanceof Work.Barrier barrier) {
            barrier.done().complete(null);
        } else if (order instanceof Work.HandOver handOver) {
            handOver(handOver);
        } else if (order instanceof Work.TakeOver takeOver) {
            takeOver(takeOver);
        }
        return true;
    }

    private void handOver(Work.HandOver order) {
        Holdings holdings;
        try {
            holdings = archive.lend();
        } catch (IOException e) {
            order.done().completeExceptionally(e);
            return;
        }
        flushed();
        order.done().complete(holdings);
    }

    private void takeOver(Work.TakeOver order) {
        try {
            archive.takeOver(order.other().join(), order.seriesOffset(), order.forgotten());
        } catch (CompletionException e) {
            order.done().completeExceptionally(e.getCause());
            return;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            order.done().completeExceptionally(e);
            return;
        }
        recentBytes = tracks.recentBytes();
        order.done().complete(null);
    }

    private void write(Work.Checkpoint checkpoint) {
        try {
            archive.checkpoint(checkpoint.sequence());
        } catch (IOException | IllegalArgumentException e) {
            checkpoint.done().completeExceptionally(e);
            return;
        }
        flushed();
        checkpoint.done().complete(null);
    }

    /**
     * Moves the steps in memory to files when they have become many. A disk that does not take them is asked again after as much has
     * come in once more, a few times; then the keeper gives up rather than the memory.
     */
    private void flushIfLarge() throws IOException {
        if (recentBytes < flushAtBytes) {
            return;
        }
        try {
            archive.flush();
        } catch (IOException e) {
            if (recentBytes > PATIENCE * flushBytes) {
                throw e;
            }
            LOG.warn("history stays in memory, bytes={}: {}", recentBytes, e.toString());
            flushAtBytes = recentBytes + flushBytes;
            return;
        }
        flushed();
    }

    private void flushed() {
        recentBytes = tracks.recentBytes();
        flushAtBytes = flushBytes;
    }

    private static void refuse(Work work, IllegalStateException reason) {
        if (work instanceof Work.Checkpoint checkpoint) {
            checkpoint.done().completeExceptionally(reason);
        } else if (work instanceof Work.Barrier barrier) {
            barrier.done().completeExceptionally(reason);
        } else if (work instanceof Work.HandOver handOver) {
            handOver.done().completeExceptionally(reason);
        } else if (work instanceof Work.TakeOver takeOver) {
            takeOver.done().completeExceptionally(reason);
        }
    }
}
