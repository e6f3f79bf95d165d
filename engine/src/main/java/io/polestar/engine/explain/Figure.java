package io.polestar.engine.explain;

/**
 * A value, and for a ratio what it is made of.
 *
 * @param value NaN for no data
 * @param numerator of a ratio: above the line; the value itself otherwise
 * @param denominator of a ratio: below the line; 1 otherwise
 */
public record Figure(double value, double numerator, double denominator) {
    /** No data. */
    public static final Figure NONE = new Figure(Double.NaN, Double.NaN, Double.NaN);

    /** A value that is no ratio. */
    public static Figure of(double value) {
        return new Figure(value, value, 1);
    }

    /** A ratio, without data where the denominator is 0. */
    public static Figure ratio(double numerator, double denominator) {
        return new Figure(denominator == 0 ? Double.NaN : numerator / denominator, numerator, denominator);
    }
}
