package io.polestar.engine.intake;

import io.polestar.engine.event.EventCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * The identities of the last events taken. Bounded by number and by age; what falls out is no longer recognised as a
 * duplicate. A table finds them, a queue keeps their order. Identities of a batch stay provisional until {@link #commit}, so that
 * a batch the journal did not take leaves no trace.
 *
 * <p>Every now and then it marks the journal position of the ids taken since: recovery reads the journal again from the
 * oldest mark in use. 8 bytes an id in the queue, 16 to 43 in the table. One thread at a time.
 */
final class DedupWindow {
    private static final long MARK_EVERY_IDS = 16_384;
    private static final long MARK_EVERY_MILLIS = 10_000;

    /** Ids from {@code firstId} on were journalled at {@code position} or later, at {@code wallMillis} or later. */
    private static final class Mark {
        final long firstId;
        final long position;
        final long wallMillis;
        /** Where the last of them was, before those of the next mark. */
        long lastPosition;

        Mark(long firstId, long position, long wallMillis) {
            this.firstId = firstId;
            this.position = position;
            this.wallMillis = wallMillis;
            this.lastPosition = position;
        }
    }

    /** Told of every identity that falls out. */
    interface Forgotten {
        void forget(long identity);
    }

    private final int maxIds;
    private final long maxAgeMillis;
    private final Forgotten forgotten;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final IdentityTable table = new IdentityTable();
    private final IdentityQueue queue = new IdentityQueue();
    private long committed;

    /** Keeps reads made ahead from being left out as needless. */
    private long peeked;

    /**
     * @param maxIds ids kept
     * @param maxAgeMillis how long after its arrival an id is kept
     */
    DedupWindow(int maxIds, long maxAgeMillis, Forgotten forgotten) {
        this.maxIds = maxIds;
        this.maxAgeMillis = maxAgeMillis;
        this.forgotten = forgotten;
    }

    /** Told of the identities that are about to be asked for, so that their memory is waited for but once. */
    void expect(EventCursor batch) {
        long seen = 0;
        while (batch.next()) {
            seen += table.peek(batch.identity());
        }
        peeked = seen;
    }

    /** Whether an identity is there, provisionally or not. */
    boolean contains(long identity) {
        return table.contains(identity);
    }

    /** Takes an identity provisionally; false when it is there already. */
    boolean add(long identity) {
        boolean added = table.add(identity);
        if (added) {
            queue.add(identity);
        }
        return added;
    }

    /** Keeps what was added since the last commit; its events were journalled at a position and time. */
    void commit(long position, long wallMillis) {
        Mark last = marks.peekLast();
        if (queue.next() > committed
                && (last == null
                        || committed - last.firstId >= MARK_EVERY_IDS
                        || wallMillis - last.wallMillis >= MARK_EVERY_MILLIS)) {
            marks.add(new Mark(committed, position, wallMillis));
        } else if (queue.next() > committed && last != null) {
            last.lastPosition = position;
        }
        committed = queue.next();
        forget(queue.size() - maxIds);
        forgetAged(wallMillis);
    }

    /** Takes back what was added since the last commit. */
    void rollback() {
        while (queue.next() > committed) {
            table.remove(queue.removeNewest());
        }
    }

    private void forgetAged(long wallMillis) {
        while (marks.size() > 1) {
            Mark first = marks.removeFirst();
            Mark second = marks.element();
            if (second.wallMillis >= wallMillis - maxAgeMillis && second.firstId > queue.oldest()) {
                marks.addFirst(first);
                return;
            }
            forget(second.firstId - queue.oldest());
        }
    }

    /** Forgets so many of the oldest ids; none if it is less than 0. */
    private void forget(long ids) {
        long end = queue.oldest() + ids;
        long seen = 0;
        for (long number = queue.oldest(); number < end; number++) {
            seen += table.peek(queue.get(number));
        }
        peeked = seen;
        while (queue.oldest() < end) {
            long identity = queue.removeOldest();
            table.remove(identity);
            forgotten.forget(identity);
        }
    }

    /**
     * Looks for identities among the committed ids, the newest first, a bounded number of them at a time.
     *
     * @param before where the last look ended, {@code Long.MAX_VALUE} at first
     * @param ids how many to look at
     * @param wanted the identities; those found are taken out
     * @param found is given the stretch of the journal in which each was taken
     * @return where the next look begins, -1 when there is nothing left to look at
     */
    long search(long before, int ids, LongHashSet wanted, Map<Long, Stretch> found) {
        long from = Math.min(before, committed);
        long to = Math.max(queue.oldest(), from - ids);
        Iterator<Mark> newestFirst = marks.descendingIterator();
        @Nullable Mark mark = null;
        for (long id = from - 1; id >= to && !wanted.isEmpty(); id--) {
            long identity = queue.get(id);
            if (wanted.remove(identity)) {
                while (mark == null || mark.firstId > id) {
                    mark = newestFirst.next();
                }
                found.put(identity, new Stretch(mark.position, mark.lastPosition));
            }
        }
        return to > queue.oldest() && !wanted.isEmpty() ? to : -1;
    }

    /** Number of ids held. */
    long size() {
        return queue.size();
    }

    /** Journal position from which all ids held can be read again; {@code none} when there are none. */
    long oldestPosition(long none) {
        Mark first = marks.peekFirst();
        return first == null || queue.size() == 0 ? none : first.position;
    }

    /** Wall clock of the oldest id held, give or take the distance of two marks; {@code none} when there are none. */
    long oldestWallMillis(long none) {
        Mark first = marks.peekFirst();
        return first == null || queue.size() == 0 ? none : first.wallMillis;
    }

    @Override
    public String toString() {
        return "ids " + size() + " of " + maxIds + ", marks " + marks.size();
    }
}
