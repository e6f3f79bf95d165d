package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * What happened in which pane, and the running total of every window.
 *
 * <p>A calendar window begins anew where its period does and never slides: its total needs no panes. Sliding windows whose panes are
 * equally long share a ring of panes. A pane is a row with one entry a cell; it is allocated
 * when something happens in it and reused when the ring comes round. A change is added to its row and to the
 * totals of the windows over it: O(rings + windows). When the clock reaches a pane edge, the row that falls
 * out of a window is subtracted from the window's totals: O(cells) for each non-empty pane, once. Reading a total is
 * O(1) whatever the window's length. All entries are whole numbers, so adding and subtracting leaves no error.
 *
 * <pre>
 *            open pane ─┐      clock
 *   ring  ┆ 7 ┆ 8 ┆ 9 ┆10 ┆      ▼
 *   row   [ . ][3][ . ][1]····   window = [first pane … clock), total = 3 + 1
 * </pre>
 *
 * <p>A cell has one or more columns. One thread.
 */
final class PaneRings implements PaneWindows.Content {
    private final PaneWindows panes;
    private final int columns;
    private final Ring[] rings;
    private final long[][] totals;
    private final CellSet changed = new CellSet();
    private int cells;

    PaneRings(List<Window> windows, ZoneId zone, int columns) {
        this.panes = new PaneWindows(windows, zone);
        this.columns = columns;
        this.rings = panes.rings();
        this.totals = new long[windows.size()][0];
    }

    /** Length of the shortest pane, milliseconds, as {@link PaneWindows#finestPaneMillis}. */
    long finestPaneMillis() {
        return panes.finestPaneMillis();
    }

    /** Number of the shortest pane that holds a moment before the clock. */
    long paneOf(long timeMillis) {
        return panes.paneOf(timeMillis);
    }

    /** Start of what any window or pane still keeps; events before it count nowhere. */
    long keptFromMillis() {
        return panes.keptFromMillis();
    }

    /** First moment that a window of this store holds now. */
    long startMillis(int window) {
        return panes.startMillis(window);
    }

    int addCell() {
        cells++;
        for (int window = 0; window < totals.length; window++) {
            totals[window] = Ring.withRoom(totals[window], cells * columns);
        }
        return cells - 1;
    }

    /** Adds to a cell what happened at a time before the clock; returns false when nothing of that time is kept. */
    boolean add(long timeMillis, int cell, long first, long second) {
        boolean kept = false;
        for (int index = 0; index < rings.length; index++) {
            Ring ring = rings[index];
            long pane = ring.paneOf(timeMillis);
            if (pane >= ring.keptFrom()) {
                ring.add(pane, cell, first, second, columns, cells);
                kept = true;
            }
        }
        for (int window = 0; window < totals.length; window++) {
            if (timeMillis >= panes.startMillis(window)) {
                addTo(totals[window], cell, first, second);
                panes.fill(window);
                kept = true;
            }
        }
        changed.add(cell);
        return kept;
    }

    /** Adds to one column of a cell at a time before the clock, wherever that time is still kept. */
    void addColumn(long timeMillis, int cell, int column, long amount) {
        int entry = cell * columns + column;
        for (int index = 0; index < rings.length; index++) {
            addIfKept(rings[index], rings[index].paneOf(timeMillis), entry, amount);
        }
        for (int window = 0; window < totals.length; window++) {
            if (timeMillis >= panes.startMillis(window)) {
                totals[window][entry] += amount;
                panes.fill(window);
            }
        }
        changed.add(cell);
    }

    /**
     * Moves an amount of one column of a cell from one moment to another, both before the clock and both kept. A pane or window that holds
     * both is left as it is.
     */
    void move(long fromMillis, long toMillis, int cell, int column, long amount) {
        int entry = cell * columns + column;
        for (int index = 0; index < rings.length; index++) {
            Ring ring = rings[index];
            long from = ring.paneOf(fromMillis);
            long to = ring.paneOf(toMillis);
            if (from != to) {
                addIfKept(ring, from, entry, -amount);
                addIfKept(ring, to, entry, amount);
            }
        }
        for (int window = 0; window < totals.length; window++) {
            long start = panes.startMillis(window);
            if (fromMillis >= start != toMillis >= start) {
                totals[window][entry] += toMillis >= start ? amount : -amount;
                panes.fill(window);
                changed.add(cell);
            }
        }
    }

