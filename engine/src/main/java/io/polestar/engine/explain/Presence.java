package io.polestar.engine.explain;

import java.util.Locale;

/** On which sides of a comparison a value has data. */
public enum Presence {
    /** Before and now. */
    BOTH,
    /** Now only. */
    APPEARED,
    /** Before only. */
    VANISHED,
    /** On neither. */
    NEITHER;

    /** By two values of which NaN is no data. */
    static Presence of(double before, double now) {
        if (Double.isNaN(before)) {
            return Double.isNaN(now) ? NEITHER : APPEARED;
        }
        return Double.isNaN(now) ? VANISHED : BOTH;
    }

    /** Its name in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
