package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.history.HistoryRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What late events added to steps that are over, until history takes it: one entry a step and series, however many events
 * came. Open addressing finds an entry; the entries of one step are chained, and so are the steps, each by an entry of its
 * own without a series. Allocates only to grow. One thread.
 */
final class LateSteps {
    private static final int NONE = -1;
    private static final int STEP_ITSELF = -1;

    private final RowBuilder row = new RowBuilder();
    private long[] steps = new long[16];
    private int[] series = new int[16];
    private long[] counts = new long[16];
    private long[] sums = new long[16];
    private int[] next = new int[16];
    private int[] firstOfStep = new int[16];
    private int[] table = new int[32];
    private int size;
    private int newestStep = NONE;

    LateSteps() {
        Arrays.fill(table, NONE);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Entries held, one for each step included. */
    int size() {
        return size;
    }

    /** @param step its first moment, epoch milliseconds */
    void add(long step, int seriesNumber, long count, long sum) {
        int entry = find(step, seriesNumber);
        if (entry != NONE && !overflows(sums[entry], sum)) {
            counts[entry] += count;
            sums[entry] += sum;
        } else {
            int ofStep = find(step, STEP_ITSELF);
            if (ofStep == NONE) {
                ofStep = append(step, STEP_ITSELF, newestStep);
                newestStep = ofStep;
            }
            int added = append(step, seriesNumber, firstOfStep[ofStep]);
            firstOfStep[ofStep] = added;
            counts[added] = count;
            sums[added] = sum;
        }
    }

    private static boolean overflows(long one, long other) {
        long result = one + other;
        return ((one ^ result) & (other ^ result)) < 0;
    }

    private int find(long step, int seriesNumber) {
        int mask = table.length - 1;
        for (int slot = slot(step, seriesNumber); table[slot] != NONE; slot = (slot + 1) & mask) {
            int entry = table[slot];
            if (steps[entry] == step && series[entry] == seriesNumber) {
                return entry;
            }
        }
        return NONE;
    }

    private int slot(long step, int seriesNumber) {
        return (int) KeyedHash.combine(step, seriesNumber) & (table.length - 1);
    }

    private int append(long step, int seriesNumber, int following) {
        if (size == steps.length) {
            grow();
        }
        steps[size] = step;
        series[size] = seriesNumber;
        next[size] = following;
        firstOfStep[size] = NONE;
        enter(size);
        return size++;
    }

    /** An entry of the same key, if there is one, is no longer found: its sum is full. */
    private void enter(int entry) {
        int mask = table.length - 1;
        int slot = slot(steps[entry], series[entry]);
        while (table[slot] != NONE && (steps[table[slot]] != steps[entry] || series[table[slot]] != series[entry])) {
            slot = (slot + 1) & mask;
        }
        table[slot] = entry;
    }

    private void grow() {
        int larger = size * 2;
        steps = Arrays.copyOf(steps, larger);
        series = Arrays.copyOf(series, larger);
        counts = Arrays.copyOf(counts, larger);
        sums = Arrays.copyOf(sums, larger);
        next = Arrays.copyOf(next, larger);
        firstOfStep = Arrays.copyOf(firstOfStep, larger);
        table = new int[larger * 2];
        Arrays.fill(table, NONE);
        for (int entry = 0; entry < size; entry++) {
            enter(entry);
        }
    }

    /** Hands over one row a step and holds nothing any more. */
    void handOver(Consumer<HistoryRow> history) {
        if (size == 0) {
            return;
        }
        for (int step = newestStep; step != NONE; step = next[step]) {
            for (int entry = firstOfStep[step]; entry != NONE; entry = next[entry]) {
                row.add(series[entry], counts[entry], sums[entry]);
            }
            history.accept(row.finish(steps[step], false));
        }
        Arrays.fill(table, NONE);
        size = 0;
        newestStep = NONE;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int entry = 0; entry < size; entry++) {
            out.writeInt(series[entry]);
            if (series[entry] != STEP_ITSELF) {
                out.writeLong(steps[entry]);
                out.writeLong(counts[entry]);
                out.writeLong(sums[entry]);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            int seriesNumber = in.readInt();
            if (seriesNumber != STEP_ITSELF) {
                add(in.readLong(), seriesNumber, in.readLong(), in.readLong());
            }
        }
    }

    /** Hash of what is held, whatever the order it came in. */
    long stateHash() {
        long hash = 0;
        for (int entry = 0; entry < size; entry++) {
            if (series[entry] != STEP_ITSELF) {
                long key = KeyedHash.combine(steps[entry], series[entry]);
                hash += KeyedHash.mix(KeyedHash.combine(key, KeyedHash.combine(counts[entry], sums[entry])));
            }
        }
        return hash;
    }
}
