package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Countings of events that are ahead of the clock, until it has passed them: a binary heap by time. The intake bounds
 * how many such events there are. One thread.
 */
final class EarlyEvents {
    /** Takes a counting whose time has come. */
    interface Target {
        void count(int store, int cell, long timeMillis, long payload);
    }

    private long[] times = new long[64];
    private long[] payloads = new long[64];
    private long[] places = new long[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Time of the earliest, {@code Long.MAX_VALUE} when there is none. */
    long earliestMillis() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    void add(int store, int cell, long timeMillis, long payload) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            payloads = Arrays.copyOf(payloads, size * 2);
            places = Arrays.copyOf(places, size * 2);
        }
        put(size++, timeMillis, payload, ((long) store << Integer.SIZE) | cell);
        for (int at = size - 1; at > 0 && times[(at - 1) / 2] > times[at]; at = (at - 1) / 2) {
            swap(at, (at - 1) / 2);
        }
    }

    /** Hands over, earliest first, what lies before the clock. */
    void releaseBefore(long clockMillis, Target target) {
        while (size > 0 && times[0] < clockMillis) {
            long time = times[0];
            long payload = payloads[0];
            long place = places[0];
            size--;
            put(0, times[size], payloads[size], places[size]);
            sink();
            target.count((int) (place >>> Integer.SIZE), (int) place, time, payload);
        }
    }

    private void sink() {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && times[child + 1] < times[child]) {
                child++;
            }
            if (times[at] <= times[child]) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void put(int at, long time, long payload, long place) {
        times[at] = time;
        payloads[at] = payload;
        places[at] = place;
    }

    private void swap(int one, int other) {
        long time = times[one];
        long payload = payloads[one];
        long place = places[one];
        put(one, times[other], payloads[other], places[other]);
        put(other, time, payload, place);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int at = 0; at < size; at++) {
            out.writeLong(times[at]);
            out.writeLong(payloads[at]);
            out.writeLong(places[at]);
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            long time = in.readLong();
            long payload = in.readLong();
            long place = in.readLong();
            add((int) (place >>> Integer.SIZE), (int) place, time, payload);
        }
    }

    long stateHash() {
        long hash = 0;
        for (int at = 0; at < size; at++) {
            hash += KeyedHash.mix(KeyedHash.combine(KeyedHash.combine(times[at], payloads[at]), places[at]));
        }
        return hash;
    }
}
