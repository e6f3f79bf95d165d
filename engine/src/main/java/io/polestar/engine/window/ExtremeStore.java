package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The least, the greatest or the newest value. Of every pane and cell the event that ranks highest is kept, and of every
 * window. An event is compared with its panes' and its windows': O(rings + windows). Only when a pane with a
 * window's highest leaves it are the other panes gone through, from the newest on and no further than to an equal one.
 * A calendar window has its highest alone, and loses it when it begins anew.
 *
 * <pre>
 * of          rank                entry of a cell
 * LEAST       −value              rank
 * GREATEST    value               rank
 * NEWEST      time, milliseconds  rank, value; of two at one time the one that came later
 * </pre>
 *
 * A rank r is kept as r + 1 if r ≥ 0, which leaves the order as it is and 0 for nothing. One thread.
 */
final class ExtremeStore extends StateStore implements PaneWindows.Content {
    /** Which value is kept. */
    enum Of {
        LEAST,
        GREATEST,
        NEWEST
    }

    private static final long NOTHING = 0;

    private final Of of;
    private final int width;
    private final PaneWindows panes;
    private final long[][] highest;

    ExtremeStore(StoreSetting setting, Of of) {
        super(setting, 1, Cells.UNKNOWN);
        this.of = of;
        this.width = of == Of.NEWEST ? 2 : 1;
        this.panes = new PaneWindows(setting.windows(), setting.zone());
        this.highest = new long[panes.size()][0];
    }

    @Override
    void makeRoom(boolean segment) {
        for (int window = 0; window < highest.length; window++) {
            highest[window] = Ring.withRoom(highest[window], (cells() + 1) * width);
        }
    }

    @Override
    public boolean add(int cell, long timeMillis, long key, long value) {
        if (timeMillis < panes.keptFromMillis()) {
            return false;
        }
        long rank = rank(timeMillis, value);
        for (Ring ring : panes.rings()) {
            long pane = ring.paneOf(timeMillis);
            if (pane >= ring.keptFrom()) {
                raise(ring.rowFor(pane, cells() * width), cell, rank, value);
            }
        }
        for (int window = 0; window < highest.length; window++) {
            if (timeMillis >= panes.startMillis(window) && raise(highest[window], cell, rank, value)) {
                panes.fill(window);
                changed.add(cell);
            }
        }
        return true;
    }

    private long rank(long timeMillis, long value) {
        long rank = switch (of) {
            case LEAST -> -value;
            case GREATEST -> value;
            case NEWEST -> timeMillis;
        };
        return rank >= 0 ? rank + 1 : rank;
    }

    private boolean raise(long[] row, int cell, long rank, long value) {
        int at = cell * width;
        if (row[at] != NOTHING && (rank < row[at] || (rank == row[at] && of != Of.NEWEST))) {
            return false;
        }
        row[at] = rank;
        if (of == Of.NEWEST) {
            row[at + 1] = value;
        }
        return true;
    }

