package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much farther the sum of an hour, a day and a week strays from its forecast than it would if each value strayed by itself. 1 is
 * independent noise; a series whose days are good or bad as a whole has a large factor of the day. Each factor is the mean of the squared error of
 * the sum over the sum of squared deviations, clipped, and leans on the next shorter one while it has seen few of its own.
 */
final class ForecastErrors {
    private static final int[] HOURS = {1, 24, 168};
    private static final int LENGTHS = HOURS.length;
    private static final double LEAN = 4;
    private static final double SLOWEST = 1.0 / 100;
    private static final double CLIP = 16;
    private static final double LEAST = 0.1;
    private static final int MONDAY_OF_1970 = 72;

    private final double[] factor = {1, 1, 1};
    private final double[] blocks = new double[LENGTHS];
    private final double[] error = new double[LENGTHS];
    private final double[] variance = new double[LENGTHS];
    private final long[] block = {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE};

    /** Learns by how much a value missed its forecast, and the deviation it was forecast with. */
    void add(double localHours, double missed, double deviation) {
        for (int length = 0; length < LENGTHS; length++) {
            long now = (long) Math.floor((localHours + MONDAY_OF_1970) / HOURS[length]);
            if (now != block[length]) {
                close(length);
                block[length] = now;
            }
            error[length] += missed;
            variance[length] += deviation * deviation;
        }
    }

    private void close(int length) {
        if (variance[length] > 0) {
            double ratio = Math.min(error[length] * error[length] / variance[length], CLIP * factor(length));
            blocks[length]++;
            factor[length] += Math.max(SLOWEST, 1 / blocks[length]) * (ratio - factor[length]);
        }
        error[length] = 0;
        variance[length] = 0;
    }

    /** Lets all that was learnt so far weigh no more than one block: the forecasts were made by a profile that did not know the week. */
    void doubt() {
        for (int length = 0; length < LENGTHS; length++) {
            blocks[length] = Math.min(1, blocks[length]);
        }
    }

    private double factor(int length) {
        double shorter = length == 0 ? 1 : factor(length - 1);
        return (blocks[length] * factor[length] + LEAN * shorter) / (blocks[length] + LEAN);
    }

    /** The factor of a sum over that many hours: between two lengths, by their logarithms. */
    double factor(double hours) {
        if (hours <= HOURS[0]) {
            return Math.max(LEAST, factor(0));
        }
        int length = hours < HOURS[1] ? 0 : 1;
        double part = Math.min(
                1, StrictMath.log(hours / HOURS[length]) / StrictMath.log((double) HOURS[length + 1] / HOURS[length]));
        return Math.max(LEAST, (1 - part) * factor(length) + part * factor(length + 1));
    }

    void writeTo(DataOutput out) throws IOException {
        for (int length = 0; length < LENGTHS; length++) {
            out.writeDouble(factor[length]);
            out.writeDouble(blocks[length]);
            out.writeDouble(error[length]);
            out.writeDouble(variance[length]);
            out.writeLong(block[length]);
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int length = 0; length < LENGTHS; length++) {
            factor[length] = in.readDouble();
            blocks[length] = in.readDouble();
            error[length] = in.readDouble();
            variance[length] = in.readDouble();
            block[length] = in.readLong();
        }
    }

    long stateHash() {
        long hash = 0;
        for (int length = 0; length < LENGTHS; length++) {
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(factor[length]));
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(blocks[length]));
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(error[length]));
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(variance[length]));
            hash = KeyedHash.combine(hash, block[length]);
        }
        return hash;
    }
}
