package io.polestar.engine.history;

/**
 * What the two numbers of an entry mean and how two entries of one step become one.
 *
 * <pre>
 *   kind      first   second   step k of length s holds   two entries of one step
 *   ADDITIVE  count   sum      [k s, (k + 1) s)           both are added, overflow is an error
 *   ABSOLUTE  value   time     ((k - 1) s, k s]           the later time stays; at one time the later written
 * </pre>
 *
 * An absolute step ends with its edge, so that the entry of step k is exactly the newest value at or before k s.
 */
enum SeriesKind {
    ADDITIVE("additive"),
    ABSOLUTE("absolute");

    private final String label;

    SeriesKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The step of a tier in which an entry of this time is kept. */
    long stepOf(long timeMillis, Tier tier) {
        return this == ADDITIVE
                ? Math.floorDiv(timeMillis, tier.stepMillis())
                : -Math.floorDiv(-timeMillis, tier.stepMillis());
    }
}
