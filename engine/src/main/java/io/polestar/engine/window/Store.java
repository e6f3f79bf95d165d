package io.polestar.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is gathered for a metric that reads events, or for several that gather the same: one cell for the whole and one for each
 * segment. Every sort of gathering (counts and sums, distinct subjects, …) has a store of its own kind. One thread.
 */
interface Store {
    /** How often history hears of a metric as a whole. */
    long WHOLE_STEP_MILLIS = 1_000;

    /** How often history hears of a segment: there are many more of them. */
    long SEGMENT_STEP_MILLIS = 60_000;

    /** The form of its cells' numbers. */
    Shape shape();

    /** A new cell, of a segment or of the whole. */
    int addCell(boolean segment);

    /** Number of cells added. */
    int cells();

    /** The first number under which history keeps the cell; {@link Shape} says which follow it. */
    int seriesOf(int cell);

    /** Has history keep all cells under numbers so much greater. */
    void renumber(int by);

    /**
     * Counts an event.
     *
     * @param timeMillis event time, before the clock
     * @param key hash of the subject or entity it belongs to; 0 where the store has none
     * @param value what it brings: a fixed-point number, the hash of a value, or which step it is
     * @return false when the event is older than everything kept
     */
    boolean add(int cell, long timeMillis, long key, long value);

    /**
     * Takes back an event that {@link #add} counted with the same arguments.
     *
     * @return false when what would stand without it cannot be told from what is kept; nothing has changed then
     */
    boolean retract(int cell, long timeMillis, long key, long value);

    /** Brings the totals up to the last {@link #add}. */
    void flush();

    /** Length of the finest pane or step; an {@link #advance} within one changes nothing. */
    long grainMillis();

    /** Next clock reading at which something changes by itself; {@code Long.MAX_VALUE} when nothing will. */
    long nextEdgeMillis();

    /**
     * Moves the clock on, no further than {@link #nextEdgeMillis}, and hands to history what is complete now.
     *
     * @param toMillis the clock, exclusive end of all windows
     */
    void advance(long toMillis);

    /** A window's total, {@link Cells#UNKNOWN} when there is none or it has left the range of numbers. */
    long total(int window, int cell, int column);

    /** The standard error of a cell's totals over a window, as a share of them: 0 while they are exact, no more than 1. */
    default double standardError(int window, int cell) {
        return 0;
    }

    /** Cells whose totals changed since the last publication; cleared by the publisher. */
    CellSet unpublished();

    /**
     * Makes ready what readers may ask for beyond totals; called at every publication, and when nothing has come for a while.
     *
     * @param wallMillis the wall clock
     * @param quiet whether nothing may come for long: whatever is left is made ready
     */
    default void publish(long wallMillis, boolean quiet) {}

    /** The cohorts of the metric as a whole, as of the last {@link #publish} but for a second; null when it has none. Any thread. */
    default @Nullable CohortTable cohorts() {
        return null;
    }

    /** Bytes of memory held, but for fixed costs. */
    long memoryBytes();

    void writeTo(DataOutput out) throws IOException;

    /** Takes up what {@link #writeTo} of a store of the same metric wrote; this one is fresh. */
    void readFrom(DataInput in) throws IOException;

    long stateHash();
}
