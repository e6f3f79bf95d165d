package io.polestar.engine.gauge;

import io.polestar.engine.tree.Rule;
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
    private final long offsetMillis;
    private final Reading reading;
    private double[] values = new double[0];
    private long step = Long.MIN_VALUE;

    /** Reads a number of the past. */
    @FunctionalInterface
    interface Reading {
        double read(int place, long clockMillis);
    }

    /** @param grain how often it is read */
    Baseline(Grain grain, Reading reading) {
        this.stepMillis = grain.stepMillis;
        this.offsetMillis = grain.offsetMillis;
        this.reading = reading;
    }

    /**
     * How often numbers of the past are read.
     *
     * @param offsetMillis how far before full steps, so that many rules about segments do not all read at once
     */
    record Grain(long stepMillis, long offsetMillis) {
        static Grain of(Rule rule) {
            if (!rule.watched().whole()) {
                return new Grain(MINUTE_MILLIS, Math.floorMod(rule.id().hashCode(), MINUTE_MILLIS));
            }
            long pane = rule.window().paneMillis();
            return new Grain(Math.max(SECOND_MILLIS, Math.min(MINUTE_MILLIS, pane)), 0);
        }
    }

    void refresh(int segments, long clockMillis) {
        long now = Math.floorDiv(clockMillis + offsetMillis, stepMillis);
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
