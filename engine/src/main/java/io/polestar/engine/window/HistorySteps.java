package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What the open step of history has brought so far: counts and sums of the cells touched, and what came late for earlier steps.
 * One row is made of it when the step is over. One thread.
 */
final class HistorySteps {
    private static final int COLUMNS = 2;

    private static final int MAX_LATE = 1 << 16;

    private final long stepMillis;
    private final Consumer<HistoryRow> history;
    private final CellSet touched = new CellSet();
    private final RowBuilder row = new RowBuilder();
    private final LateSteps late = new LateSteps();
    private long[] open = new long[32];
    private long start = Long.MIN_VALUE;

    HistorySteps(long stepMillis, Consumer<HistoryRow> history) {
        this.stepMillis = stepMillis;
        this.history = history;
    }

    /** First moment of the open step. */
    long startMillis() {
        return start;
    }

    /** When the open step must be closed, {@code Long.MAX_VALUE} when there is nothing in it. */
    long dueMillis() {
        return touched.size() > 0 || !late.isEmpty() ? start + stepMillis : Long.MAX_VALUE;
    }

    /** Adds what happened in the open step. */
    void add(int cell, long count, long sum) {
        int at = cell * COLUMNS;
        if (at >= open.length) {
            open = Arrays.copyOf(open, Math.max(at + COLUMNS, open.length * 2));
        }
        touched.add(cell);
        open[at] += count;
        open[at + 1] += sum;
    }

    /** Adds an event that is older than the clock's second: of this step, or late for it. */
    void addOlder(int cell, int series, long timeMillis, int count, long units) {
        long step = Math.floorDiv(timeMillis, stepMillis) * stepMillis;
        if (step == start) {
            add(cell, count, units);
            return;
        }
        late.add(step, series, count, units);
        if (late.size() >= MAX_LATE) {
            late.handOver(history);
        }
    }

    /** Hands over the open step when the clock has left it. */
    void advance(long toMillis, int[] series) {
        long step = Math.floorDiv(toMillis, stepMillis) * stepMillis;
        if (step == start) {
            return;
        }
        late.handOver(history);
        for (int index = 0; index < touched.size(); index++) {
            int cell = touched.get(index);
            int at = cell * COLUMNS;
            row.add(series[cell], open[at], open[at + 1]);
            open[at] = 0;
            open[at + 1] = 0;
        }
        touched.clear();
        if (!row.isEmpty()) {
            history.accept(row.finish(start, false));
        }
        start = step;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(start);
        out.writeInt(touched.size());
        for (int index = 0; index < touched.size(); index++) {
            int at = touched.get(index) * COLUMNS;
            out.writeInt(touched.get(index));
            out.writeLong(open[at]);
            out.writeLong(open[at + 1]);
        }
        late.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        start = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            add(in.readInt(), in.readLong(), in.readLong());
        }
        late.readFrom(in);
    }

    long stateHash() {
        long hash = KeyedHash.mix(start) + late.stateHash();
        for (int index = 0; index < touched.size(); index++) {
            int at = touched.get(index) * COLUMNS;
            hash += KeyedHash.mix(KeyedHash.combine(KeyedHash.combine(open[at], open[at + 1]), touched.get(index)));
        }
        return hash;
    }
}
