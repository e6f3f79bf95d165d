package io.polestar.engine.window;

import com.dynatrace.hash4j.distinctcount.StateChangeObserver;
import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * About how many distinct subjects of one cell are in each window. Every window has a sketch of what it holds now and a number that goes
 * with it: when the sketch changes by a subject, the number grows by one over the probability that a new subject would have changed it (the
 * martingale estimator: Ting 2014; UltraLogLog: Ertl 2024). A sliding window's sketch is merged anew when it begins later ({@link RingSketches}),
 * and its number is then estimated from the sketch alone. Reading a number costs nothing. One thread.
 */
final class CellSketch {
    /** The standard error of a number that is estimated from a sketch, as a share of it: 0.76 / √16,384. */
    static final double STANDARD_ERROR = 0.0059;

    private final PaneWindows panes;
    private final RingSketches[] rings;
    private final WindowSketch[] windows;
    private final UltraLogLog scratch = UltraLogLog.create(RingSketches.PRECISION);

    /** What one window holds. */
    private static final class WindowSketch implements StateChangeObserver {
        private final UltraLogLog sketch = UltraLogLog.create(RingSketches.PRECISION);
        private long startMillis;
        private double number;
        private double chance = 1;

        @Override
        public void stateChanged(double decrement) {
            number += 1 / chance;
            chance = Math.max(chance - decrement, Double.MIN_NORMAL);
        }

        private void estimate() {
            number = sketch.getDistinctCountEstimate(UltraLogLog.MAXIMUM_LIKELIHOOD_ESTIMATOR);
            chance = sketch.getStateChangeProbability();
        }

        private void empty() {
            sketch.reset();
            number = 0;
            chance = 1;
        }
    }

    CellSketch(PaneWindows panes) {
        this.panes = panes;
        this.rings = new RingSketches[panes.rings().length];
        for (int ring = 0; ring < rings.length; ring++) {
            rings[ring] = new RingSketches(panes.rings()[ring]);
        }
        this.windows = new WindowSketch[panes.size()];
        for (int window = 0; window < windows.length; window++) {
            windows[window] = new WindowSketch();
            windows[window].startMillis = panes.startMillis(window);
        }
    }

    /**
     * Adds a subject.
     *
     * @param timeMillis a time that is still kept
     * @param hash well-mixed hash of the subject
     * @return whether some number may have changed
     */
    boolean add(long timeMillis, long hash) {
        boolean kept = false;
        boolean news = false;
        for (RingSketches ring : rings) {
            if (ring.keeps(timeMillis)) {
                kept = true;
                if (!ring.add(timeMillis, hash)) {
                    break;
                }
                news = true;
            }
        }
        if (kept && !news) {
            return false;
        }
        for (WindowSketch window : windows) {
            if (timeMillis >= window.startMillis) {
                window.sketch.add(hash, window);
            }
        }
        return true;
    }

    /** Adds a subject that has been counted exactly so far, at its newest time; numbers are wrong until {@link #settle}. */
    void take(long timeMillis, long hash) {
        for (RingSketches ring : rings) {
            if (ring.keeps(timeMillis)) {
                ring.add(timeMillis, hash);
            }
        }
        for (int window = 0; window < windows.length; window++) {
            if (panes.ring(window) == null && timeMillis >= windows[window].startMillis) {
                windows[window].sketch.add(hash);
            }
        }
    }

    /**
     * Makes the numbers right after all subjects have been taken. A calendar window goes on from its exact number; the numbers of sliding
     * ones will be estimated anew, so what they are off by goes to the panes instead, and leaves with them.
     *
     * @param exact what was counted of the cell in each pane and window; takes what the estimates are off by
     */
    void settle(int cell, PaneRings exact) {
        for (int ring = 0; ring < rings.length; ring++) {
            rings[ring].sumUp();
            settle(ring, cell, exact);
        }
        for (int window = 0; window < windows.length; window++) {
            WindowSketch held = windows[window];
            Ring ring = panes.ring(window);
            if (ring == null) {
                held.number = exact.takeTotal(window, cell);
                held.chance = held.sketch.getStateChangeProbability();
            } else {
                slide(window, ring);
            }
        }
    }

