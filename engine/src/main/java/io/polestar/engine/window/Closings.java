package io.polestar.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.function.IntUnaryOperator;

/**
 * Hands to history what calendar windows have come to when their periods end, before they begin anew: else nobody could say of February
 * as a whole how many came in it, for the moment it ends the window of the month is empty. A cell that had nothing in a period is only
 * told of after one in which it had something. One thread.
 */
final class Closings {
    private static final long NOT_YET = Long.MIN_VALUE;

    private final Shape shape;
    private final ZoneId zone;
    private final HistoryFeed history;
    private final WindowHistory.Totals totals;
    private final IntUnaryOperator seriesOf;
    private final RowBuilder row = new RowBuilder();

    /** By window: the end of its period; never for a sliding one. */
    private final long[] ends;

    /** By window: the cells with something in the period before. */
    private final CellSet[] filled;

    /** @param seriesOf the first series of a cell */
    Closings(Shape shape, StoreSetting setting, WindowHistory.Totals totals, IntUnaryOperator seriesOf) {
        this.shape = shape;
        this.zone = setting.zone();
        this.history = setting.history();
        this.totals = totals;
        this.seriesOf = seriesOf;
        int windows = shape.sort() == Shape.Sort.STATE ? shape.windows().size() : 0;
        this.ends = new long[windows];
        this.filled = new CellSet[windows];
        for (int window = 0; window < windows; window++) {
            ends[window] = isCalendar(window) ? NOT_YET : Long.MAX_VALUE;
            filled[window] = new CellSet();
        }
    }

    private boolean isCalendar(int window) {
        return shape.windows().get(window).calendar();
    }

    /** When a period ends with nothing in it, after one with something; {@code Long.MAX_VALUE} for never. */
    long dueMillis(long clock) {
        long due = Long.MAX_VALUE;
        for (int window = 0; window < ends.length; window++) {
            if (filled[window].size() > 0) {
                due = Math.min(due, endAfter(window, clock));
            }
        }
        return due;
    }

    private long endAfter(int window, long clock) {
        if (ends[window] == NOT_YET) {
            ends[window] = nextEnd(window, clock);
        }
        return ends[window];
    }

    private long nextEnd(int window, long millis) {
        return WindowBounds.nextEdgeMillis(shape.windows().get(window), zone, millis);
    }

    /** To be called before the windows move on. */
    void advance(long clockBefore, long clock, int cells) {
        for (int window = 0; clockBefore != Long.MIN_VALUE && window < ends.length; window++) {
            long end = endAfter(window, clockBefore);
            if (end <= clock) {
                close(window, end, cells);
                closeEmpty(window, nextEnd(window, end), clock);
                ends[window] = nextEnd(window, clock);
            }
        }
    }

    private void close(int window, long end, int cells) {
        CellSet before = filled[window];
        CellSet now = new CellSet();
        for (int cell = 0; cell < cells; cell++) {
            if (isFilled(window, cell)) {
                now.add(cell);
            }
            if (now.has(cell) || before.has(cell)) {
                for (int column = 0; column < shape.columns(); column++) {
                    tell(window, cell, column, totals.total(window, cell, column));
                }
            }
        }
        filled[window] = now;
        finish(end);
    }

    private boolean isFilled(int window, int cell) {
        boolean something = false;
        for (int column = 0; column < shape.columns(); column++) {
            something |= totals.total(window, cell, column) != shape.empty();
        }
        return something;
    }

    /** The period after that one may be over as well, when the clock makes a leap. */
    private void closeEmpty(int window, long end, long clock) {
        if (end > clock) {
            return;
        }
        for (int index = 0; index < filled[window].size(); index++) {
            for (int column = 0; column < shape.columns(); column++) {
                tell(window, filled[window].get(index), column, shape.empty());
            }
        }
        filled[window].clear();
        finish(end);
    }

    private void tell(int window, int cell, int column, long total) {
        row.add(seriesOf.applyAsInt(cell) + shape.closing(window, column), total, 0);
    }

    private void finish(long end) {
        if (!row.isEmpty()) {
            history.accept(row.finish(end, true));
        }
    }

    void writeTo(DataOutput out) throws IOException {
        for (CellSet cells : filled) {
            cells.writeTo(out);
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int window = 0; window < ends.length; window++) {
            ends[window] = isCalendar(window) ? NOT_YET : Long.MAX_VALUE;
            filled[window].clear();
            filled[window].readFrom(in);
        }
    }
}
