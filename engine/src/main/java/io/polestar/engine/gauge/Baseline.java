package io.polestar.engine.gauge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Numbers of the past, one a segment, read anew when the clock has gone a step further: as far as the earlier window moves on, at most a
 * minute. Eight bytes a segment.
 */
final class Baseline {
    private static final long SECOND_MILLIS = 1_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final long stepMillis;
    private final Reading reading;
    private double[] values = new double[0];
    private long step = Long.MIN_VALUE;

    /** Reads a number of the past. */
    @FunctionalInterface
    interface Reading {
        double read(int place, long clockMillis);
    }

    /** @param segments whether it is about segments, whose past is kept by the minute */
    Baseline(long paneMillis, boolean segments, Reading reading) {
        this.stepMillis = segments ? MINUTE_MILLIS : Math.max(SECOND_MILLIS, Math.min(MINUTE_MILLIS, paneMillis));
        this.reading = reading;
    }

    void refresh(int segments, long clockMillis) {
        long now = Math.floorDiv(clockMillis, stepMillis);
        int from = now == step ? values.length : 0;
        if (from >= segments && now == step) {
            return;
        }
        step = now;
        if (segments > values.length) {
            int before = values.length;
            values = Arrays.copyOf(values, segments);
            Arrays.fill(values, before, segments, Double.NaN);
        }
        for (int place = from; place < segments; place++) {
            values[place] = reading.read(place, clockMillis);
        }
    }

    double get(int place) {
        return place < values.length ? values[place] : Double.NaN;
    }

    void writeTo(int place, DataOutput out) throws IOException {
        out.writeLong(step);
        out.writeDouble(get(place));
    }

    void readFrom(int place, DataInput in) throws IOException {
        step = in.readLong();
        if (place >= values.length) {
            int before = values.length;
            values = Arrays.copyOf(values, place + 1);
            Arrays.fill(values, before, values.length, Double.NaN);
        }
        values[place] = in.readDouble();
    }
}
