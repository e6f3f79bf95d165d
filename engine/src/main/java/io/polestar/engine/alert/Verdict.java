package io.polestar.engine.alert;

/** What a look at a rule's value says. */
public enum Verdict {
    /** The condition holds. */
    HOLDS,
    /** It does not begin to hold, nor would one that held have ceased: between the level and the one that clears it. */
    BETWEEN,
    /** It does not hold. */
    CEASED,
    /** There is no value to be compared. */
    NOTHING,
    /** The sources are silent, so that the value says nothing. */
    SILENT,
    /** The value could not be computed. */
    FAILED;

    /** What a value says about a level; infinite ones could not be computed. */
    public static Verdict of(double value, io.polestar.engine.tree.Level level) {
        if (Double.isNaN(value)) {
            return NOTHING;
        }
        if (Double.isInfinite(value)) {
            return FAILED;
        }
        if (level.holds(value)) {
            return HOLDS;
        }
        return level.clears(value) ? CEASED : BETWEEN;
    }
}
