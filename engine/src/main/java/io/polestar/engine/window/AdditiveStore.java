package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import io.polestar.engine.tree.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts and sums. An event of the current second costs two additions: it waits in {@code pending} until the next
 * {@link #flush}, which brings each touched cell into its panes and window totals once, however many events there were.
 * Older events go to their panes directly. Sums are fixed-point; one that leaves 64 bits is marked and read as an error.
 * One thread.
 */
final class AdditiveStore implements Store {
    static final int COLUMNS = 2;
    private static final long SECOND = 1000;

    private final PaneRings rings;
    private final SeriesNumbers numbers;
    private final CellSet dirty = new CellSet();
    private final CellSet stepDirty = new CellSet();
    private final CellSet unpublished = new CellSet();
    private final CellSet overflowed = new CellSet();
    private final RowBuilder row = new RowBuilder();
    private final Map<Long, RowBuilder> lateRows = new TreeMap<>();
    private int[] series = new int[16];
    private long[] pending = new long[32];
    private long[] step = new long[32];
    private long openFrom = Long.MIN_VALUE;
    private long secondStart = Long.MIN_VALUE;

    AdditiveStore(List<Window> windows, ZoneId zone, SeriesNumbers numbers) {
        this.rings = new PaneRings(windows, zone, COLUMNS);
        this.numbers = numbers;
    }

    @Override
    public int addCell() {
        int cell = rings.addCell();
        if (cell == series.length) {
            series = Arrays.copyOf(series, cell * 2);
            pending = Arrays.copyOf(pending, cell * 2 * COLUMNS);
            step = Arrays.copyOf(step, cell * 2 * COLUMNS);
        }
        series[cell] = numbers.take(1);
        return cell;
    }

    @Override
    public int seriesOf(int cell) {
        return series[cell];
    }

    @Override
    public boolean add(int cell, long timeMillis, long units) {
        if (timeMillis < openFrom) {
            return addOlder(cell, timeMillis, units);
        }
        int at = cell * COLUMNS;
        if (pending[at]++ == 0) {
            dirty.add(cell);
        }
        pending[at + 1] = checkedSum(pending[at + 1], units, cell);
        return true;
    }

    private boolean addOlder(int cell, long timeMillis, long units) {
        lateRows.computeIfAbsent(Math.floorDiv(timeMillis, SECOND) * SECOND, second -> new RowBuilder())
                .add(series[cell], 1, units);
        boolean kept = rings.add(timeMillis, cell, 1, units);
        checkTotals(cell, units);
        return kept;
    }

    @Override
    public void flush() {
        for (int index = 0; index < dirty.size(); index++) {
            int cell = dirty.get(index);
            int at = cell * COLUMNS;
            long count = pending[at];
            long sum = pending[at + 1];
            pending[at] = 0;
            pending[at + 1] = 0;
            rings.add(openFrom, cell, count, sum);
            checkTotals(cell, sum);
            step[at] += count;
            step[at + 1] = checkedSum(step[at + 1], sum, cell);
            stepDirty.add(cell);
        }
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

    private void checkTotals(int cell, long added) {
        for (int window = 0; window < rings.windowCount(); window++) {
            long after = rings.total(window, cell, 1);
            long before = after - added;
            if (((before ^ after) & (added ^ after)) < 0) {
                overflowed.add(cell);
            }
        }
    }

    @Override
    public long nextEdgeMillis() {
        boolean secondOpen = dirty.size() > 0 || stepDirty.size() > 0 || !lateRows.isEmpty();
        return Math.min(secondOpen ? secondStart + SECOND : Long.MAX_VALUE, rings.nextEdgeMillis());
    }

    @Override
    public void advance(long toMillis, Consumer<HistoryRow> history) {
        long second = Math.floorDiv(toMillis, SECOND) * SECOND;
        long pane = Math.floorDiv(toMillis, rings.finestPaneMillis()) * rings.finestPaneMillis();
        long open = Math.max(second, pane);
        if (open != openFrom) {
            flush();
            if (second != secondStart) {
                closeSecond(history);
                secondStart = second;
            }
            openFrom = open;
            rings.advance(toMillis);
            flush();
        }
    }

    private void closeSecond(Consumer<HistoryRow> history) {
        for (int index = 0; index < stepDirty.size(); index++) {
            int cell = stepDirty.get(index);
            int at = cell * COLUMNS;
            row.add(series[cell], step[at], step[at + 1]);
            step[at] = 0;
            step[at + 1] = 0;
        }
        stepDirty.clear();
        lateRows.forEach((second, late) -> history.accept(late.finish(second, false)));
        lateRows.clear();
        if (!row.isEmpty()) {
            history.accept(row.finish(secondStart, false));
        }
    }

    @Override
    public long total(int window, int cell, int column) {
        return column == 1 && overflowed.has(cell) ? Cells.UNKNOWN : rings.total(window, cell, column);
    }

    @Override
    public PaneRings rings() {
        return rings;
    }

    @Override
    public CellSet unpublished() {
        return unpublished;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        flush();
        out.writeLong(openFrom);
        out.writeLong(secondStart);
        rings.writeTo(out);
        for (int cell = 0; cell < rings.cells(); cell++) {
            out.writeInt(series[cell]);
            out.writeLong(step[cell * COLUMNS]);
            out.writeLong(step[cell * COLUMNS + 1]);
        }
        out.writeInt(overflowed.size());
        for (int index = 0; index < overflowed.size(); index++) {
            out.writeInt(overflowed.get(index));
        }
        out.writeInt(lateRows.size());
        for (Map.Entry<Long, RowBuilder> late : lateRows.entrySet()) {
            out.writeLong(late.getKey());
            late.getValue().writeTo(out);
        }
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        openFrom = in.readLong();
        secondStart = in.readLong();
        rings.readFrom(in);
        series = new int[Math.max(16, rings.cells())];
        pending = new long[series.length * COLUMNS];
        step = new long[series.length * COLUMNS];
        for (int cell = 0; cell < rings.cells(); cell++) {
            series[cell] = in.readInt();
            step[cell * COLUMNS] = in.readLong();
            step[cell * COLUMNS + 1] = in.readLong();
            if (step[cell * COLUMNS] != 0) {
                stepDirty.add(cell);
            }
        }
        for (int left = in.readInt(); left > 0; left--) {
            overflowed.add(in.readInt());
        }
        for (int left = in.readInt(); left > 0; left--) {
            long second = in.readLong();
            RowBuilder late = new RowBuilder();
            late.readFrom(in);
            lateRows.put(second, late);
        }
        flush();
    }

    @Override
    public long stateHash() {
        flush();
        long hash = rings.stateHash();
        for (int cell = 0; cell < rings.cells(); cell++) {
            hash += KeyedHash.mix(KeyedHash.combine(series[cell], cell));
            hash += KeyedHash.mix(KeyedHash.combine(step[cell * COLUMNS], step[cell * COLUMNS + 1]) ^ cell);
        }
        for (int index = 0; index < overflowed.size(); index++) {
            hash += KeyedHash.mix(~(long) overflowed.get(index));
        }
        return hash;
    }
}
