package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A row for every subject: one or more panes, and some ints that go with each. Found by the subject's 64-bit hash.
 *
 * <pre>
 *   key 8 B │ pane 0, 4 B │ pane 1 │ … │ extras of pane 0, 4 B each │ extras of pane 1 │ …
 * </pre>
 *
 * <p>Open addressing with linear probing; a row lies in one piece, so a look-up mostly touches one or two cache lines. A pane is kept
 * relative to a base in 32 bits. A table that has grown is cut into parts by the key's top bits, and each part is made anew by itself
 * when it is four fifths full, so that growing never holds up the writer for long. Rows whose pane 0 is older than what is kept are left out
 * then and the part gets the size that makes it 52 % full: it follows the subjects of the longest window, not those ever seen, and a
 * row of r bytes takes 1.25 r to 1.92 r. A pane older than what is kept reads as {@link #NONE}. One thread.
 */
final class SubjectRows {
    /** No pane, or one that is no longer kept. Less than any pane. */
    static final long NONE = Long.MIN_VALUE;

    /** Told of rows that are forgotten. */
    interface Forgotten {
        /** The cursor stands on the row. */
        void forgotten();
    }

    private static final int PART_BITS = 7;
    private static final int MOST_PARTS = 1 << PART_BITS;
    private static final int MOST_ROWS_UNDIVIDED = 1 << 15;
    private static final int LEAST_SLOTS = 4;
    private static final int KEY_INTS = 2;
    private static final int NEVER = Integer.MIN_VALUE;
    private static final long FARTHEST_FROM_BASE = 1L << 30;

    private final int panes;
    private final int extras;
    private final int stride;
    private final Forgotten forgotten;
    private int[][] parts = {};
    private int[] slots = {};
    private int[] sizes = {};
    private long base;
    private long oldest;

    /** The cursor: the row that was found, inserted or visited last. */
    private int[] table;

    private int at;
    private int visited;

    /**
     * @param panes panes in a row, of which the first is the newest
     * @param extras ints that go with each pane
     * @param forgotten told of each row that is left out when a part is made anew
     */
    SubjectRows(int panes, int extras, Forgotten forgotten) {
        this.panes = panes;
        this.extras = extras;
        this.stride = KEY_INTS + panes * (1 + extras);
        this.forgotten = forgotten;
        divide(1);
        this.table = parts[0];
    }

    /** Panes before this one may be forgotten from now on; it never falls. Until the first call it is 0. */
    void forgetBefore(long pane) {
        oldest = pane;
        if (Math.abs(pane - base) > FARTHEST_FROM_BASE) {
            long shift = pane - base;
            for (int part = 0; part < parts.length; part++) {
                rebuild(part, shift);
            }
            base = pane;
        }
    }

    /** Moves the cursor to a subject's row; false when it has none. */
    boolean find(long key) {
        int part = partOf(key);
        int[] rows = parts[part];
        int low = (int) key;
        int high = (int) (key >>> Integer.SIZE);
        int position = home(key, slots[part]) * stride;
        while (true) {
            int lowThere = rows[position];
            int highThere = rows[position + 1];
            if (lowThere == low && highThere == high) {
                table = rows;
                at = position;
                return true;
            }
            if ((lowThere | highThere) == 0) {
                table = rows;
                at = position;
                return false;
            }
            position += stride;
            if (position == rows.length) {
                position = 0;
            }
        }
    }

    private int partOf(long key) {
        return parts.length == 1 ? 0 : (int) (key >>> (Long.SIZE - PART_BITS));
    }

    /** Where a row should lie: the bits after those that chose the part, scaled to the number of slots. */
    private static int home(long key, int slots) {
        return (int) (((key << PART_BITS) >>> Integer.SIZE) * slots >>> Integer.SIZE);
    }

    /**
     * Makes an empty row for a subject and moves the cursor there. {@link #find} has just said that there is none.
     *
     * @param key well-mixed hash of the subject, not 0
     */
    void insert(long key) {
        int part = partOf(key);
        if ((sizes[part] + 1) * 5L > slots[part] * 4L) {
            grow(part);
            find(key);
        }
        sizes[partOf(key)]++;
        table[at] = (int) key;
        table[at + 1] = (int) (key >>> Integer.SIZE);
        Arrays.fill(table, at + KEY_INTS, at + KEY_INTS + panes, NEVER);
    }

    private void grow(int part) {
        if (parts.length > 1 || sizes[0] < MOST_ROWS_UNDIVIDED) {
            rebuild(part, 0);
            return;
        }
        int[] old = parts[0];
        int live = leaveOutForgotten(old);
        makeRoom(Math.max(live, MOST_ROWS_UNDIVIDED));
        table = old;
        for (at = 0; at < old.length; at += stride) {
            if (isTaken()) {
                int target = partOf(key());
                sizes[target]++;
                moveTo(parts[target], slots[target]);
            }
        }
    }

    /** Makes a table without rows large enough for so many. */
    void makeRoom(int rows) {
        divide(rows < MOST_ROWS_UNDIVIDED ? 1 : MOST_PARTS);
        for (int part = 0; part < parts.length; part++) {
            room(part, rows / parts.length);
        }
    }

    /** Cuts an empty table into so many parts, 1 or {@link #MOST_PARTS}. */
    private void divide(int count) {
        parts = new int[count][];
        slots = new int[count];
        sizes = new int[count];
        for (int part = 0; part < count; part++) {
            room(part, 0);
        }
    }

    /** Leaves out what is forgotten and gives the part the size that suits the rest. */
    private void rebuild(int part, long shift) {
        int[] old = parts[part];
        int live = leaveOutForgotten(old);
        room(part, live);
        sizes[part] = live;
        table = old;
        for (at = 0; at < old.length; at += stride) {
            if (isTaken()) {
                normalise(shift);
                moveTo(parts[part], slots[part]);
            }
        }
    }

    private int leaveOutForgotten(int[] rows) {
        int live = 0;
        table = rows;
        for (at = 0; at < rows.length; at += stride) {
            if (isLive()) {
                live++;
            } else if (isTaken()) {
                forgotten.forgotten();
                table[at] = 0;
                table[at + 1] = 0;
            }
        }
        return live;
    }

    /** Copies the row to the first free place from its home on. */
    private void moveTo(int[] target, int targetSlots) {
        int position = home(key(), targetSlots) * stride;
        while ((target[position] | target[position + 1]) != 0) {
            position += stride;
            if (position == target.length) {
                position = 0;
            }
        }
        for (int index = 0; index < stride; index++) {
            target[position + index] = table[at + index];
        }
    }

    /** Empties a part and makes it large enough for so many rows. */
    private void room(int part, int rows) {
        slots[part] = Math.max(LEAST_SLOTS, (int) ((rows + 1L) * 25 / 13));
        parts[part] = new int[Math.multiplyExact(slots[part], stride)];
        sizes[part] = 0;
    }

    /** Wipes what is forgotten of the row and brings the rest under another base. */
    private void normalise(long shift) {
        for (int pane = 0; pane < panes; pane++) {
            int place = at + KEY_INTS + pane;
            table[place] = pane(pane) == NONE ? NEVER : (int) (table[place] - shift);
        }
    }

    private boolean isTaken() {
        return (table[at] | table[at + 1]) != 0;
    }

    private boolean isLive() {
        return isTaken() && pane(0) != NONE;
    }

    /** Puts the cursor before the first row. */
    void rewind() {
        visited = 0;
        rewind(0);
    }

    private void rewind(int part) {
        table = parts[part];
        at = -stride;
    }

    /** Moves the cursor to the next row that is not forgotten; false when there is none. */
    boolean next() {
        while (!nextOfPart()) {
            visited++;
            if (visited == parts.length) {
                return false;
            }
            rewind(visited);
        }
        return true;
    }

    private boolean nextOfPart() {
        do {
            at += stride;
        } while (at < table.length && !isLive());
        return at < table.length;
    }

    /** Number of rows that are not forgotten. */
    int live() {
        int live = 0;
        rewind();
        while (next()) {
            live++;
        }
        return live;
    }

    /** Hash of the row's subject. */
    long key() {
        return (table[at] & 0xFFFF_FFFFL) | (long) table[at + 1] << Integer.SIZE;
    }

    /** One of the row's panes. */
    long pane(int index) {
        long pane = base + table[at + KEY_INTS + index];
        return pane < oldest ? NONE : pane;
    }

    /** @param pane {@link #NONE}, or one that is kept */
    void setPane(int index, long pane) {
        table[at + KEY_INTS + index] = pane == NONE ? NEVER : (int) (pane - base);
    }

    int extra(int index, int number) {
        return table[at + KEY_INTS + panes + index * extras + number];
    }

    void setExtra(int index, int number, int value) {
        table[at + KEY_INTS + panes + index * extras + number] = value;
    }

    /** Forgets the rows whose keys have any of some bits. */
    void forgetWithBits(long bits) {
        rewind();
        while (next()) {
            if ((key() & bits) != 0) {
                setPane(0, NONE);
            }
        }
        for (int part = 0; part < parts.length; part++) {
            rebuild(part, 0);
        }
    }

    /** Bytes of memory held. */
    long memoryBytes() {
        return Arrays.stream(parts)
                .mapToLong(part -> (long) part.length * Integer.BYTES)
                .sum();
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(oldest);
        out.writeInt(parts.length);
        for (int part = 0; part < parts.length; part++) {
            out.writeInt(live(part));
            rewind(part);
            while (nextOfPart()) {
                writeRow(out);
            }
        }
    }

    private int live(int part) {
        int live = 0;
        rewind(part);
        while (nextOfPart()) {
            live++;
        }
        return live;
    }

    private void writeRow(DataOutput out) throws IOException {
        out.writeLong(key());
        for (int index = 0; index < panes; index++) {
            long pane = pane(index);
            out.writeInt(pane == NONE ? NEVER : (int) (pane - oldest));
            for (int number = 0; number < extras && pane != NONE; number++) {
                out.writeInt(extra(index, number));
            }
        }
    }

    /** Takes up, in a table without rows, what {@link #writeTo} wrote. */
    void readFrom(DataInput in) throws IOException {
        forgetBefore(in.readLong());
        divide(in.readInt());
        for (int part = 0; part < parts.length; part++) {
            int rows = in.readInt();
            room(part, rows);
            for (int row = 0; row < rows; row++) {
                readRow(in);
            }
        }
    }

    private void readRow(DataInput in) throws IOException {
        long key = in.readLong();
        find(key);
        insert(key);
        for (int index = 0; index < panes; index++) {
            int pane = in.readInt();
            setPane(index, pane == NEVER ? NONE : oldest + pane);
            for (int number = 0; number < extras && pane != NEVER; number++) {
                setExtra(index, number, in.readInt());
            }
        }
    }

    /** Hash of the rows that are not forgotten, in whatever order they came. */
    long stateHash() {
        long hash = 0;
        rewind();
        while (next()) {
            hash += rowHash();
        }
        return hash;
    }

    private long rowHash() {
        long hash = key();
        for (int index = 0; index < panes && pane(index) != NONE; index++) {
            hash = KeyedHash.combine(hash, pane(index));
            for (int number = 0; number < extras; number++) {
                hash = KeyedHash.combine(hash, extra(index, number));
            }
        }
        return KeyedHash.mix(hash);
    }
}
