package io.polestar.engine.gauge;

import java.util.Arrays;

/** A time for each segment, {@link #NONE} where there is none. */
final class Times {
    static final long NONE = Long.MIN_VALUE;

    private long[] times = new long[0];

    long get(int place) {
        return place < times.length ? times[place] : NONE;
    }

    void set(int place, long timeMillis) {
        if (place >= times.length) {
            int before = times.length;
            times = Arrays.copyOf(times, Math.max(place + 1, before + (before >> 1)));
            Arrays.fill(times, before, times.length, NONE);
        }
        times[place] = timeMillis;
    }
}
