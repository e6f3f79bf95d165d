package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Countings of events that are ahead of the clock, until it has passed them: a binary heap by time and, of one time, by the order
 * they came in. The intake bounds how many such events there are. One thread.
 */
final class EarlyEvents {
    /** Takes a counting whose time has come. */
    interface Target {
        /** @param retracts whether it takes back what another one counted */
        void count(int store, int cell, long timeMillis, long key, long value, boolean retracts);
    }

    private static final int TIME = 0;
    private static final int ORDER = 1;
    private static final int KEY = 2;
    private static final int VALUE = 3;
    private static final int PLACE = 4;
    private static final int COLUMNS = 5;
    private static final long RETRACTS = Long.MIN_VALUE;

    private long[] heap = new long[64 * COLUMNS];
    private int size;
    private long order;

    boolean isEmpty() {
        return size == 0;
    }

    /** Time of the earliest, {@code Long.MAX_VALUE} when there is none. */
    long earliestMillis() {
        return size == 0 ? Long.MAX_VALUE : heap[TIME];
    }

    void add(int store, int cell, long timeMillis, long key, long value, boolean retracts) {
        add(timeMillis, order++, key, value, (retracts ? RETRACTS : 0) | ((long) store << Integer.SIZE) | cell);
    }

    private void add(long timeMillis, long number, long key, long value, long place) {
        int end = size * COLUMNS;
        if (end == heap.length) {
            heap = Arrays.copyOf(heap, end * 2);
        }
        heap[end + TIME] = timeMillis;
        heap[end + ORDER] = number;
        heap[end + KEY] = key;
        heap[end + VALUE] = value;
        heap[end + PLACE] = place;
        for (int at = size++; at > 0 && comesBefore(at, (at - 1) / 2); at = (at - 1) / 2) {
            swap(at, (at - 1) / 2);
        }
    }

    private boolean comesBefore(int one, int other) {
        int left = one * COLUMNS;
        int right = other * COLUMNS;
        return heap[left + TIME] != heap[right + TIME]
                ? heap[left + TIME] < heap[right + TIME]
                : heap[left + ORDER] < heap[right + ORDER];
    }

    /** Hands over, earliest first, what lies before the clock. */
    void releaseBefore(long clockMillis, Target target) {
        while (size > 0 && heap[TIME] < clockMillis) {
            long time = heap[TIME];
            long key = heap[KEY];
            long value = heap[VALUE];
            long place = heap[PLACE];
            size--;
            System.arraycopy(heap, size * COLUMNS, heap, 0, COLUMNS);
            sink();
            target.count(store(place), (int) place, time, key, value, place < 0);
        }
    }

    private static int store(long place) {
        return (int) ((place & ~RETRACTS) >>> Integer.SIZE);
    }

    private void sink() {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && comesBefore(child + 1, child)) {
                child++;
            }
            if (!comesBefore(child, at)) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int one, int other) {
        for (int column = 0; column < COLUMNS; column++) {
            long entry = heap[one * COLUMNS + column];
            heap[one * COLUMNS + column] = heap[other * COLUMNS + column];
            heap[other * COLUMNS + column] = entry;
        }
    }

    /**
     * Takes over another's countings.
     *
     * @param stores gives each store the number of the one that takes over its countings, less than 0 when none does
     */
    void addAll(EarlyEvents from, IntUnaryOperator stores) {
        for (int at = 0; at < from.size; at++) {
            int entry = at * COLUMNS;
            long place = from.heap[entry + PLACE];
            int store = stores.applyAsInt(store(place));
            if (store >= 0) {
                add(
                        from.heap[entry + TIME],
                        from.heap[entry + ORDER],
                        from.heap[entry + KEY],
                        from.heap[entry + VALUE],
                        (place & RETRACTS) | ((long) store << Integer.SIZE) | (int) place);
            }
        }
        order = Math.max(order, from.order);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(order);
        out.writeInt(size);
        for (int at = 0; at < size * COLUMNS; at++) {
            out.writeLong(heap[at]);
        }
    }

    void readFrom(DataInput in) throws IOException {
        order = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            add(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }
    }

    long stateHash() {
        long hash = 0;
        for (int at = 0; at < size; at++) {
            int entry = at * COLUMNS;
            long what =
                    KeyedHash.combine(heap[entry + KEY], KeyedHash.combine(heap[entry + VALUE], heap[entry + PLACE]));
            hash += KeyedHash.mix(KeyedHash.combine(heap[entry + TIME], what));
        }
        return hash;
    }
}
