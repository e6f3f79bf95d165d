package io.polestar.engine.explain;

import java.util.Locale;

/** How a change was shared out among what caused it. */
public enum Method {
    /** A sum: each takes its own difference, times its factor. */
    DIFFERENCE,
    /** A product of positive factors: each takes its logarithmic change, weighted by the product's logarithmic mean (Ang 2004). */
    LMDI,
    /** Any formula: each takes its mean effect over all orders in which the changes might have come (Shapley 1953). */
    SHAPLEY,
    /**
     * A formula in which more variables changed than {@link Shapley#MOST_EXACT}: the mean effect over the formula's own order, the reverse, and
     * all their rotations, in which each variable comes at each place equally often.
     */
    ROTATIONS,
    /** A ratio's segments: by their share of the denominator (mix) and by their own ratio (rate). */
    MIX_RATE,
    /** Segments that do not add up: each takes its own difference, and what they share is stated as overlap. */
    OWN_CHANGE;

    /** Its name in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
