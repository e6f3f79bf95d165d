package io.polestar.engine.view;

import org.jspecify.annotations.Nullable;

/**
 * The value of one segment of a dimension.
 *
 * @param segment the segment's name, "other" for the folded rest, "(none)" for events without the property
 * @param value the value, NaN when there is no data
 * @param previous the window before, null when it was not asked for or is not known
 */
public record SegmentReading(
        String segment, double value, @Nullable PreviousReading previous) {}
