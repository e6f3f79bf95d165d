package io.polestar.engine;

import io.polestar.engine.journal.Journal;
import java.io.IOException;

/**
 * Forces the journal to disk for many waiting threads at once: the first becomes the one that syncs, the others wait for it, and
 * whoever came too late for that round starts the next. Safe from any thread.
 */
final class GroupSync {
    private final Journal journal;
    private long asked;
    private long synced;
    private boolean syncing;

    GroupSync(Journal journal) {
        this.journal = journal;
    }

    /** Returns when the record of that sequence, which has been appended, is on disk. */
    void await(long sequence) throws IOException {
        long round;
        synchronized (this) {
            asked = Math.max(asked, sequence);
            while (syncing && synced < sequence) {
                waitForRound();
            }
            if (synced >= sequence) {
                return;
            }
            syncing = true;
            round = asked;
        }
        try {
            journal.sync();
            synchronized (this) {
                synced = Math.max(synced, round);
            }
        } finally {
            synchronized (this) {
                syncing = false;
                notifyAll();
            }
        }
    }

    private void waitForRound() throws IOException {
        try {
            wait();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the disk", interruption);
        }
    }
}
