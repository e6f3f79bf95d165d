package io.polestar.engine.window.model;

import java.util.List;

/** What a kind of metric says of events. */
interface Reckoning {
    /**
     * The value over [from, to); NaN for no data.
     *
     * @param events all there ever were before or after, in the order they came
     */
    double of(List<Taken> events, long from, long to);

    /** Whether what the engine says is right; to the last bit unless the kind states an error. */
    default boolean agrees(double expected, double actual) {
        return Double.compare(expected + 0.0, actual + 0.0) == 0;
    }
}
