package io.polestar.engine.explain;

import java.util.List;
import java.util.Map;

/**
 * What is known of one metric before and now.
 *
 * @param whole the metric as a whole
 * @param earlier of a derived metric: the values of earlier periods by the names its formula has for them
 * @param segments its segments by dimension
 */
public record Figures(Sides whole, Map<String, Sides> earlier, Map<String, List<OfSegment>> segments) {
    public Figures {
        earlier = Map.copyOf(earlier);
        segments = Map.copyOf(segments);
    }

    /** Two moments of one thing. */
    public record Sides(Figure before, Figure now) {
        Presence presence() {
            return Presence.of(before.value(), now.value());
        }
    }

    /** A segment of a dimension, of a pair of dimensions as {@code Dimension.Pair.segment} writes it. */
    public record OfSegment(String segment, Sides sides) {}
}
