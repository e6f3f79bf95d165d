package io.polestar.engine.anomaly;

/** What a detector says of one value; filled anew by each observation, so that judging allocates nothing. */
public final class Judgement {
    double score;
    double surprise;
    double expected;
    double low;
    double high;
    double deviation;
    boolean below;
    boolean alert;

    /**
     * How much this value is news, from 0 to 1: {@code 1 / (1 + r)}, where {@code r} is the number of false alarms that 30 days
     * would bring at this strength, or 0 when the value only continues what was told in the last {@value AlarmLedger#REST} values.
     */
    public double score() {
        return score;
    }

    /** The same without regard to what was told: how far from normal the series is now, from 0 to 1. */
    public double surprise() {
        return surprise;
    }

    /** What was expected of this value before it was seen; the value itself while nothing is known, and NaN when there was none. */
    public double expected() {
        return expected;
    }

    /**
     * Lower end of the band; a single value below it is an alert, given no more than its own distance. Minus infinity while nothing is known; at least 0
     * of a series that was never negative.
     */
    public double low() {
        return low;
    }

    /** Upper end of the band; infinite while nothing is known. */
    public double high() {
        return high;
    }

    /** How far values usually stray from what is expected at this hour; 0 while nothing is known. */
    public double deviation() {
        return deviation;
    }

    /** Whether the series is lower than usual by what makes it most surprising, rather than higher: this value, or an average with those before. */
    public boolean isBelow() {
        return below;
    }

    /** Whether the owner should be told: the score is at least {@link Settings#alertScore()}. */
    public boolean isAlert() {
        return alert;
    }

    /** Says nothing. */
    void unknown() {
        score = 0;
        surprise = 0;
        expected = Double.NaN;
        low = Double.NEGATIVE_INFINITY;
        high = Double.POSITIVE_INFINITY;
        deviation = 0;
        below = false;
        alert = false;
    }
}
