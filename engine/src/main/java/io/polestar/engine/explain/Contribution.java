package io.polestar.engine.explain;

/**
 * What one cause contributed to a change.
 *
 * @param part what the cause is
 * @param name the metric's id, or a derived metric's name for an earlier value; empty for the residual and the joint effect
 * @param before its value before, NaN for no data
 * @param now its value now, NaN for no data
 * @param contribution its part in the change, in the changed metric's unit; NaN when that is not known
 * @param presence on which sides it has data
 */
public record Contribution(Part part, String name, double before, double now, double contribution, Presence presence) {
    /** The kinds of causes. */
    public enum Part {
        /** A metric of the formula. */
        METRIC("metric"),
        /** The value a metric had in an earlier period. */
        EARLIER("earlier"),
        /** What the component formula leaves of the parent, before and now. */
        RESIDUAL("residual"),
        /** What several of the formula's metrics did together only. */
        JOINT("joint");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        /** Its name in answers. */
        public String word() {
            return word;
        }
    }

    static Contribution of(Part part, String name, double before, double now, double contribution) {
        return new Contribution(part, name, before, now, contribution, Presence.of(before, now));
    }
}
