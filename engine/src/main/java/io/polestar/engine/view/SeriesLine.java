package io.polestar.engine.view;

/**
 * One line of a series.
 *
 * @param segment the segment's name, empty for the metric overall
 * @param values one value per time of the series, NaN where there is no data; not to be changed by the reader
 */
public record SeriesLine(String segment, double[] values) {}
