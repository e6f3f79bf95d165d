package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What stores have in common whose numbers do not add up over time and whose panes have a form of their own: history, what is to be
 * published, the clock. One thread.
 */
abstract class StateStore implements Store {
    /** Cells of which a total has changed since the last {@link #flush}. */
    final CellSet changed = new CellSet();

    private final Shape shape;
    private final WindowHistory history;
    private final CellSet unpublished = new CellSet();
    private int cells;
    private long clock = Long.MIN_VALUE;

    /**
     * @param columns numbers a cell has in each window
     * @param empty what a number is while nothing has happened
     */
    StateStore(StoreSetting setting, int columns, long empty) {
        this.shape = new Shape(Shape.Sort.STATE, setting.windows(), columns, empty);
        this.history = new WindowHistory(shape, setting, this::total);
    }

    /** Makes room for the cell numbered {@link #cells}. */
    abstract void makeRoom(boolean segment);

    /** Next clock reading at which a window with something in it changes by itself; {@code Long.MAX_VALUE} when none will. */
    abstract long nextMoveMillis();

    /** Takes out of the windows what they no longer hold, and forgets what is no longer kept. */
    abstract void move(long toMillis);

    /** Writes what the cells hold. */
    abstract void writeCells(DataOutput out) throws IOException;

    /** Takes up what {@link #writeCells} wrote; room is made already. Notes all cells with something in them as changed. */
    abstract void readCells(DataInput in) throws IOException;

    /** Hash of what the cells hold, the same for equal contents whatever their history. */
    abstract long cellsHash();

    /** Bytes that the cells hold. */
    abstract long cellsBytes();

    /** The clock, {@code Long.MIN_VALUE} before the first {@link #advance}. */
    final long clockMillis() {
        return clock;
    }

    @Override
    public final Shape shape() {
        return shape;
    }

    @Override
    public final int addCell(boolean segment) {
        history.addCell(segment);
        makeRoom(segment);
        return cells++;
    }

    @Override
    public final int cells() {
        return cells;
    }

    @Override
    public final int seriesOf(int cell) {
        return history.seriesOf(cell);
    }

    @Override
    public final void renumber(int by) {
        history.renumber(by);
    }

    @Override
    public final CellSet unpublished() {
        return unpublished;
    }

    @Override
    public void flush() {
        unpublished.addAll(changed);
        history.changed(changed);
        changed.clear();
    }

    @Override
    public final long nextEdgeMillis() {
        flush();
        return Math.min(history.dueMillis(clock), nextMoveMillis());
    }

    @Override
    public final void advance(long toMillis) {
        long before = clock;
        clock = toMillis;
        history.close(before, clock);
        move(toMillis);
        flush();
        history.advance(before, clock);
    }

    @Override
    public final long memoryBytes() {
        return cellsBytes() + history.memoryBytes();
    }

    @Override
    public final void writeTo(DataOutput out) throws IOException {
        flush();
        out.writeLong(clock);
        out.writeInt(cells);
        history.writeTo(out);
        writeCells(out);
    }

    @Override
    public final void readFrom(DataInput in) throws IOException {
        clock = in.readLong();
        int saved = in.readInt();
        history.readFrom(in);
        for (; cells < saved; cells++) {
            makeRoom(history.isSegment(cells));
        }
        readCells(in);
        unpublished.addAll(changed);
        changed.clear();
    }

    @Override
    public final long stateHash() {
        flush();
        return KeyedHash.mix(clock) + cells + history.stateHash() + cellsHash();
    }
}
