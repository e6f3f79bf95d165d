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
import java.util.function.Consumer;

/**
 * Exact numbers of distinct subjects. For every subject of a cell the newest pane it was seen in, for every pane the number of
 * subjects whose newest it is: a window's number is the sum over its panes, kept as a running total. O(1) an
 * event whatever the windows, and one table for all of them. Exact but for collisions of the subjects' keyed 64-bit hashes.
 *
 * <p>An event older than its subject's newest changes nothing: every window that ends at the clock and holds the older
 * one holds the newer too. One thread.
 */
final class DistinctStore implements Store {

    private final PaneRings rings;
    private final SeriesNumbers numbers;
    private final SubjectTable subjects = new SubjectTable();
    private final CellSet unrecorded = new CellSet();
    private final CellSet unrecordedSegments = new CellSet();
    private final CellSet unpublished = new CellSet();
    private final RowBuilder row = new RowBuilder();
    private final Consumer<HistoryRow> history;
    private final int windowCount;
    private final long paneMillis;
    private volatile int[] series = new int[16];
    private boolean[] isSegment = new boolean[16];
    private long clock = Long.MIN_VALUE;

    DistinctStore(List<Window> windows, ZoneId zone, SeriesNumbers numbers, Consumer<HistoryRow> history) {
        this.rings = new PaneRings(windows, zone, 1);
        this.numbers = numbers;
        this.history = history;
        this.windowCount = windows.size();
        this.paneMillis = rings.finestPaneMillis();
    }

    @Override
    public int addCell(boolean segment) {
        int cell = rings.addCell();
        if (cell == series.length) {
            series = Arrays.copyOf(series, cell * 2);
            isSegment = Arrays.copyOf(isSegment, cell * 2);
        }
        series[cell] = numbers.take(windowCount);
        isSegment[cell] = segment;
        return cell;
    }

    @Override
    public int seriesOf(int cell) {
        return series[cell];
    }

    @Override
    public boolean add(int cell, long timeMillis, long subject) {
        if (timeMillis < rings.keptFromMillis()) {
            return false;
        }
        long pane = Math.floorDiv(timeMillis, paneMillis);
        long before = subjects.raise(KeyedHash.combine(subject, cell), pane);
        if (before == SubjectTable.SEEN) {
            return true;
        }
        if (before != SubjectTable.NEW) {
            rings.add(before * paneMillis, cell, -1, 0);
        }
        if (timeMillis >= rings.openFromMillis()) {
            rings.addOneOpen(cell);
        } else {
            rings.add(timeMillis, cell, 1, 0);
        }
        return true;
    }

    @Override
    public void flush() {
        CellSet changed = rings.changed();
        unpublished.addAll(changed);
        for (int index = 0; index < changed.size(); index++) {
            int cell = changed.get(index);
            (isSegment[cell] ? unrecordedSegments : unrecorded).add(cell);
        }
        changed.clear();
    }

    @Override
    public long nextEdgeMillis() {
        flush();
        return Math.min(
                Math.min(due(unrecorded, WHOLE_STEP_MILLIS), due(unrecordedSegments, SEGMENT_STEP_MILLIS)),
                rings.nextEdgeMillis(false));
    }

    private long due(CellSet cells, long stepMillis) {
        return cells.size() > 0 ? (Math.floorDiv(clock, stepMillis) + 1) * stepMillis : Long.MAX_VALUE;
    }

    @Override
    public void advance(long toMillis) {
        long before = clock;
        clock = toMillis;
        rings.advance(toMillis);
        subjects.forgetBefore(Math.floorDiv(rings.keptFromMillis(), paneMillis));
        flush();
        recordIfOver(before, WHOLE_STEP_MILLIS, unrecorded);
        recordIfOver(before, SEGMENT_STEP_MILLIS, unrecordedSegments);
    }

    private void recordIfOver(long before, long stepMillis, CellSet cells) {
        long step = Math.floorDiv(clock, stepMillis);
        if (step == Math.floorDiv(before, stepMillis)) {
            return;
        }
        for (int index = 0; index < cells.size(); index++) {
            int cell = cells.get(index);
            for (int window = 0; window < windowCount; window++) {
                row.add(series[cell] + window, rings.total(window, cell, 0), 0);
            }
        }
        cells.clear();
        if (!row.isEmpty()) {
            history.accept(row.finish(step * stepMillis, true));
        }
    }

    @Override
    public long total(int window, int cell, int column) {
        return rings.total(window, cell, 0);
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
        out.writeLong(clock);
        rings.writeTo(out);
        for (int cell = 0; cell < rings.cells(); cell++) {
            out.writeInt(series[cell]);
            out.writeBoolean(isSegment[cell]);
        }
        unrecorded.writeTo(out);
        unrecordedSegments.writeTo(out);
        subjects.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        clock = in.readLong();
        rings.readFrom(in);
        series = new int[Math.max(16, rings.cells())];
        isSegment = new boolean[series.length];
        for (int cell = 0; cell < rings.cells(); cell++) {
            series[cell] = in.readInt();
            isSegment[cell] = in.readBoolean();
        }
        flush();
        unrecorded.clear();
        unrecordedSegments.clear();
        unrecorded.readFrom(in);
        unrecordedSegments.readFrom(in);
        subjects.forgetBefore(Math.floorDiv(rings.keptFromMillis(), paneMillis));
        subjects.readFrom(in);
    }

    @Override
    public long stateHash() {
        flush();
        long hash = rings.stateHash() + subjects.stateHash();
        for (int cell = 0; cell < rings.cells(); cell++) {
            hash += KeyedHash.mix(KeyedHash.combine(series[cell], cell));
        }
        return hash;
    }
}
