package io.polestar.engine.anomaly;

/**
 * The total that a period is expected to reach, with the ranges it will end in four times of five and nineteen times of twenty; filled anew by
 * each forecast, so that forecasting allocates nothing.
 *
 * <p>The total is what has come plus a gamma variable for what is to come if the series was never below 0, else plus a normal one. The
 * gamma's quantiles are those of Wilson and Hilferty (1931): its cube root is nearly normal, also for a handful of events.
 */
public final class Forecast {
    private static final double EIGHTY = 1.2815515655446004;
    private static final double NINETY_FIVE = 1.959963984540054;

    private double expected;
    private double low80;
    private double high80;
    private double low95;
    private double high95;

    /** What the total is expected to be at the end of the period. */
    public double expected() {
        return expected;
    }

    /** Lower end of the range of 80 %. */
    public double low80() {
        return low80;
    }

    /** Upper end of the range of 80 %. */
    public double high80() {
        return high80;
    }

    /** Lower end of the range of 95 %. */
    public double low95() {
        return low95;
    }

    /** Upper end of the range of 95 %. */
    public double high95() {
        return high95;
    }

    void set(double soFar, double toCome, double variance, boolean neverNegative) {
        double mean = neverNegative ? Math.max(0, toCome) : toCome;
        expected = soFar + mean;
        low80 = soFar + quantile(mean, variance, -EIGHTY, neverNegative);
        high80 = soFar + quantile(mean, variance, EIGHTY, neverNegative);
        low95 = soFar + quantile(mean, variance, -NINETY_FIVE, neverNegative);
        high95 = soFar + quantile(mean, variance, NINETY_FIVE, neverNegative);
    }

    private static double quantile(double mean, double variance, double deviations, boolean neverNegative) {
        if (!neverNegative || mean <= 0 || variance <= 0) {
            return mean + deviations * Math.sqrt(variance);
        }
        double ninth = variance / (9 * mean * mean);
        double root = Math.max(0, 1 - ninth + deviations * Math.sqrt(ninth));
        return mean * root * root * root;
    }
}
