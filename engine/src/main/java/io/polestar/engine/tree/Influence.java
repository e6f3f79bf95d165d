package io.polestar.engine.tree;

/**
 * A belief that one metric moves another.
 *
 * @param driver id of the metric that moves first
 * @param target id of the metric it moves
 * @param sign which way the target goes when the driver rises
 * @param lagMillis how long it takes to show, milliseconds, 0 or more
 */
public record Influence(String driver, String target, Sign sign, long lagMillis) {
    public Influence {
        if (lagMillis < 0) {
            throw new IllegalArgumentException("lagMillis must not be negative, lagMillis=" + lagMillis);
        }
    }

    /** Which way a target goes when its driver rises. */
    public enum Sign {
        POSITIVE,
        NEGATIVE
    }
}
