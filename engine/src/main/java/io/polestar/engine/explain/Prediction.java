package io.polestar.engine.explain;

import io.polestar.engine.view.Span;
import io.polestar.engine.view.Trust;
import java.util.List;
import java.util.Locale;

/**
 * The tree as it would be if some metrics had other values.
 *
 * @param window the window's name
 * @param span what the window covers now
 * @param nodes the metrics that have the window, in the definition's order
 * @param trust how far the values now may be trusted
 */
public record Prediction(String window, Span span, List<Node> nodes, Trust trust) {
    public Prediction {
        nodes = List.copyOf(nodes);
    }

    /**
     * One metric.
     *
     * @param metric its id
     * @param now its value now, NaN for no data
     * @param then its value if the others were so, NaN for no data
     * @param from where the value then comes from
     */
    public record Node(String metric, double now, double then, Origin from) {
        /** Whether it would change. */
        public boolean changed() {
            return Double.compare(now, then) != 0;
        }
    }

    /** Where a value comes from. */
    public enum Origin {
        /** It was asked for. */
        SET,
        /** It is computed from metrics that would change. */
        INPUTS,
        /** Its component formula over children that would change, and the residual it has now. */
        COMPONENT,
        /** It stays as it is. */
        KEPT;

        /** Its name in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
