package io.polestar.engine.window;

/** Hands out the numbers under which history keeps its series: 0, 1, 2 … in the order of need. One thread. */
final class SeriesNumbers {
    private int next;

    /** First of {@code count} new numbers in a row. */
    int take(int count) {
        int first = next;
        next += count;
        return first;
    }

    int taken() {
        return next;
    }

    void restore(int taken) {
        next = taken;
    }
}