    private void addIfKept(Ring ring, long pane, int entry, long amount) {
        if (pane >= ring.keptFrom()) {
            ring.addEntry(pane, entry, amount, cells * columns);
        }
    }

    /**
     * Adds to the open panes what several cells have gathered, and empties what they have gathered.
     *
     * @param gathered {@code columns} entries a cell
     */
    void addOpen(CellSet cellsToAdd, long[] gathered) {
        if (cellsToAdd.size() == 0) {
            return;
        }
        for (Ring ring : rings) {
            long[] row = ring.openRow(cells * columns);
            addAll(cellsToAdd, gathered, row);
        }
        for (int window = 0; window < totals.length; window++) {
            addAll(cellsToAdd, gathered, totals[window]);
            panes.fill(window);
        }
        for (int index = 0; index < cellsToAdd.size(); index++) {
            int cell = cellsToAdd.get(index);
            changed.add(cell);
            Arrays.fill(gathered, cell * columns, (cell + 1) * columns, 0);
        }
    }

    private void addAll(CellSet cellsToAdd, long[] gathered, long[] row) {
        for (int index = 0; index < cellsToAdd.size(); index++) {
            int at = cellsToAdd.get(index) * columns;
            row[at] += gathered[at];
            if (columns == 2) {
                row[at + 1] += gathered[at + 1];
            }
        }
    }

    /** Adds one to a cell in the open panes. */
    void addOneOpen(int cell) {
        for (Ring ring : rings) {
            ring.openRow(cells * columns)[cell * columns]++;
        }
        for (int window = 0; window < totals.length; window++) {
            totals[window][cell * columns]++;
            panes.fill(window);
        }
        changed.add(cell);
    }

    /** First moment of the open pane of the shortest length. */
    long openFromMillis() {
        return panes.openFromMillis();
    }

    long total(int window, int cell, int column) {
        return totals[window][cell * columns + column];
    }

    /** Where the windows begin, and the panes they slide over. */
    PaneWindows windows() {
        return panes;
    }

    /** The first column of a cell in one pane. */
    long entry(Ring ring, long pane, int cell) {
        long[] row = ring.row(pane);
        return cell * columns < row.length ? row[cell * columns] : 0;
    }

    /** Puts another number in the place of a cell's first column in one pane; totals of windows over it follow. */
    void replaceEntry(Ring ring, long pane, int cell, long entry) {
        long more = entry - entry(ring, pane, cell);
        ring.addEntry(pane, cell * columns, more, cells * columns);
        for (int window = 0; window < totals.length; window++) {
            if (panes.ring(window) == ring && pane >= panes.firstPane(window)) {
                totals[window][cell * columns] += more;
            }
        }
    }

    /** Empties the first column of a cell in one window, and gives what it was. */
    long takeTotal(int window, int cell) {
        long total = totals[window][cell * columns];
        totals[window][cell * columns] = 0;
        return total;
    }

    /** The most that a cell's first column comes to in any window. */
    long mostOf(int cell) {
        long most = 0;
        for (long[] total : totals) {
            most = Math.max(most, total[cell * columns]);
        }
        return most;
    }

    /** Row of totals of one window: {@code columns} entries a cell. */
    long[] totals(int window) {
        return totals[window];
    }

    int cells() {
        return cells;
    }

    int columns() {
        return columns;
    }

    int windowCount() {
        return totals.length;
    }

    /** Cells whose totals changed since the set was last cleared; clearing it is the caller's. */
    CellSet changed() {
        return changed;
    }

