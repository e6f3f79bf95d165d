package io.polestar.engine.anomaly;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The upper tail of one statistic: how rare is a value this large? The {@value #KEPT} largest values seen are kept; within them the answer is
 * their rank, and beyond them a power law is fitted to them (Hill 1975: the mean of their logarithms over the least of them). Nothing is
 * assumed of the rest of the distribution, and the answer does not depend on the statistic's unit.
 *
 * <p>Past {@value #MEMORY} values every other kept one is dropped and the number seen is halved, so that what was extreme long ago
 * fades: the list is then that of the more recent half, in all but luck. A value costs O(1) but for the few that enter the list.
 */
final class Tail {
    static final int KEPT = 40;
    static final int MEMORY = 1 << 16;

    /** Only the largest {@code 1/LEAST_SHARE} of the values are tail; before that many are seen nothing is rare. */
    private static final int LEAST_SHARE = 30;

    private static final int FEWEST = 4;

    /** The thinnest tail that is believed: one tenth of the values each 12 % further out. A normal tail is thicker at four deviations. */
    private static final double THINNEST = 0.05;

    private static final double LOG10_E = 0.4342944819032518;

    private final float[] largest = new float[KEPT + 1];
    private int size;
    private int seen;
    private boolean odd;

    /* The fitted slope, and of how many it is; 0 when the list has changed since. Scratch, no state. */
    private double slope;
    private int slopeOf;

    /** Decimal logarithm of one over the share of values at least as large as this; 0 for all that is not in the tail. */
    double evidence(double value) {
        int kept = kept();
        if (kept < FEWEST || !(value > largest[kept]) || largest[kept] <= 0) {
            return 0;
        }
        double steps = StrictMath.log(value / largest[kept]) / slope(kept);
        return entry(kept) + kept * LOG10_E * StrictMath.log1p(steps / kept);
    }

    /** Evidence of a value that is just in the tail. */
    double entry() {
        int kept = kept();
        return kept < FEWEST ? 0 : entry(kept);
    }

    /** The least value whose evidence is this; infinite while the tail is unknown. */
    double valueOf(double evidence) {
        int kept = kept();
        if (kept < FEWEST || largest[kept] <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double steps = kept * StrictMath.expm1(Math.max(0, evidence - entry(kept)) / (kept * LOG10_E));
        return largest[kept] * StrictMath.exp(steps * slope(kept));
    }

    /** Learns a value, at least 0. */
    void add(double value) {
        seen++;
        float rounded = (float) value;
        if (rounded > 0 && (size <= KEPT || rounded > largest[size - 1])) {
            insert(rounded);
        }
        if (seen >= MEMORY) {
            fade();
        }
    }

    private int kept() {
        return Math.min(Math.min(KEPT, seen / LEAST_SHARE), size - 1);
    }

    private double entry(int kept) {
        return LOG10_E * StrictMath.log((double) seen / kept);
    }

    private double slope(int kept) {
        if (kept == slopeOf) {
            return slope;
        }
        double logs = 0;
        for (int rank = 0; rank < kept; rank++) {
            logs += StrictMath.log(largest[rank] / largest[kept]);
        }
        slope = Math.max(logs / kept, THINNEST);
        slopeOf = kept;
        return slope;
    }

    private void insert(float value) {
        int place = size <= KEPT ? size++ : KEPT;
        while (place > 0 && largest[place - 1] < value) {
            largest[place] = largest[place - 1];
            place--;
        }
        largest[place] = value;
        slopeOf = 0;
    }

    private void fade() {
        int kept = 0;
        for (int rank = odd ? 1 : 0; rank < size; rank += 2) {
            largest[kept++] = largest[rank];
        }
        size = kept;
        slopeOf = 0;
        seen /= 2;
        odd = !odd;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(seen);
        out.writeBoolean(odd);
        out.writeByte(size);
        for (int rank = 0; rank < size; rank++) {
            out.writeFloat(largest[rank]);
        }
    }

    void readFrom(DataInput in) throws IOException {
        seen = in.readInt();
        odd = in.readBoolean();
        size = in.readByte();
        if (size < 0 || size > largest.length) {
            throw new IOException("a detector's tail is damaged, size=" + size + " most=" + largest.length);
        }
        slopeOf = 0;
        for (int rank = 0; rank < size; rank++) {
            largest[rank] = in.readFloat();
        }
    }

    long stateHash() {
        long hash = KeyedHash.combine(seen, odd ? 1 : 0);
        for (int rank = 0; rank < size; rank++) {
            hash = KeyedHash.combine(hash, Float.floatToIntBits(largest[rank]));
        }
        return hash;
    }
}
