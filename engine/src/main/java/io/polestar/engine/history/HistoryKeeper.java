package io.polestar.engine.history;

import io.polestar.engine.tree.HistoryTiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Keeps the past of every series in steps of a second, a minute, an hour and a day.
 *
 * <pre>
 *   windows thread ── offer ──▶ bounded queue ──▶ keeper's thread ──▶ recent steps ── checkpoint ──▶ run files
 *                                                                        └────────── any reader ───────┘
 * </pre>
 *
 * Rows are offered by one thread, which waits only when the queue is full. The keeper's own thread applies them and writes the files;
 * readers, on any thread, see all rows of a batch or none of it and never hold up whoever offers.
 *
 * <p>If the keeper's thread fails, all methods but {@link #close()} throw an {@link IllegalStateException} with the cause. A checkpoint
 * that cannot be written, say because the disk is full, fails alone: its future says so and the keeper goes on.
 */
public final class HistoryKeeper implements AutoCloseable {

    private static final long QUEUE_ENTRIES = 2_000_000;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final WorkQueue queue = new WorkQueue(QUEUE_ENTRIES);
    private final Tracks tracks;
    private final Archive archive;
    private final KeeperLoop loop;
    private final Thread thread;

    private HistoryKeeper(Path directory, HistoryTiers tiers, long checkpoint, HistoryLimits limits)
            throws IOException {
        tracks = new Tracks(tiers);
        archive = Archive.open(directory, tracks, lock.writeLock(), checkpoint, limits.maxRunBytes());
        loop = new KeeperLoop(queue, tracks, archive, lock.writeLock(), limits);
        thread = new Thread(loop, "polestar-history");
        thread.setDaemon(true);
    }

    /**
     * Opens the history in a directory as it was at a checkpoint. Files of later checkpoints are deleted.
     *
     * @param checkpoint the sequence given to {@link #checkpoint}; 0 starts empty
     * @throws IOException if there is no such checkpoint, or a file of it is not, byte for byte, as it was written; the message names
     *     the file
     */
    public static HistoryKeeper open(Path directory, HistoryTiers tiers, long checkpoint) throws IOException {
        return open(directory, tiers, checkpoint, HistoryLimits.DEFAULT);
    }

    static HistoryKeeper open(Path directory, HistoryTiers tiers, long checkpoint, HistoryLimits limits)
            throws IOException {
        HistoryKeeper keeper = new HistoryKeeper(directory, tiers, checkpoint, limits);
        keeper.thread.start();
        return keeper;
    }

    /** Hands over a row. One thread at a time; waits only while the queue is full. */
    public void offer(HistoryRow row) {
        queue.put(row);
    }

    /**
     * Makes all rows offered before durable under a sequence, from which {@link #open} can go on.
     *
     * @param sequence greater than 0 and than that of every earlier checkpoint
     * @return completes on the keeper's thread, exceptionally with the IOException if the files cannot be written; what depends on it
     *     must return at once
     */
    public CompletableFuture<Void> checkpoint(long sequence) {
        if (sequence <= 0) {
            throw new IllegalArgumentException("a checkpoint's sequence must be positive, sequence=" + sequence);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.put(new Work.Checkpoint(sequence, done));
        return done;
    }

    /** Gives up the checkpoints before a sequence, in the background. The newest checkpoint stays in any case. */
    public void forgetBefore(long sequence) {
        queue.put(new Work.Forget(sequence));
    }

    /**
     * Makes everything that has been offered to another keeper part of this one, as if it had been offered here instead, in this
     * moment and under other numbers: for a metric that was counted over the past in the background. Works in order with the rows
     * offered here, and readers here see all of it or nothing. As with rows, tiers end at the newest time of both.
     *
     * <p>No entry is copied: the other keeper writes out what it has in memory, and its files get a second name here (where the two
     * directories are on different file systems they are copied). The other keeper may be read until it is done, then closed, and its
     * directory deleted; nothing is to be offered to it any more. The next checkpoint contains what was taken over.
     *
     * @param counted another open keeper, with a directory of its own and the same tiers
     * @param seriesOffset by how much the numbers of its series become greater; nothing may have been offered here under the new ones
     * @param dropped which of the numbers below {@code seriesOffset} are forgotten, then and for ever: they read as if nothing had been
     *     offered, and merges leave them out of the files. Asked on the calling thread, before this returns
     * @return completes on the keeper's thread: exceptionally with the IOException if a file cannot be written or linked, or an
     *     IllegalArgumentException or ArithmeticException if one of the numbers is in use or too great, all of which leave this keeper
     *     as it was; what depends on it must return at once
     * @throws IllegalArgumentException if the tiers are not the same, or the offset is negative
     */
    public CompletableFuture<Void> takeOver(HistoryKeeper counted, int seriesOffset, IntPredicate dropped) {
        if (counted == this || seriesOffset < 0 || !tracks.tiers().equals(counted.tracks.tiers())) {
            throw new IllegalArgumentException(
                    "another history of the same tiers can be taken over, at an offset of 0 or more,"
                            + " tiers=" + tracks.tiers() + ", others=" + counted.tracks.tiers() + ", seriesOffset="
                            + seriesOffset + ", itself=" + (counted == this));
        }
        SeriesSet forgotten = SeriesSet.below(seriesOffset, dropped);
        CompletableFuture<Holdings> holdings = new CompletableFuture<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        counted.queue.put(new Work.HandOver(holdings));
        queue.put(new Work.TakeOver(holdings, seriesOffset, forgotten, done));
        return done;
    }

    /** How long each step is kept. */
    public HistoryTiers tiers() {
        return tracks.tiers();
    }

    /** Waits until everything offered so far is applied. Any thread but the keeper's. */
    public void drain() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.put(new Work.Barrier(done));
        try {
            done.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("history keeper stopped", e.getCause());
        }
    }

