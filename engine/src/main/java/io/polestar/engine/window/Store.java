package io.polestar.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The cells of all metrics of one sort (additive or distinct) that have the same windows. A cell is one metric, whole or
 * in one segment. One thread.
 */
interface Store {
    /** How often history hears of a metric as a whole. */
    long WHOLE_STEP_MILLIS = 1_000;

    /** How often history hears of a segment: there are many more of them. */
    long SEGMENT_STEP_MILLIS = 60_000;

    /** A new cell, of a segment or of a metric as a whole. */
    int addCell(boolean segment);

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
    void advance(long toMillis);

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
