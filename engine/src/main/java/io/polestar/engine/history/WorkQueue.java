package io.polestar.engine.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded way from the windows thread to the keeper's thread: first in, first out, bounded by the entries of the rows in it, not
 * by their number. A row larger than the bound passes when the queue is empty. Safe for any number of threads.
 */
final class WorkQueue {

    private final long capacityEntries;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomMade = lock.newCondition();
    private final Condition workCame = lock.newCondition();
    private final ArrayDeque<Work> queue = new ArrayDeque<>();
    private long usedEntries;
    private @Nullable IllegalStateException closed;

    WorkQueue(long capacityEntries) {
        this.capacityEntries = capacityEntries;
    }

    /** Adds work at the end; waits, deaf to interrupts, while there is no room. Throws once the queue is closed. */
    void put(Work work) {
        long entries = entriesOf(work);
        lock.lock();
        try {
            while (closed == null && usedEntries > 0 && usedEntries + entries > capacityEntries) {
                roomMade.awaitUninterruptibly();
            }
            if (closed != null) {
                throw new IllegalStateException(closed.getMessage(), closed.getCause());
            }
            queue.add(work);
            usedEntries += entries;
            workCame.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Adds work at the end without waiting for room; does nothing once the queue is closed. */
    void putLast(Work work) {
        lock.lock();
        try {
            if (closed == null) {
                queue.add(work);
                usedEntries += entriesOf(work);
                workCame.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Moves work to a list: waits for the first, then takes what is there until its entries reach a bound. */
    void take(Collection<Work> into, long maxEntries) {
        lock.lock();
        try {
            while (queue.isEmpty()) {
                workCame.awaitUninterruptibly();
            }
            long taken = 0;
            for (Work next = queue.poll(); next != null; next = taken < maxEntries ? queue.poll() : null) {
                into.add(next);
                taken += entriesOf(next);
            }
            usedEntries -= taken;
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses all further work with a reason and hands back what was not taken. The first reason stays. */
    List<Work> close(IllegalStateException reason) {
        lock.lock();
        try {
            if (closed == null) {
                closed = reason;
            }
            List<Work> left = new ArrayList<>(queue);
            queue.clear();
            usedEntries = 0;
            roomMade.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }

    long usedEntries() {
        lock.lock();
        try {
            return usedEntries;
        } finally {
            lock.unlock();
        }
    }

    private static long entriesOf(Work work) {
        return work instanceof HistoryRow row ? row.size() + 1 : 1;
    }
}
