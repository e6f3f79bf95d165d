package io.polestar.engine.window;

import io.polestar.engine.tree.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Cells whose totals over a window are sums over its panes, but of numbers that do not add up over time, such as how many subjects
 * were last seen in a pane. What the stores of such numbers share: panes, history, what is to be published. One thread.
 */
final class StateCells {
    private final PaneRings rings;
    private final Shape shape;
    private final WindowHistory history;
    private final Runnable moved;
    private final CellSet unpublished = new CellSet();
    private long clock = Long.MIN_VALUE;

    /**
     * @param totals what history is to keep
     * @param moved told when the windows have moved on, before history hears of it
     */
    StateCells(StoreSetting setting, int columns, WindowHistory.Totals totals, Runnable moved) {
        List<Window> windows = setting.windows();
        this.rings = new PaneRings(windows, setting.zone(), columns);
        this.shape = new Shape(Shape.Sort.STATE, windows, columns, 0);
        this.moved = moved;
        this.history = new WindowHistory(shape, setting, totals);
    }

    Shape shape() {
        return shape;
    }

    PaneRings rings() {
        return rings;
    }

    int addCell(boolean segment) {
        history.addCell(segment);
        return rings.addCell();
    }

    int seriesOf(int cell) {
        return history.seriesOf(cell);
    }

    CellSet unpublished() {
        return unpublished;
    }

    void flush() {
        CellSet changed = rings.changed();
        unpublished.addAll(changed);
        history.changed(changed);
        changed.clear();
    }

    long grainMillis() {
        return Math.min(Store.WHOLE_STEP_MILLIS, rings.finestPaneMillis());
    }

    long nextEdgeMillis() {
        flush();
        return Math.min(history.dueMillis(clock), rings.nextEdgeMillis(false));
    }

    void advance(long toMillis) {
        long before = clock;
        clock = toMillis;
        history.close(before, clock);
        rings.advance(toMillis);
        moved.run();
        flush();
        history.advance(before, clock);
    }

    void renumber(int by) {
        history.renumber(by);
    }

    long memoryBytes() {
        return rings.memoryBytes() + history.memoryBytes();
    }

    void writeTo(DataOutput out) throws IOException {
        flush();
        out.writeLong(clock);
        rings.writeTo(out);
        history.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        clock = in.readLong();
        rings.readFrom(in);
        unpublished.addAll(rings.changed());
        rings.changed().clear();
        history.readFrom(in);
    }

    long stateHash() {
        flush();
        return rings.stateHash() + history.stateHash();
    }
}
