package io.polestar.engine.window;

import com.dynatrace.hash4j.distinctcount.StateChangeObserver;
import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sketches of the subjects of one cell in the panes of one ring, so kept that what a window holds is the merge of two of them whatever its
 * length: the queue of two stacks. Up to a pane called {@code summed} each pane's sketch holds the subjects of that pane and of
 * all later ones up to {@code summed}; after it each holds those of its own pane, and {@code newer} holds those of all of them.
 *
 * <pre>
 *   pane       4      5      6      7      8      9
 *   sketch   4 to 7  5,6,7  6,7     7      8      9      newer = 8,9
 *                                   ▲ summed             a window from 5 on = sketch of 5 + newer
 * </pre>
 *
 * <p>When the shortest window begins later than all summed panes, the later ones are summed too: one merge a pane, once in a window's length.
 * A pane without subjects has no sketch; its sum is that of the next one that has. One thread.
 */
final class RingSketches implements StateChangeObserver {
    /** Registers of a sketch, as a power of two: {@value #BYTES} bytes, standard error 0.59 %. */
    static final int PRECISION = 14;

    static final int BYTES = 1 << PRECISION;
    private static final long NONE = Long.MIN_VALUE;

    private final Ring ring;
    private final @Nullable UltraLogLog[] sketches;
    private final long[] paneOfSketch;
    private final UltraLogLog newer = UltraLogLog.create(PRECISION);
    private long summed = NONE;
    private boolean news;

    RingSketches(Ring ring) {
        this.ring = ring;
        this.sketches = new UltraLogLog[ring.rows.length];
        this.paneOfSketch = new long[ring.rows.length];
        Arrays.fill(paneOfSketch, NONE);
    }

    boolean isOf(Ring other) {
        return ring == other;
    }

    /** Whether a time is in a pane that is kept. */
    boolean keeps(long timeMillis) {
        return ring.paneOf(timeMillis) >= ring.keptFrom();
    }

    /**
     * Adds a subject at a time that is kept.
     *
     * @return false if that changes no window: then it changes no window of a ring with longer panes either
     */
    boolean add(long timeMillis, long hash) {
        long pane = ring.paneOf(timeMillis);
        boolean changes = pane > summed ? addTo(owned(pane), hash) : addToSums(pane, hash);
        if (changes && pane > summed) {
            newer.add(hash);
        }
        return changes;
    }

    /** A sum of more panes holds what one of fewer holds: once the subject is no news, it is none to those before. */
    private boolean addToSums(long pane, long hash) {
        if (of(pane) == null) {
            UltraLogLog next = sumFrom(pane);
            UltraLogLog sum = owned(pane);
            if (next != null) {
                sum.add(next);
            }
        }
        boolean changes = false;
        for (long earlier = pane; earlier >= ring.keptFrom(); earlier--) {
            UltraLogLog sum = of(earlier);
            if (sum != null && !addTo(sum, hash)) {
                return changes;
            }
            changes = true;
        }
        return changes;
    }

    private boolean addTo(UltraLogLog sketch, long hash) {
        news = false;
        sketch.add(hash, this);
        return news;
    }

    @Override
    public void stateChanged(double probabilityDecrement) {
        news = true;
    }

    private int slot(long pane) {
        return (int) Math.floorMod(pane, (long) sketches.length);
    }

    /** A pane's sketch; null if it has none. */
    private @Nullable UltraLogLog of(long pane) {
        int slot = slot(pane);
        return paneOfSketch[slot] == pane ? sketches[slot] : null;
    }

    /** A pane's sketch, an empty one if it had none. */
    private UltraLogLog owned(long pane) {
        int slot = slot(pane);
        UltraLogLog sketch = sketches[slot];
        if (sketch == null) {
            sketch = UltraLogLog.create(PRECISION);
            sketches[slot] = sketch;
        } else if (paneOfSketch[slot] != pane) {
            sketch.reset();
        }
        paneOfSketch[slot] = pane;
        return sketch;
    }

    /** The sum of a pane and all later ones up to {@code summed}; null if there is no subject in them. */
    private @Nullable UltraLogLog sumFrom(long pane) {
        for (long later = pane; later <= summed; later++) {
            UltraLogLog sum = of(later);
            if (sum != null) {
                return sum;
            }
        }
        return null;
    }

    /** Has a sketch hold the subjects of a kept pane and of all later ones. */
    void mergeFrom(long pane, UltraLogLog target) {
        target.reset();
        UltraLogLog sum = sumFrom(pane);
        if (sum != null) {
            target.add(sum);
        }
        if (pane > summed + 1) {
            mergeOwn(pane, target);
        } else {
            target.add(newer);
        }
    }

    private void mergeOwn(long pane, UltraLogLog target) {
        for (long later = pane; later <= ring.open(); later++) {
            UltraLogLog own = of(later);
            if (own != null) {
                target.add(own);
            }
        }
    }

    /** Has panes be summed if a window begins after all that are. */
    void makeReadyFrom(long pane) {
        if (pane > summed + 1) {
            sumUp();
        }
    }

    /** Sums all panes but the open one. */
    void sumUp() {
        long last = ring.open() - 1;
        long before = Math.max(summed, ring.keptFrom() - 1);
        UltraLogLog sum = null;
        for (long pane = last; pane > before; pane--) {
            sum = summedUp(pane, sum, sum);
        }
        for (long pane = before; sum != null && pane >= ring.keptFrom(); pane--) {
            summedUp(pane, sum, sum);
        }
        summed = last;
        newer.reset();
        mergeOwn(ring.open(), newer);
    }

    private @Nullable UltraLogLog summedUp(long pane, @Nullable UltraLogLog later, @Nullable UltraLogLog otherwise) {
        UltraLogLog own = of(pane);
        if (own == null) {
            return otherwise;
        }
        if (later != null) {
            own.add(later);
        }
        return own;
    }

    /** Bytes of memory held. */
    long memoryBytes() {
        return (Arrays.stream(sketches).filter(sketch -> sketch != null).count() + 1) * BYTES;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(summed);
        writeSketch(newer, out);
        for (long pane = ring.keptFrom(); pane <= ring.open(); pane++) {
            UltraLogLog sketch = of(pane);
            if (sketch != null) {
                out.writeLong(pane);
                writeSketch(sketch, out);
            }
        }
        out.writeLong(NONE);
    }

    void readFrom(DataInput in) throws IOException {
        summed = in.readLong();
        readSketch(newer, in);
        for (long pane = in.readLong(); pane != NONE; pane = in.readLong()) {
            readSketch(owned(pane), in);
        }
    }

    static void writeSketch(UltraLogLog sketch, DataOutput out) throws IOException {
        out.write(sketch.getState());
    }

    static void readSketch(UltraLogLog sketch, DataInput in) throws IOException {
        in.readFully(sketch.getState());
    }

    long stateHash() {
        long hash = KeyedHash.combine(summed, hashOf(newer));
        for (long pane = ring.keptFrom(); pane <= ring.open(); pane++) {
            UltraLogLog sketch = of(pane);
            if (sketch != null) {
                hash = KeyedHash.combine(hash, KeyedHash.combine(pane, hashOf(sketch)));
            }
        }
        return hash;
    }

    static long hashOf(UltraLogLog sketch) {
        long hash = 0;
        for (byte register : sketch.getState()) {
            hash = hash * 0x9E3779B97F4A7C15L + register;
        }
        return KeyedHash.mix(hash);
    }
}
