package io.polestar.engine.window;

import java.util.Arrays;

/**
 * The time of the newest event that was counted in each cell of some stores. What no event has come for since this was made has none. One
 * thread, the one that counts.
 */
public final class Arrivals {
    /** No event has come. */
    public static final long NEVER = Long.MIN_VALUE;

    private final Catalog catalog;
    private final long[] @org.jspecify.annotations.Nullable [] newest;

    Arrivals(Catalog catalog, boolean[] watched) {
        this.catalog = catalog;
        this.newest = new long[watched.length][];
        for (int store = 0; store < watched.length; store++) {
            newest[store] = watched[store] ? new long[0] : null;
        }
    }

    void note(int store, int cell, long timeMillis) {
        long[] times = newest[store];
        if (times == null) {
            return;
        }
        if (cell >= times.length) {
            int before = times.length;
            times = Arrays.copyOf(times, Math.max(cell + 1, before * 2));
            Arrays.fill(times, before, times.length, NEVER);
            newest[store] = times;
        }
        times[cell] = Math.max(times[cell], timeMillis);
    }

    /** The newest event of a metric, or of any that it is computed from; {@link #NEVER} without one. */
    public long newestMillis(int metric, int dimension, int segment) {
        long latest = NEVER;
        for (int store : catalog.stores(metric)) {
            Cells.Place place = catalog.placeIn(store, dimension, segment);
            long[] times = newest[store];
            if (place != null && times != null && place.cell() < times.length) {
                latest = Math.max(latest, times[place.cell()]);
            }
        }
        return latest;
    }
}
