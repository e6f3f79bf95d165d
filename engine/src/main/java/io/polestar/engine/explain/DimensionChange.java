package io.polestar.engine.explain;

import java.util.List;

/**
 * A change by the segments of a dimension. If it is known, the contributions of the segments, the rest and the remainder add up to it.
 *
 * @param by the dimension
 * @param method how it was shared out
 * @param segments those that contributed most, the greatest first
 * @param restSegments how many further segments there are
 * @param rest what those contributed together; NaN if the change is not known
 * @param remainder what no segment explains. Of a metric whose segments add up it is 0; of one whose segments overlap (the same customer in two
 *     countries) it is the change of the overlap; of a ratio that of what lies in no segment. NaN if the change is not known
 */
public record DimensionChange(
        String by, Method method, List<SegmentChange> segments, int restSegments, double rest, double remainder) {
    public DimensionChange {
        segments = List.copyOf(segments);
    }
}
