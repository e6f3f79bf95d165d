package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Counts and sums. An event of the current second costs two additions: it waits in {@code pending} until the next
 * {@link #flush}, which brings each touched cell into its panes and window totals once, however many events there were.
 * Older events go to their panes directly. Sums are fixed-point; one that leaves 64 bits is marked and read as an error.
 * One thread.
 */
final class AdditiveStore implements Store {
    private static final int COLUMNS = 2;

    private final Shape shape;
    private final PaneRings rings;
    private final HistoryFeed history;
    private final CellSet dirty = new CellSet();
    private final CellSet unpublished = new CellSet();
    private final CellSet overflowed = new CellSet();
    private final HistorySteps wholeSteps;
    private final HistorySteps segmentSteps;
    private volatile int[] series = new int[16];
    private long[] pending = new long[32];
    private boolean[] isSegment = new boolean[16];
    private long openFrom = Long.MIN_VALUE;

    AdditiveStore(StoreSetting setting) {
        this.shape = new Shape(Shape.Sort.FLOW, setting.windows(), COLUMNS, 0);
        this.rings = new PaneRings(setting.windows(), setting.zone(), COLUMNS);
        this.history = setting.history();
        this.wholeSteps = new HistorySteps(WHOLE_STEP_MILLIS, setting.history());
        this.segmentSteps = new HistorySteps(SEGMENT_STEP_MILLIS, setting.history());
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int cells() {
        return rings.cells();
    }

    @Override
    public int addCell(boolean segment) {
        int cell = rings.addCell();
        if (cell == series.length) {
            series = Arrays.copyOf(series, cell * 2);
            pending = Arrays.copyOf(pending, cell * 2 * COLUMNS);
            isSegment = Arrays.copyOf(isSegment, cell * 2);
        }
        series[cell] = history.take(1);
        isSegment[cell] = segment;
        return cell;
    }

    @Override
    public int seriesOf(int cell) {
        return series[cell];
    }

    @Override
    public void renumber(int by) {
        int[] later = series.clone();
        for (int cell = 0; cell < rings.cells(); cell++) {
            later[cell] += by;
        }
        series = later;
    }

    @Override
    public boolean add(int cell, long timeMillis, long key, long units) {
        return change(cell, timeMillis, 1, units);
    }

    @Override
    public boolean retract(int cell, long timeMillis, long key, long units) {
        change(cell, timeMillis, -1, -units);
        return true;
    }

    private boolean change(int cell, long timeMillis, int count, long units) {
        if (timeMillis < openFrom) {
            return changeOlder(cell, timeMillis, count, units);
        }
        int at = cell * COLUMNS;
        if (pending[at] == 0) {
            dirty.add(cell);
        }
        pending[at] += count;
        pending[at + 1] = checkedSum(pending[at + 1], units, cell);
        return true;
    }

    private boolean changeOlder(int cell, long timeMillis, int count, long units) {
        stepsOf(cell).addOlder(cell, series[cell], timeMillis, count, units);
        checkTotals(cell, units);
        return rings.add(timeMillis, cell, count, units);
    }

    private HistorySteps stepsOf(int cell) {
        return isSegment[cell] ? segmentSteps : wholeSteps;
    }

    @Override
    public void flush() {
        for (int index = 0; index < dirty.size(); index++) {
            int cell = dirty.get(index);
            checkTotals(cell, pending[cell * COLUMNS + 1]);
            stepsOf(cell).add(cell, pending[cell * COLUMNS], pending[cell * COLUMNS + 1]);
        }
        rings.addOpen(dirty, pending);
        dirty.clear();
        unpublished.addAll(rings.changed());
        rings.changed().clear();
    }

    private long checkedSum(long sum, long units, int cell) {
        long result = sum + units;
        if (((sum ^ result) & (units ^ result)) < 0) {
            overflowed.add(cell);
        }
        return result;
    }

    /** Marks the cell when adding to one of its totals leaves 64 bits. */
    private void checkTotals(int cell, long added) {
        for (int window = 0; window < rings.windowCount(); window++) {
            checkedSum(rings.total(window, cell, 1), added, cell);
        }
    }

    @Override
    public long grainMillis() {
        return Math.min(WHOLE_STEP_MILLIS, rings.finestPaneMillis());
    }

    @Override
    public long nextEdgeMillis() {
        long stepDue = dirty.size() > 0
                ? wholeSteps.startMillis() + WHOLE_STEP_MILLIS
                : Math.min(wholeSteps.dueMillis(), segmentSteps.dueMillis());
        return Math.min(stepDue, rings.nextEdgeMillis(dirty.size() > 0));
    }

    @Override
    public void advance(long toMillis) {
        long second = Math.floorDiv(toMillis, WHOLE_STEP_MILLIS) * WHOLE_STEP_MILLIS;
        long pane = Math.floorDiv(toMillis, rings.finestPaneMillis()) * rings.finestPaneMillis();
        long open = Math.max(second, pane);
        if (open != openFrom) {
            flush();
            wholeSteps.advance(toMillis, series);
            segmentSteps.advance(toMillis, series);
            openFrom = open;
            rings.advance(toMillis);
            flush();
        }
    }

    @Override
    public long total(int window, int cell, int column) {
        return column == 1 && overflowed.has(cell) ? Cells.UNKNOWN : rings.total(window, cell, column);
    }

    @Override
    public CellSet unpublished() {
        return unpublished;
    }

    @Override
    public long memoryBytes() {
        return rings.memoryBytes() + (long) pending.length * Long.BYTES;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        flush();
        out.writeLong(openFrom);
        rings.writeTo(out);
        for (int cell = 0; cell < rings.cells(); cell++) {
            out.writeInt(series[cell]);
            out.writeBoolean(isSegment[cell]);
        }
        wholeSteps.writeTo(out);
        segmentSteps.writeTo(out);
        overflowed.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        openFrom = in.readLong();
        rings.readFrom(in);
        series = new int[Math.max(16, rings.cells())];
        pending = new long[series.length * COLUMNS];
        isSegment = new boolean[series.length];
        for (int cell = 0; cell < rings.cells(); cell++) {
            series[cell] = in.readInt();
            isSegment[cell] = in.readBoolean();
        }
        wholeSteps.readFrom(in);
        segmentSteps.readFrom(in);
        overflowed.readFrom(in);
        flush();
    }

    @Override
    public long stateHash() {
        flush();
        long hash = rings.stateHash() + KeyedHash.combine(wholeSteps.stateHash(), segmentSteps.stateHash());
        for (int cell = 0; cell < rings.cells(); cell++) {
            hash += KeyedHash.mix(KeyedHash.combine(series[cell], cell));
        }
        for (int index = 0; index < overflowed.size(); index++) {
            hash += KeyedHash.mix(~(long) overflowed.get(index));
        }
        return hash;
    }
}
