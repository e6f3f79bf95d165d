package io.polestar.engine.window;

import io.polestar.engine.history.HistoryRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The cells of all metrics of one sort (additive or distinct) that have the same windows. A cell is one metric, whole or
 * in one segment. One thread.
 */
interface Store {
    /** A new cell. */
    int addCell();

    /** Number under which history keeps the cell, that of its first window where it keeps one a window. */
    int seriesOf(int cell);

    /**
     * Counts an event.
     *
     * @param timeMillis event time, before the clock
     * @param payload the fixed-point value (additive) or the hash of the subject (distinct)
     * @return false when the event is older than every pane kept
     */
    boolean add(int cell, long timeMillis, long payload);

    /** Brings the totals up to the last {@link #add}. */
    void flush();

    /** Next clock reading at which something changes by itself; {@code Long.MAX_VALUE} when nothing will. */
    long nextEdgeMillis();

    /**
     * Moves the clock on, no further than {@link #nextEdgeMillis}, and hands to history what is complete now.
     *
     * @param toMillis the clock, exclusive end of all windows
     */
    void advance(long toMillis, Consumer<HistoryRow> history);

    /** A window's total, {@link Cells#UNKNOWN} when it has left the range of numbers. */
    long total(int window, int cell, int column);

    /** Panes and totals, for reading. */
    PaneRings rings();

    /** Cells whose totals changed since the last publication; cleared by the publisher. */
    CellSet unpublished();

    void writeTo(DataOutput out) throws IOException;

    void readFrom(DataInput in) throws IOException;

    long stateHash();
}
