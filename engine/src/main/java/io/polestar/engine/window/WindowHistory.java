package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Hands to history what windows that do not add up, or levels, have come to: at the end of every step the numbers of the cells that
 * changed in it. One thread; series may be looked up by any.
 */
final class WindowHistory {
    /** Where the numbers come from. */
    interface Totals {
        long total(int window, int cell, int column);
    }

    private final Shape shape;
    private final HistoryFeed history;
    private final Totals totals;
    private final CellSet unrecorded = new CellSet();
    private final CellSet unrecordedSegments = new CellSet();
    private final RowBuilder row = new RowBuilder();
    private final Closings closings;
    private volatile int[] series = new int[16];
    private boolean[] isSegment = new boolean[16];
    private int cells;

    WindowHistory(Shape shape, StoreSetting setting, Totals totals) {
        this.shape = shape;
        this.history = setting.history();
        this.totals = totals;
        this.closings = new Closings(shape, setting, totals, this::seriesOf);
    }

    void addCell(boolean segment) {
        if (cells == series.length) {
            series = Arrays.copyOf(series, cells * 2);
            isSegment = Arrays.copyOf(isSegment, cells * 2);
        }
        series[cells] = history.take(shape.seriesPerCell());
        isSegment[cells] = segment;
        cells++;
    }

    int seriesOf(int cell) {
        return series[cell];
    }

    boolean isSegment(int cell) {
        return isSegment[cell];
    }

    /** Notes cells whose numbers have changed. */
    void changed(CellSet changed) {
        for (int index = 0; index < changed.size(); index++) {
            int cell = changed.get(index);
            (isSegment[cell] ? unrecordedSegments : unrecorded).add(cell);
        }
    }

    /** When the open step must be closed, or a period; {@code Long.MAX_VALUE} when nothing changed in them. */
    long dueMillis(long clock) {
        long step = Math.min(
                due(unrecorded, clock, Store.WHOLE_STEP_MILLIS),
                due(unrecordedSegments, clock, Store.SEGMENT_STEP_MILLIS));
        return Math.min(step, closings.dueMillis(clock));
    }

    private static long due(CellSet cells, long clock, long stepMillis) {
        return cells.size() > 0 ? (Math.floorDiv(clock, stepMillis) + 1) * stepMillis : Long.MAX_VALUE;
    }

    /** Records what calendar windows have come to whose periods end on the way to a time. To be called before they move on. */
    void close(long clockBefore, long clock) {
        closings.advance(clockBefore, clock, cells);
    }

    /** Records what changed in the steps that are over now. To be called after the windows moved on. */
    void advance(long clockBefore, long clock) {
        recordIfOver(clockBefore, clock, Store.WHOLE_STEP_MILLIS, unrecorded);
        recordIfOver(clockBefore, clock, Store.SEGMENT_STEP_MILLIS, unrecordedSegments);
    }

    private void recordIfOver(long clockBefore, long clock, long stepMillis, CellSet changed) {
        long step = Math.floorDiv(clock, stepMillis);
        if (step == Math.floorDiv(clockBefore, stepMillis)) {
            return;
        }
        int windows = shape.sort() == Shape.Sort.STATE ? shape.windows().size() : 1;
        for (int index = 0; index < changed.size(); index++) {
            int cell = changed.get(index);
            for (int window = 0; window < windows; window++) {
                for (int column = 0; column < shape.columns(); column++) {
                    row.add(series[cell] + shape.series(window, column), totals.total(window, cell, column), 0);
                }
            }
        }
        changed.clear();
        if (!row.isEmpty()) {
            history.accept(row.finish(step * stepMillis, true));
        }
    }

    long memoryBytes() {
        return (long) cells * (Integer.BYTES + 1);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(cells);
        for (int cell = 0; cell < cells; cell++) {
            out.writeInt(series[cell]);
            out.writeBoolean(isSegment[cell]);
        }
        unrecorded.writeTo(out);
        unrecordedSegments.writeTo(out);
        closings.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        cells = in.readInt();
        series = new int[Math.max(16, cells)];
        isSegment = new boolean[series.length];
        for (int cell = 0; cell < cells; cell++) {
            series[cell] = in.readInt();
            isSegment[cell] = in.readBoolean();
        }
        unrecorded.clear();
        unrecordedSegments.clear();
        unrecorded.readFrom(in);
        unrecordedSegments.readFrom(in);
        closings.readFrom(in);
    }

    /** Has all cells' series begin so many later. */
    void renumber(int by) {
        int[] later = series.clone();
        for (int cell = 0; cell < cells; cell++) {
            later[cell] += by;
        }
        series = later;
    }

    long stateHash() {
        long hash = 0;
        for (int cell = 0; cell < cells; cell++) {
            hash += KeyedHash.mix(KeyedHash.combine(series[cell], cell));
        }
        return hash;
    }
}
