package io.polestar.engine.tree;

/**
 * What a value is held against: a level on one side or on both, and the level that it must come back to before it has ceased.
 *
 * <pre>
 *     above: 10   clear: 8        9 ─▶ 11 holds ─▶ 9 still holds ─▶ 8 ceased
 *     below: 10   clear: 12
 *     beyond: 10  clear: 8        either |value| as above
 * </pre>
 *
 * @param side on which side of the level the condition holds
 * @param at the level, finite; a value equal to it does not meet the condition
 * @param clear the level at which it ceases, inclusive; no nearer to the alarm than {@code at}, and the same without hysteresis
 */
public record Level(Side side, double at, double clear) {
    public Level {
        boolean backwards = side == Side.BELOW ? clear < at : clear > at;
        if (!Double.isFinite(at) || !Double.isFinite(clear) || backwards) {
            throw new IllegalArgumentException(
                    "a level is finite and clears on its quiet side, side=" + side + " at=" + at + " clear=" + clear);
        }
    }

    /** A level without hysteresis. */
    public static Level of(Side side, double at) {
        return new Level(side, at, at);
    }

    /** On which side of a level alarm is given. */
    public enum Side {
        ABOVE("above"),
        BELOW("below"),
        BOTH("beyond");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        /** Its key in the definition language. */
        public String word() {
            return word;
        }
    }

    /** Whether the condition begins to hold at a value; never for NaN. */
    public boolean holds(double value) {
        return switch (side) {
            case ABOVE -> value > at;
            case BELOW -> value < at;
            case BOTH -> Math.abs(value) > at;
        };
    }

    /** Whether a condition that held has ceased at a value; never for NaN. */
    public boolean clears(double value) {
        return switch (side) {
            case ABOVE -> value <= clear;
            case BELOW -> value >= clear;
            case BOTH -> Math.abs(value) <= clear;
        };
    }

    /** The least value that is no cause for alarm, NaN when there is none. */
    public double low() {
        return switch (side) {
            case ABOVE -> Double.NaN;
            case BELOW -> at;
            case BOTH -> -at;
        };
    }

    /** The greatest value that is no cause for alarm, NaN when there is none. */
    public double high() {
        return side == Side.BELOW ? Double.NaN : at;
    }
}
