package io.polestar.engine.alert;

import io.polestar.engine.tree.Matchers;

/**
 * That some alerts are not told for a while.
 *
 * @param id given when it was made
 * @param match which alerts
 * @param startMillis when it begins, on the engine's clock, epoch milliseconds
 * @param endMillis when it is over, exclusive
 * @param creator who made it
 * @param comment why
 */
public record Silence(String id, Matchers match, long startMillis, long endMillis, String creator, String comment) {
    /** @throws IllegalArgumentException if it ends before it begins */
    public Silence {
        if (endMillis <= startMillis) {
            throw new IllegalArgumentException(
                    "a silence ends after it begins, startMillis=" + startMillis + " endMillis=" + endMillis);
        }
    }

    boolean covers(long clockMillis) {
        return clockMillis >= startMillis && clockMillis < endMillis;
    }

    /** The same, over at a clock; one that has not begun by then covers nothing. */
    Silence endingAt(long clockMillis) {
        return new Silence(id, match, Math.min(startMillis, clockMillis - 1), clockMillis, creator, comment);
    }
}