    /**
     * The next clock reading at which a window with something in it loses a pane; {@code Long.MAX_VALUE} when all are empty.
     *
     * @param openIsFilled whether something is still to be added to the open panes
     */
    long nextEdgeMillis(boolean openIsFilled) {
        return panes.nextEdgeMillis(openIsFilled);
    }

    /** Moves the clock on; what has fallen out of a window is no longer in its total. */
    void advance(long toMillis) {
        panes.advance(toMillis, this);
    }

    @Override
    public void empty(int window) {
        noteFilled(totals[window]);
        Arrays.fill(totals[window], 0);
    }

    private void noteFilled(long[] row) {
        for (int entry = 0; entry < row.length; entry++) {
            if (row[entry] != 0) {
                changed.add(entry / columns);
            }
        }
    }

    @Override
    public void leave(int window, Ring ring, long[] row) {
        long[] total = totals[window];
        for (int entry = 0; entry < row.length; entry++) {
            if (row[entry] != 0) {
                total[entry] -= row[entry];
                changed.add(entry / columns);
            }
        }
    }

    private void addTo(long[] row, int cell, long first, long second) {
        int at = cell * columns;
        row[at] += first;
        if (columns == 2) {
            row[at + 1] += second;
        }
    }

    void writeTo(DataOutput out) throws IOException {
        panes.writeTo(out);
        out.writeInt(cells);
        for (Ring ring : rings) {
            ring.writeTo(out);
        }
        for (int window = 0; window < totals.length; window++) {
            if (panes.ring(window) == null) {
                Ring.writeRow(totals[window], out);
            }
        }
    }

    /** Reads what {@link #writeTo} wrote for the same windows; totals of sliding windows follow from the panes. */
    void readFrom(DataInput in) throws IOException {
        panes.readFrom(in, this);
        int savedCells = in.readInt();
        while (cells < savedCells) {
            addCell();
        }
        for (Ring ring : rings) {
            ring.readFrom(in);
        }
        for (int window = 0; window < totals.length; window++) {
            Ring ring = panes.ring(window);
            if (ring != null) {
                sumUp(window, ring);
            } else {
                totals[window] = Ring.readRow(totals[window], in);
                noteFilled(totals[window]);
            }
        }
    }

    private void sumUp(int window, Ring ring) {
        Arrays.fill(totals[window], 0);
        for (long pane = Math.max(panes.firstPane(window), ring.keptFrom()); pane <= ring.newest; pane++) {
            long[] row = ring.row(pane);
            for (int entry = 0; entry < row.length; entry++) {
                if (row[entry] != 0) {
                    totals[window][entry] += row[entry];
                    changed.add(entry / columns);
                }
            }
        }
    }

    /** Hash of all that is kept, the same for equal contents whatever their history. */
    long stateHash() {
        long hash = KeyedHash.mix(panes.clockMillis()) + cells;
        for (int index = 0; index < rings.length; index++) {
            Ring ring = rings[index];
            for (long pane = ring.keptFrom(); pane <= ring.newest; pane++) {
                long[] row = ring.row(pane);
                for (int entry = 0; entry < row.length; entry++) {
                    if (row[entry] != 0) {
                        hash += KeyedHash.mix(KeyedHash.combine(KeyedHash.combine(pane, index), entry) ^ row[entry]);
                    }
                }
            }
        }
        for (int window = 0; window < totals.length; window++) {
            for (int entry = 0; panes.ring(window) == null && entry < totals[window].length; entry++) {
                if (totals[window][entry] != 0) {
                    hash += KeyedHash.mix(KeyedHash.combine(~window, entry) ^ totals[window][entry]);
                }
            }
        }
        return hash;
    }

    /** Bytes of memory held by panes and totals. */
    long memoryBytes() {
        long entries = 0;
        for (Ring ring : rings) {
            entries += Arrays.stream(ring.rows).mapToLong(row -> row.length).sum();
        }
        entries += Arrays.stream(totals).mapToLong(row -> row.length).sum();
        return entries * Long.BYTES;
    }
}