    private void settle(int ring, int cell, PaneRings exact) {
        Ring panesOfRing = panes.rings()[ring];
        long counted = 0;
        long off = 0;
        for (long pane = panesOfRing.newest; pane >= panesOfRing.keptFrom(); pane--) {
            long inPane = exact.entry(panesOfRing, pane, cell);
            if (inPane != 0) {
                counted += inPane;
                rings[ring].mergeFrom(pane, scratch);
                long offFromHere = counted
                        - Math.round(scratch.getDistinctCountEstimate(UltraLogLog.MAXIMUM_LIKELIHOOD_ESTIMATOR));
                exact.replaceEntry(panesOfRing, pane, cell, offFromHere - off);
                off = offFromHere;
            }
        }
    }

    /**
     * Has windows begin where they do now.
     *
     * @return whether some number may have changed
     */
    boolean move() {
        boolean moved = false;
        for (int window = 0; window < windows.length; window++) {
            if (windows[window].startMillis != panes.startMillis(window)) {
                windows[window].startMillis = panes.startMillis(window);
                moved = true;
                Ring ring = panes.ring(window);
                if (ring == null) {
                    windows[window].empty();
                } else {
                    slide(window, ring);
                }
            }
        }
        return moved;
    }

    private void slide(int window, Ring ring) {
        merge(window, ring);
        windows[window].estimate();
    }

    private void merge(int window, Ring ring) {
        long first = Math.floorDiv(windows[window].startMillis, ring.paneMillis);
        for (RingSketches sketches : rings) {
            if (sketches.isOf(ring)) {
                sketches.makeReadyFrom(first);
                sketches.mergeFrom(first, windows[window].sketch);
            }
        }
    }

    /** About how many subjects there are in a window, but for what {@link #settle} left in the panes. */
    long number(int window) {
        return Math.round(windows[window].number);
    }

    /** Bytes of memory held. */
    long memoryBytes() {
        long bytes = (windows.length + 1L) * RingSketches.BYTES;
        for (RingSketches ring : rings) {
            bytes += ring.memoryBytes();
        }
        return bytes;
    }

    void writeTo(DataOutput out) throws IOException {
        for (RingSketches ring : rings) {
            ring.writeTo(out);
        }
        for (int window = 0; window < windows.length; window++) {
            out.writeDouble(windows[window].number);
            out.writeDouble(windows[window].chance);
            if (panes.ring(window) == null) {
                RingSketches.writeSketch(windows[window].sketch, out);
            }
        }
    }

    /** Takes up what {@link #writeTo} wrote; the panes have been taken up already. */
    void readFrom(DataInput in) throws IOException {
        for (RingSketches ring : rings) {
            ring.readFrom(in);
        }
        for (int window = 0; window < windows.length; window++) {
            windows[window].number = in.readDouble();
            windows[window].chance = in.readDouble();
            Ring ring = panes.ring(window);
            if (ring == null) {
                RingSketches.readSketch(windows[window].sketch, in);
            } else {
                merge(window, ring);
            }
        }
    }

    /** Hash of what is held; sketches of sliding windows follow from those of panes. */
    long stateHash() {
        long hash = 0;
        for (RingSketches ring : rings) {
            hash = KeyedHash.combine(hash, ring.stateHash());
        }
        for (int window = 0; window < windows.length; window++) {
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(windows[window].number));
            hash = KeyedHash.combine(hash, Double.doubleToLongBits(windows[window].chance));
            if (panes.ring(window) == null) {
                hash = KeyedHash.combine(hash, RingSketches.hashOf(windows[window].sketch));
            }
        }
        return hash;
    }
}
