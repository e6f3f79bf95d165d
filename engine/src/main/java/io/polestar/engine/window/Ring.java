package io.polestar.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The last panes of one length. Row {@code pane % rows.length} holds the pane that {@code pane} of it says. One thread. */
final class Ring {
    private static final long[] EMPTY = {};

    final long paneMillis;
    final long[][] rows;
    private final long[] paneOfRow;

    private long open;
    private long openFrom;
    private int openSlot;

    /** The newest pane with anything in it. */
    long newest = Long.MIN_VALUE / 2;

    Ring(long paneMillis, int panes) {
        this.paneMillis = paneMillis;
        this.rows = new long[panes][];
        Arrays.fill(rows, EMPTY);
        this.paneOfRow = new long[panes];
        Arrays.fill(paneOfRow, Long.MIN_VALUE);
    }

    /** Moves the clock. */
    void advance(long toMillis) {
        if (toMillis < openFrom || toMillis - openFrom >= paneMillis) {
            openPane(Math.floorDiv(toMillis, paneMillis));
        }
    }

    private void openPane(long pane) {
        open = pane;
        openFrom = pane * paneMillis;
        openSlot = (int) Math.floorMod(pane, (long) rows.length);
    }

    /** The pane the clock is in. */
    long open() {
        return open;
    }

    /** The pane of a moment before the clock. The clock's own, which is asked for most, costs no division. */
    long paneOf(long timeMillis) {
        return timeMillis >= openFrom ? open : Math.floorDiv(timeMillis, paneMillis);
    }

    private int slotOf(long pane) {
        long back = open - pane;
        if (back < 0 || back >= rows.length) {
            return (int) Math.floorMod(pane, (long) rows.length);
        }
        int slot = openSlot - (int) back;
        return slot < 0 ? slot + rows.length : slot;
    }

    /** The oldest pane that is kept. */
    long keptFrom() {
        return open - rows.length + 1;
    }

    /** The row of the pane the clock is in, with room for so many entries. */
    long[] openRow(int entries) {
        int slot = openSlot;
        if (paneOfRow[slot] != open) {
            Arrays.fill(rows[slot], 0);
            paneOfRow[slot] = open;
            newest = open;
        }
        if (rows[slot].length < entries) {
            rows[slot] = withRoom(rows[slot], entries);
        }
        return rows[slot];
    }

    /** The row of any pane that is kept, emptied of an older one's entries, with room for so many. */
    long[] rowFor(long pane, int entries) {
        if (pane == open) {
            return openRow(entries);
        }
        int slot = slotOf(pane);
        if (paneOfRow[slot] != pane) {
            Arrays.fill(rows[slot], 0);
            paneOfRow[slot] = pane;
            newest = Math.max(newest, pane);
        }
        rows[slot] = withRoom(rows[slot], entries);
        return rows[slot];
    }

    /** Puts a larger row in the place of a pane's. */
    void replaceRow(long pane, long[] larger) {
        rows[slotOf(pane)] = larger;
    }

    /** Entries of a pane; empty when nothing happened in it or it is no longer kept. */
    long[] row(long pane) {
        int slot = slotOf(pane);
        return paneOfRow[slot] == pane ? rows[slot] : EMPTY;
    }

    void add(long pane, int cell, long first, long second, int columns, int cells) {
        int slot = slotOf(pane);
        long[] row = rows[slot];
        if (paneOfRow[slot] != pane) {
            Arrays.fill(row, 0);
            paneOfRow[slot] = pane;
            newest = Math.max(newest, pane);
        }
        int at = cell * columns;
        if (at + columns > row.length) {
            row = withRoom(row, cells * columns);
            rows[slot] = row;
        }
        row[at] += first;
        if (columns == 2) {
            row[at + 1] += second;
        }
    }

    /** Adds to one entry of a pane that is kept. */
    void addEntry(long pane, int entry, long amount, int entries) {
        int slot = slotOf(pane);
        if (paneOfRow[slot] != pane) {
            Arrays.fill(rows[slot], 0);
            paneOfRow[slot] = pane;
            newest = Math.max(newest, pane);
        }
        if (entry >= rows[slot].length) {
            rows[slot] = withRoom(rows[slot], entries);
        }
        rows[slot][entry] += amount;
    }

    /** The row, or a larger copy of it with room for so many entries. */
    static long[] withRoom(long[] row, int entries) {
        return entries <= row.length ? row : Arrays.copyOf(row, Math.max(entries, row.length + row.length / 2));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(open);
        out.writeLong(newest);
        for (long pane = keptFrom(); pane <= newest; pane++) {
            writeRow(row(pane), out);
        }
    }

    /** Writes the entries of a row that are not 0. */
    static void writeRow(long[] row, DataOutput out) throws IOException {
        int filled = 0;
        for (long entry : row) {
            filled += entry != 0 ? 1 : 0;
        }
        out.writeInt(filled);
        for (int at = 0; at < row.length; at++) {
            if (row[at] != 0) {
                out.writeInt(at);
                out.writeLong(row[at]);
            }
        }
    }

    /** Fills an empty row, or a larger one in its place, with what {@link #writeRow} wrote. */
    static long[] readRow(long[] row, DataInput in) throws IOException {
        long[] target = row;
        for (int left = in.readInt(); left > 0; left--) {
            int at = in.readInt();
            target = withRoom(target, at + 2);
            target[at] = in.readLong();
        }
        return target;
    }

    void readFrom(DataInput in) throws IOException {
        openPane(in.readLong());
        newest = in.readLong();
        for (long pane = keptFrom(); pane <= newest; pane++) {
            int slot = slotOf(pane);
            rows[slot] = readRow(rows[slot], in);
            paneOfRow[slot] = pane;
        }
    }
}
