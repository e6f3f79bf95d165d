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
    private static final long SECOND = 1000;

    private final PaneRings rings;
    private final SeriesNumbers numbers;
    private final SubjectTable subjects = new SubjectTable();
    private final CellSet unrecorded = new CellSet();
    private final CellSet unpublished = new CellSet();
    private final RowBuilder row = new RowBuilder();
    private final int windowCount;
    private final long paneMillis;
    private int[] series = new int[16];
    private long clock = Long.MIN_VALUE;

    DistinctStore(List<Window> windows, ZoneId zone, SeriesNumbers numbers) {
        this.rings = new PaneRings(windows, zone, 1);
        this.numbers = numbers;
        this.windowCount = windows.size();
        this.paneMillis = rings.finestPaneMillis();
    }

    @Override
    public int addCell() {
        int cell = rings.addCell();
        if (cell == series.length) {
            series = Arrays.copyOf(series, cell * 2);
        }
        series[cell] = numbers.take(windowCount);
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
        rings.add(timeMillis, cell, 1, 0);
        return true;
    }

    @Override
    public void flush() {
        unpublished.addAll(rings.changed());
        unrecorded.addAll(rings.changed());
        rings.changed().clear();
    }

    @Override
    public long nextEdgeMillis() {
        boolean recordDue = unrecorded.size() > 0 || rings.changed().size() > 0;
        long nextSecond = (Math.floorDiv(clock, SECOND) + 1) * SECOND;
        return Math.min(recordDue ? nextSecond : Long.MAX_VALUE, rings.nextEdgeMillis());
    }

    @Override
    public void advance(long toMillis, Consumer<HistoryRow> history) {
        boolean secondOver = Math.floorDiv(toMillis, SECOND) != Math.floorDiv(clock, SECOND);
        clock = toMillis;
        rings.advance(toMillis);
        subjects.forgetBefore(Math.floorDiv(rings.keptFromMillis(), paneMillis));
        if (secondOver) {
            flush();
            record(Math.floorDiv(toMillis, SECOND) * SECOND, history);
        }
    }

    private void record(long edgeMillis, Consumer<HistoryRow> history) {
        for (int index = 0; index < unrecorded.size(); index++) {
            int cell = unrecorded.get(index);
            for (int window = 0; window < windowCount; window++) {
                row.add(series[cell] + window, rings.total(window, cell, 0), 0);
            }
        }
        unrecorded.clear();
        if (!row.isEmpty()) {
            history.accept(row.finish(edgeMillis, true));
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
        }
        out.writeInt(unrecorded.size());
        for (int index = 0; index < unrecorded.size(); index++) {
            out.writeInt(unrecorded.get(index));
        }
        subjects.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        clock = in.readLong();
        rings.readFrom(in);
        series = new int[Math.max(16, rings.cells())];
        for (int cell = 0; cell < rings.cells(); cell++) {
            series[cell] = in.readInt();
        }
        flush();
        unrecorded.clear();
        for (int left = in.readInt(); left > 0; left--) {
            unrecorded.add(in.readInt());
        }
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
