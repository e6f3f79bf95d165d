package io.polestar.engine.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric over one window, with its segments when a dimension was named.
 *
 * @param metric the metric's id
 * @param window the window's name
 * @param span the interval of event time the value covers
 * @param slice what of the metric was asked for
 * @param known whether the metric has met the segment it is filtered by; true without a filter
 * @param value the value, NaN when there is no data
 * @param previous the window compared with, null when it was not asked for or is not known
 * @param steps how far attempts got; null if the metric is no conversion
 * @param segments the segments from the largest value to the least, those without data last, and then what stands for all not shown;
 *     empty without a dimension
 * @param trust how far the values may be trusted
 */
public record MetricReading(
        String metric,
        String window,
        Span span,
        Slice slice,
        boolean known,
        double value,
        @Nullable PreviousReading previous,
        @Nullable StepsReading steps,
        List<SegmentReading> segments,
        Trust trust) {
    public MetricReading {
        segments = List.copyOf(segments);
    }

    /** The same with other segments. */
    public MetricReading with(List<SegmentReading> others) {
        return new MetricReading(metric, window, span, slice, known, value, previous, steps, others, trust);
    }
}
