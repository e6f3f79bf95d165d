package io.polestar.engine.window;

/**
 * Decimal numbers in whole units of 10^-decimals, so that sums are exact, do not depend on the order of
 * their terms, and can be taken back.
 *
 * <p>A double is rounded to the nearest value of the given places. That returns the decimal the sender wrote as long as
 * {@code |value| * 10^decimals < 2^52}: up to 4.5 billion with 6 places, 45 trillion with 2.
 */
public final class FixedPoint {
    /** What {@link #of} returns for a value that is too large for the places asked. */
    public static final long OVERFLOW = Long.MIN_VALUE;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    private static final double LIMIT = 0x1p62;

    private FixedPoint() {}

    /**
     * @param decimals 0 to 9
     * @return the value in units of 10^-decimals, or {@link #OVERFLOW} when that is 2^62 or more
     */
    public static long of(double value, int decimals) {
        double scaled = Math.rint(value * POWERS[decimals]);
        return Math.abs(scaled) < LIMIT ? (long) scaled : OVERFLOW;
    }

    /** The nearest double to {@code units * 10^-decimals}. */
    public static double toDouble(long units, int decimals) {
        return units / POWERS[decimals];
    }

    /** How many units make one. */
    static double unitsOfOne(int decimals) {
        return POWERS[decimals];
    }
}