    /**
     * The total of an additive series over a stretch of the past. Both ends are floored to the step of the finest tier that still
     * holds {@code fromMillis}; on those steps the total is exact. Any thread.
     *
     * @param fromMillis first instant, inclusive; before the coarsest tier's first step nothing is known and the result begins there
     * @param toMillis the end, exclusive
     */
    public Totals total(int series, long fromMillis, long toMillis) {
        if (fromMillis > toMillis) {
            throw new IllegalArgumentException(
                    "from must not be after to, fromMillis=" + fromMillis + ", toMillis=" + toMillis);
        }
        return read(() -> tracks.total(series, fromMillis, toMillis));
    }

    /**
     * The totals of an additive series in consecutive buckets [first + i × step, first + (i + 1) × step), all seen at one moment. The
     * edges are floored to the step of the finest tier that still holds {@code firstMillis}. Any thread.
     *
     * @param stepMillis the length of a bucket, greater than 0
     * @param n how many buckets
     * @param counts receives the counts in its first n elements
     * @param sums receives the sums in its first n elements
     */
    public void totals(int series, long firstMillis, long stepMillis, int n, long[] counts, long[] sums) {
        if (stepMillis <= 0 || n < 0 || counts.length < n || sums.length < n) {
            throw new IllegalArgumentException("totals need a positive step and room for n buckets, stepMillis="
                    + stepMillis + ", n=" + n + ", counts=" + counts.length + ", sums=" + sums.length);
        }
        Arrays.fill(counts, 0, n, 0);
        Arrays.fill(sums, 0, n, 0);
        read(() -> {
            tracks.totals(series, firstMillis, stepMillis, n, counts, sums);
            return sums;
        });
    }

    /**
     * The values of an absolute series as of some times: the newest recorded at or before each, however long ago, after the time is
     * floored to the step of the finest tier that still holds it. Cheapest for ascending times. Any thread.
     *
     * @return one value per time; {@link Long#MIN_VALUE} where nothing is known
     */
    public long[] last(int series, long[] timesMillis) {
        long[] values = new long[timesMillis.length];
        return read(() -> {
            tracks.last(series, timesMillis, values);
            return values;
        });
    }

    /** The step of the finest tier that still holds a time, in milliseconds; "now" is the newest row's time. Any thread. */
    public long stepMillis(long timeMillis) {
        return read(() -> tracks.tierOf(timeMillis).stepMillis());
    }

    /** A hash of everything kept, the same however it lies in files and memory; {@link #drain()} first. Reads it all. */
    public long stateHash() {
        return read(tracks::stateHash);
    }

    /** The bytes of all files, those of checkpoints not yet forgotten included. Any thread. */
    public long bytesOnDisk() {
        return archive.bytesOnDisk();
    }

    /** The bytes of the steps and rows in memory, estimated. Any thread. */
    public long bytesInMemory() {
        return loop.recentBytes() + queue.usedEntries() * RunFormat.ENTRY_BYTES;
    }

    /**
     * The most bytes of all files, at any moment, if every series has an entry in every step kept and two checkpoints are kept; see
     * {@link DiskBound}. While another keeper counts or is taken over, its files come on top.
     */
    public static long estimateBytes(HistoryTiers tiers, int additiveSeries, int absoluteSeries) {
        return DiskBound.bytes(tiers, (long) additiveSeries + absoluteSeries);
    }

    /** Applies what was offered, stops the thread and lets go of the files. What no checkpoint holds is gone. Idempotent. */
    @Override
    public void close() {
        queue.putLast(new Work.Stop());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T read(Supplier<T> reading) {
        lock.readLock().lock();
        try {
            IllegalStateException reason = loop.stopped();
            if (reason != null) {
                throw new IllegalStateException(reason.getMessage(), reason.getCause());
            }
            return reading.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
