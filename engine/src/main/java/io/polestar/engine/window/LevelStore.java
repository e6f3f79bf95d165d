package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Running totals since the first event: levels such as paid accounts, which rise and fall, and totals that only grow. A level is
 * that of the clock, whatever the window. Fixed-point; one that leaves 64 bits is no data from then on. One thread.
 */
final class LevelStore implements Store {
    private final Shape shape;
    private final WindowHistory history;
    private final CellSet changed = new CellSet();
    private final CellSet unpublished = new CellSet();
    private final CellSet overflowed = new CellSet();
    private long[] levels = new long[16];
    private int cells;
    private long clock = Long.MIN_VALUE;

    LevelStore(StoreSetting setting) {
        this.shape = new Shape(Shape.Sort.LEVEL, setting.windows(), 1, 0);
        this.history = new WindowHistory(shape, setting, this::total);
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int addCell(boolean segment) {
        history.addCell(segment);
        if (cells == levels.length) {
            levels = Arrays.copyOf(levels, cells * 2);
        }
        return cells++;
    }

    @Override
    public int cells() {
        return cells;
    }

    @Override
    public int seriesOf(int cell) {
        return history.seriesOf(cell);
    }

    @Override
    public void renumber(int by) {
        history.renumber(by);
    }

    @Override
    public boolean add(int cell, long timeMillis, long key, long units) {
        long before = levels[cell];
        levels[cell] = before + units;
        if (((before ^ levels[cell]) & (units ^ levels[cell])) < 0) {
            overflowed.add(cell);
        }
        changed.add(cell);
        return true;
    }

    @Override
    public boolean retract(int cell, long timeMillis, long key, long units) {
        return add(cell, timeMillis, key, -units);
    }

    @Override
    public void flush() {
        unpublished.addAll(changed);
        history.changed(changed);
        changed.clear();
    }

    @Override
    public long grainMillis() {
        return WHOLE_STEP_MILLIS;
    }

    @Override
    public long nextEdgeMillis() {
        flush();
        return history.dueMillis(clock);
    }

    @Override
    public void advance(long toMillis) {
        long before = clock;
        clock = toMillis;
        flush();
        history.advance(before, clock);
    }

    @Override
    public long total(int window, int cell, int column) {
        return overflowed.has(cell) ? Cells.UNKNOWN : levels[cell];
    }

    @Override
    public CellSet unpublished() {
        return unpublished;
    }

    @Override
    public long memoryBytes() {
        return (long) levels.length * Long.BYTES + history.memoryBytes();
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        flush();
        out.writeLong(clock);
        out.writeInt(cells);
        for (int cell = 0; cell < cells; cell++) {
            out.writeLong(levels[cell]);
        }
        overflowed.writeTo(out);
        history.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        clock = in.readLong();
        cells = in.readInt();
        levels = new long[Math.max(16, cells)];
        for (int cell = 0; cell < cells; cell++) {
            levels[cell] = in.readLong();
            unpublished.add(cell);
        }
        overflowed.readFrom(in);
        history.readFrom(in);
    }

    @Override
    public long stateHash() {
        long hash = history.stateHash();
        for (int cell = 0; cell < cells; cell++) {
            hash += KeyedHash.mix(KeyedHash.combine(levels[cell], cell));
        }
        return hash;
    }
}
