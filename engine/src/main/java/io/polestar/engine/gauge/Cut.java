package io.polestar.engine.gauge;

import io.polestar.engine.window.Catalog;

/** Which cut of metrics a rule looks at: a window of the whole, of one segment or of each. The thread that counts. */
final class Cut {
    private static final int UNKNOWN = -1;

    private final int window;
    private final int dimension;
    private final boolean one;
    private int number = UNKNOWN;

    /**
     * @param window number of the window
     * @param dimension number of the dimension, {@link Catalog#WHOLE} for the whole
     * @param one whether it is one segment of the dimension, whose number may come to be known later
     */
    Cut(int window, int dimension, boolean one) {
        this.window = window;
        this.dimension = dimension;
        this.one = one;
    }

    int window() {
        return window;
    }

    int dimension() {
        return dimension;
    }

    /** Number of the segment behind a place. */
    int segment(int place) {
        return one ? number : place;
    }

    boolean isKnown() {
        return !one || number != UNKNOWN;
    }

    void know(int segmentNumber) {
        number = segmentNumber;
    }
}
