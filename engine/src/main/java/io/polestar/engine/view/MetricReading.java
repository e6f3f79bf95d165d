package io.polestar.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric over one window, with its segments when a dimension was named.
 *
 * @param metric the metric's id
 * @param window the window's name
 * @param span the interval of event time the value covers
 * @param value the value, NaN when there is no data
 * @param previous the window before, null when it was not asked for or is not known
 * @param by the dimension the segments belong to, null without one
 * @param segments the segments, empty without a dimension
 * @param trust how far the values may be trusted
 */
public record MetricReading(
        String metric,
        String window,
        Span span,
        double value,
        @Nullable PreviousReading previous,
        @Nullable String by,
        List<SegmentReading> segments,
        Trust trust) {
    public MetricReading {
        segments = List.copyOf(segments);
    }
}
