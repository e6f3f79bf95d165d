package io.polestar.engine.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * The identities of the last events taken. Bounded by number and by age; what falls out is no longer recognised as a
 * duplicate. A table finds them (open addressing, backward-shift deletion), a circle keeps their order. Identities of a batch
 * stay provisional until {@link #commit}, so that a batch the journal did not take leaves no trace.
 *
 * <p>Every now and then it marks the journal position of the ids taken since: recovery reads the journal again from the
 * oldest mark in use. 8 bytes an id in the circle, 16 to 32 in the table. One thread at a time.
 */
final class DedupWindow {
    private static final int FIRST_SLOTS = 1 << 12;
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
    private long[] table = new long[FIRST_SLOTS];
    private long[] circle = new long[FIRST_SLOTS / 2];
    private long oldest;
    private long next;
    private long committed;

    /**
     * @param maxIds ids kept
     * @param maxAgeMillis how long after its arrival an id is kept
     */
    DedupWindow(int maxIds, long maxAgeMillis, Forgotten forgotten) {
        this.maxIds = maxIds;
        this.maxAgeMillis = maxAgeMillis;
        this.forgotten = forgotten;
    }

    /** Whether an identity is there, provisionally or not. */
    boolean contains(long identity) {
        int mask = table.length - 1;
        int slot = (int) identity & mask;
        while (table[slot] != 0) {
            if (table[slot] == identity) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
        return false;
    }

    /** Takes an identity provisionally; false when it is there already. */
    boolean add(long identity) {
        int mask = table.length - 1;
        int slot = (int) identity & mask;
        while (table[slot] != 0) {
            if (table[slot] == identity) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        table[slot] = identity;
        if (next - oldest == circle.length) {
            growCircle();
        }
        circle[(int) next & (circle.length - 1)] = identity;
        next++;
        if ((next - oldest) * 2 > table.length) {
            growTable();
        }
        return true;
    }

    /** Keeps what was added since the last commit; its events were journalled at a position and time. */
    void commit(long position, long wallMillis) {
        Mark last = marks.peekLast();
        if (next > committed
                && (last == null
                        || committed - last.firstId >= MARK_EVERY_IDS
                        || wallMillis - last.wallMillis >= MARK_EVERY_MILLIS)) {
            marks.add(new Mark(committed, position, wallMillis));
        } else if (next > committed && last != null) {
            last.lastPosition = position;
        }
        committed = next;
        while (next - oldest > maxIds) {
            forgetOldest();
        }
        forgetAged(wallMillis);
    }

    /** Takes back what was added since the last commit. */
    void rollback() {
        while (next > committed) {
            next--;
            remove(circle[(int) next & (circle.length - 1)]);
        }
    }

    private void forgetAged(long wallMillis) {
        while (marks.size() > 1) {
            Mark first = marks.removeFirst();
            Mark second = marks.element();
            if (second.wallMillis >= wallMillis - maxAgeMillis && second.firstId > oldest) {
                marks.addFirst(first);
                return;
            }
            while (oldest < second.firstId) {
                forgetOldest();
            }
        }
    }

    private void forgetOldest() {
        long identity = circle[(int) oldest & (circle.length - 1)];
        remove(identity);
        oldest++;
        forgotten.forget(identity);
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
        long to = Math.max(oldest, from - ids);
        Iterator<Mark> newestFirst = marks.descendingIterator();
        @Nullable Mark mark = null;
        for (long id = from - 1; id >= to && !wanted.isEmpty(); id--) {
            long identity = circle[(int) id & (circle.length - 1)];
            if (wanted.remove(identity)) {
                while (mark == null || mark.firstId > id) {
                    mark = newestFirst.next();
                }
                found.put(identity, new Stretch(mark.position, mark.lastPosition));
            }
        }
        return to > oldest && !wanted.isEmpty() ? to : -1;
    }

    private void remove(long identity) {
        int mask = table.length - 1;
        int slot = (int) identity & mask;
        while (table[slot] != identity) {
            slot = (slot + 1) & mask;
        }
        int free = slot;
        for (int at = (slot + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
            int home = (int) table[at] & mask;
            if (((at - home) & mask) >= ((at - free) & mask)) {
                table[free] = table[at];
                free = at;
            }
        }
        table[free] = 0;
    }

    private void growCircle() {
        long[] larger = new long[circle.length * 2];
        for (long id = oldest; id < next; id++) {
            larger[(int) id & (larger.length - 1)] = circle[(int) id & (circle.length - 1)];
        }
        circle = larger;
    }

    private void growTable() {
        table = new long[table.length * 2];
        int mask = table.length - 1;
        for (long id = oldest; id < next; id++) {
            long identity = circle[(int) id & (circle.length - 1)];
            int slot = (int) identity & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = identity;
        }
    }

    /** Number of ids held. */
    long size() {
        return next - oldest;
    }

    /** Journal position from which all ids held can be read again; {@code none} when there are none. */
    long oldestPosition(long none) {
        Mark first = marks.peekFirst();
        return first == null || next == oldest ? none : first.position;
    }

    /** Wall clock of the oldest id held, give or take the distance of two marks; {@code none} when there are none. */
    long oldestWallMillis(long none) {
        Mark first = marks.peekFirst();
        return first == null || next == oldest ? none : first.wallMillis;
    }

    long memoryBytes() {
        return (long) (table.length + circle.length) * Long.BYTES;
    }

    @Override
    public String toString() {
        return "ids " + size() + " of " + maxIds + ", marks " + marks.size();
    }
}
