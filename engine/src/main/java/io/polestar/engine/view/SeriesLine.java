package io.polestar.engine.view;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a series.
 *
 * @param segment the segment's name as in {@link SegmentReading}, empty for the metric overall
 * @param parts of a pair of dimensions the segment of each, empty otherwise
 * @param values one value per time of the series, NaN where there is no data; not to be changed by the reader
 * @param remainder set if the line stands for all segments that have none, null otherwise
 */
public record SeriesLine(
        String segment,
        Map<String, String> parts,
        double[] values,
        @Nullable Remainder remainder) {
    /** The line of the metric overall. */
    public SeriesLine(double[] values) {
        this("", Map.of(), values, null);
    }
}
