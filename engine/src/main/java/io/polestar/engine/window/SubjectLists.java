package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * For every subject of a cell its events in the order of their times: for each the time, a tag from 0 to 7 and a mark from 0 to 15 that the
 * owner may change. Events older than what is kept are forgotten. Of one subject at most {@link #MOST} are kept:
 * the oldest beyond them are forgotten too, and from then on nothing may be entered before the oldest that is left.
 *
 * <pre>
 *   subject (SubjectRows, 20 B) ──▶ block of longs (LongBlocks), one an event:  time, ms │ tag, 4 bits │ mark, 4 bits
 * </pre>
 *
 * <p>A subject takes 25 to 39 bytes and an event 8 to 12, more for the while that a list has shrunk. Entering costs a look-up and moving
 * what comes later. One thread; a cursor stands on the list that was opened last.
 */
final class SubjectLists {
    /** The most events of one subject. */
    static final int MOST = 1_000;

    private static final int TAG_BITS = 4;
    private static final int LOW_BITS = 8;
    private static final int MASK = (1 << TAG_BITS) - 1;
    private static final long MILLIS_OF_PANE = 1_000;

    private static final int BLOCK = 0;
    private static final int FORM = 1;
    private static final int SIZE_BITS = 11;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;
    private static final int CUT = 1 << SIZE_BITS;
    private static final int HAS_BLOCK = 1 << (SIZE_BITS + 1);
    private static final int BLOCK_SIZE_SHIFT = SIZE_BITS + 2;

    private final SubjectRows subjects = new SubjectRows(1, 2, this::release);
    private final LongBlocks blocks = new LongBlocks();
    private long keptFromMillis;
    private long forgotten;

    private long[] page = {};
    private int first;
    private int size;
    private boolean cut;

    /** Events before this may be forgotten from now on; it never falls. */
    void forgetBefore(long timeMillis) {
        keptFromMillis = timeMillis;
        subjects.forgetBefore(Math.floorDiv(timeMillis, MILLIS_OF_PANE));
    }

    /** First moment whose events are kept. */
    long keptFromMillis() {
        return keptFromMillis;
    }

    /** Events forgotten although they were not too old, since there were more than {@link #MOST} of their subject. */
    long forgotten() {
        return forgotten;
    }

    /** Moves the cursor to a subject's list; false when it has none. */
    boolean find(long key) {
        if (!subjects.find(key)) {
            return false;
        }
        load();
        leaveOutOld();
        return true;
    }

    /** Moves the cursor to a subject's list, a new one if it has none. */
    void open(long key) {
        if (!find(key)) {
            subjects.insert(key);
            subjects.setExtra(0, FORM, 0);
            load();
        }
    }

    private void load() {
        int form = subjects.extra(0, FORM);
        size = form & SIZE_MASK;
        cut = (form & CUT) != 0;
        if ((form & HAS_BLOCK) != 0) {
            int block = subjects.extra(0, BLOCK);
            page = blocks.page(form >>> BLOCK_SIZE_SHIFT, block);
            first = blocks.offset(form >>> BLOCK_SIZE_SHIFT, block);
        }
    }

    private void leaveOutOld() {
        int old = 0;
        while (old < size && time(old) < keptFromMillis) {
            old++;
        }
        if (old > 0) {
            cut = false;
            removeFirst(old);
        }
    }

    private void removeFirst(int count) {
        System.arraycopy(page, first + count, page, first, size - count);
        size -= count;
        store();
    }

    private void store() {
        int form = subjects.extra(0, FORM) & -HAS_BLOCK;
        subjects.setExtra(0, FORM, form | (cut ? CUT : 0) | size);
        if (size > 0) {
            subjects.setPane(0, Math.floorDiv(time(size - 1), MILLIS_OF_PANE));
        }
    }

    /** Number of events in the list. */
    int size() {
        return size;
    }

    long time(int index) {
        return page[first + index] >> LOW_BITS;
    }

    int tag(int index) {
        return (int) (page[first + index] >> TAG_BITS) & MASK;
    }

    int mark(int index) {
        return (int) page[first + index] & MASK;
    }

    void setMark(int index, int mark) {
        page[first + index] = page[first + index] & ~MASK | mark;
    }

    /** Index of the first event at a time or later; the size of the list when there is none. */
    int firstFrom(long timeMillis) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) < timeMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Enters an event, with mark 0, after those of its time and before later ones.
     *
     * @return its index; -1 when there are too many later ones, or ones forgotten that may have been later
     */
    int enter(long timeMillis, int tag) {
        int index = firstFrom(timeMillis + 1);
        if (index == 0 && (cut || size == MOST)) {
            if (!cut) {
                cut = true;
                store();
            }
            forgotten++;
            return -1;
        }
        makeRoom();
        System.arraycopy(page, first + index, page, first + index + 1, size - index);
        page[first + index] = timeMillis << LOW_BITS | (long) tag << TAG_BITS;
        size++;
        store();
        return index;
    }

    private void makeRoom() {
        int form = subjects.extra(0, FORM);
        if ((form & HAS_BLOCK) == 0) {
            move(0);
        } else {
            int length = LongBlocks.length(form >>> BLOCK_SIZE_SHIFT);
            if (size == length || size * 4 < length) {
                move(LongBlocks.sizeFor(size + 1));
            }
        }
    }

    /** Moves the list to a block of another size. */
    private void move(int blockSize) {
        int block = blocks.take(blockSize);
        long[] target = blocks.page(blockSize, block);
        int offset = blocks.offset(blockSize, block);
        if (size > 0) {
            System.arraycopy(page, first, target, offset, size);
        }
        release();
        page = target;
        first = offset;
        subjects.setExtra(0, BLOCK, block);
        subjects.setExtra(0, FORM, blockSize << BLOCK_SIZE_SHIFT | HAS_BLOCK);
    }

    /** Gives back the block of the row that the cursor of the table stands on. */
    private void release() {
        int form = subjects.extra(0, FORM);
        if ((form & HAS_BLOCK) != 0) {
            blocks.giveBack(form >>> BLOCK_SIZE_SHIFT, subjects.extra(0, BLOCK));
        }
    }

    /** Forgets the oldest event if {@link #enter} has made them too many. */
    void keepWithinBounds() {
        if (size > MOST) {
            cut = true;
            forgotten++;
            removeFirst(1);
        }
    }

    /** Index of an event; -1 when it is not in the list. */
    int indexOf(long timeMillis, int tag) {
        for (int index = firstFrom(timeMillis); index < size && time(index) == timeMillis; index++) {
            if (tag(index) == tag) {
                return index;
            }
        }
        return -1;
    }

    /** Whether an event of this time may have been forgotten because there were too many. */
    boolean mayHaveForgotten(long timeMillis) {
        return cut && (size == 0 || timeMillis <= time(0));
    }

    void remove(int index) {
        System.arraycopy(page, first + index + 1, page, first + index, size - index - 1);
        size--;
        store();
    }

    /** Bytes of memory held. */
    long memoryBytes() {
        return subjects.memoryBytes() + blocks.memoryBytes();
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(keptFromMillis);
        out.writeLong(forgotten);
        out.writeInt(subjects.live());
        subjects.rewind();
        while (subjects.next()) {
            load();
            writeList(out);
        }
    }

    private void writeList(DataOutput out) throws IOException {
        int from = firstFrom(keptFromMillis);
        out.writeLong(subjects.key());
        out.writeShort(size - from);
        if (from < size) {
            out.writeBoolean(cut && from == 0);
        }
        for (int index = from; index < size; index++) {
            out.writeLong(page[first + index]);
        }
    }

    /** Takes up, in lists without subjects, what {@link #writeTo} wrote. */
    void readFrom(DataInput in) throws IOException {
        forgetBefore(in.readLong());
        forgotten = in.readLong();
        int lists = in.readInt();
        subjects.makeRoom(lists);
        for (int list = 0; list < lists; list++) {
            readList(in);
        }
    }

    private void readList(DataInput in) throws IOException {
        long key = in.readLong();
        int events = in.readShort();
        if (events == 0) {
            return;
        }
        open(key);
        boolean wasCut = in.readBoolean();
        move(LongBlocks.sizeFor(events));
        for (int index = 0; index < events; index++) {
            page[first + index] = in.readLong();
        }
        size = events;
        cut = wasCut;
        store();
    }

    /** Hash of the events that may not be forgotten, in whatever order they came. */
    long stateHash() {
        long hash = KeyedHash.mix(forgotten);
        subjects.rewind();
        while (subjects.next()) {
            load();
            hash += listHash();
        }
        return hash;
    }

    private long listHash() {
        int from = firstFrom(keptFromMillis);
        if (from == size) {
            return 0;
        }
        long hash = KeyedHash.combine(subjects.key(), cut && from == 0 ? 1 : 0);
        long events = 0;
        for (int index = from; index < size; index++) {
            events += KeyedHash.mix(KeyedHash.combine(page[first + index], hash));
        }
        return KeyedHash.mix(hash + events);
    }
}