    /** An event below its panes' and calendar windows' highest has left no trace; what lies below one that was is not known. */
    @Override
    public boolean retract(int cell, long timeMillis, long key, long value) {
        long rank = rank(timeMillis, value);
        for (Ring ring : panes.rings()) {
            long pane = ring.paneOf(timeMillis);
            if (pane >= ring.keptFrom() && isHighest(ring.row(pane), cell, rank, value)) {
                return false;
            }
        }
        for (int window = 0; window < highest.length; window++) {
            if (timeMillis >= panes.startMillis(window) && isHighest(highest[window], cell, rank, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean isHighest(long[] row, int cell, long rank, long value) {
        int at = cell * width;
        return at < row.length && row[at] == rank && (of != Of.NEWEST || row[at + 1] == value);
    }

    @Override
    public long total(int window, int cell, int column) {
        long rank = highest[window][cell * width];
        if (rank == NOTHING) {
            return Cells.UNKNOWN;
        }
        long value = rank > 0 ? rank - 1 : rank;
        return switch (of) {
            case LEAST -> -value;
            case GREATEST -> value;
            case NEWEST -> highest[window][cell * width + 1];
        };
    }

    @Override
    public long grainMillis() {
        return Math.min(WHOLE_STEP_MILLIS, panes.finestPaneMillis());
    }

    @Override
    long nextMoveMillis() {
        return panes.nextEdgeMillis(false);
    }

    @Override
    void move(long toMillis) {
        panes.advance(toMillis, this);
    }

    @Override
    public void empty(int window) {
        noteFilled(window);
        Arrays.fill(highest[window], NOTHING);
    }

    private void noteFilled(int window) {
        for (int cell = 0; cell < cells(); cell++) {
            if (highest[window][cell * width] != NOTHING) {
                changed.add(cell);
            }
        }
    }

    @Override
    public void leave(int window, Ring ring, long[] row) {
        for (int at = 0; at < row.length; at += width) {
            if (row[at] != NOTHING && row[at] == highest[window][at]) {
                findAgain(window, ring, at / width);
            }
        }
    }

    private void findAgain(int window, Ring ring, int cell) {
        int at = cell * width;
        long[] row = highest[window];
        long before = row[at];
        row[at] = NOTHING;
        for (long pane = ring.newest; pane >= panes.firstPane(window); pane--) {
            raiseFrom(ring.row(pane), row, cell);
            if (row[at] == before) {
                return;
            }
        }
        changed.add(cell);
    }

    private void raiseFrom(long[] paneRow, long[] row, int cell) {
        int at = cell * width;
        if (at < paneRow.length && paneRow[at] != NOTHING) {
            raise(row, cell, paneRow[at], paneRow[at + width - 1]);
        }
    }

    @Override
    void writeCells(DataOutput out) throws IOException {
        panes.writeTo(out);
        for (Ring ring : panes.rings()) {
            ring.writeTo(out);
        }
        for (int window = 0; window < highest.length; window++) {
            if (panes.ring(window) == null) {
                Ring.writeRow(highest[window], out);
            }
        }
    }

    @Override
    void readCells(DataInput in) throws IOException {
        panes.readFrom(in, this);
        for (Ring ring : panes.rings()) {
            ring.readFrom(in);
        }
        for (int window = 0; window < highest.length; window++) {
            Ring ring = panes.ring(window);
            if (ring == null) {
                highest[window] = Ring.readRow(highest[window], in);
            } else {
                findAll(window, ring);
            }
            noteFilled(window);
        }
    }

    private void findAll(int window, Ring ring) {
        for (long pane = Math.max(panes.firstPane(window), ring.keptFrom()); pane <= ring.newest; pane++) {
            for (int cell = 0; cell < cells(); cell++) {
                raiseFrom(ring.row(pane), highest[window], cell);
            }
        }
    }

    @Override
    long cellsHash() {
        long hash = 0;
        for (int index = 0; index < panes.rings().length; index++) {
            Ring ring = panes.rings()[index];
            for (long pane = ring.keptFrom(); pane <= ring.newest; pane++) {
                hash += hash(ring.row(pane), KeyedHash.combine(pane, index));
            }
        }
        for (int window = 0; window < highest.length; window++) {
            hash += panes.ring(window) == null ? hash(highest[window], ~window) : 0;
        }
        return hash;
    }

    private static long hash(long[] row, long place) {
        long hash = 0;
        for (int at = 0; at < row.length; at++) {
            if (row[at] != NOTHING) {
                hash += KeyedHash.mix(KeyedHash.combine(place, at) ^ row[at]);
            }
        }
        return hash;
    }

    @Override
    long cellsBytes() {
        long entries = 0;
        for (Ring ring : panes.rings()) {
            entries += Arrays.stream(ring.rows).mapToLong(row -> row.length).sum();
        }
        entries += Arrays.stream(highest).mapToLong(row -> row.length).sum();
        return entries * Long.BYTES;
    }
}
