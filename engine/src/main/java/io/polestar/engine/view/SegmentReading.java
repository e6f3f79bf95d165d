package io.polestar.engine.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of one segment of a dimension, or of all that are not shown.
 *
 * @param segment the segment's name, "other" for the folded rest, "(none)" for events without the property; of a pair of dimensions
 *     as {@link Where} writes the two
 * @param parts of a pair of dimensions the segment of each, empty otherwise
 * @param value the value, NaN when there is no data
 * @param previous the window compared with, null when it was not asked for or is not known
 * @param remainder set if this stands for all segments that are not shown, null otherwise
 */
public record SegmentReading(
        String segment,
        Map<String, String> parts,
        double value,
        @Nullable PreviousReading previous,
        @Nullable Remainder remainder) {
    public SegmentReading {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** The value of one segment of a dimension that is no pair. */
    public SegmentReading(String segment, double value, @Nullable PreviousReading previous) {
        this(segment, Map.of(), value, previous, null);
    }
}
