package io.polestar.engine.alert;

import io.polestar.engine.tree.Level;

/** What a rule sees in one place at one moment. Reused from one look to the next; one thread. */
public final class Sight {
    private Verdict verdict = Verdict.NOTHING;
    private double value = Double.NaN;
    private double low = Double.NaN;
    private double high = Double.NaN;

    /** Sees a value that is compared with a level. */
    public void see(double seen, Level level) {
        see(Verdict.of(seen, level), seen, level.low(), level.high());
    }

    /**
     * Sees a value that has been judged.
     *
     * @param lowest the least value that is no cause for alarm, NaN without one
     * @param highest the greatest value that is no cause for alarm, NaN without one
     */
    public void see(Verdict judged, double seen, double lowest, double highest) {
        verdict = judged;
        value = seen;
        low = lowest;
        high = highest;
    }

    /** Sees nothing that can be judged. */
    public void seeNothing(Level level) {
        see(Verdict.NOTHING, Double.NaN, level.low(), level.high());
    }

    /** Says something else of the same value. */
    public void judge(Verdict judged) {
        verdict = judged;
    }

    /** What is to be thought of it. */
    public Verdict verdict() {
        return verdict;
    }

    /** The number compared, NaN for none. */
    public double value() {
        return value;
    }

    /** The least value that is no cause for alarm, NaN without one. */
    public double low() {
        return low;
    }

    /** The greatest value that is no cause for alarm, NaN without one. */
    public double high() {
        return high;
    }
}
