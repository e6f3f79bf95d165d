package io.polestar.engine.view;

/**
 * The value of the window before, over the same elapsed length.
 *
 * @param value the value, NaN when there is no data
 * @param span the interval it covers
 */
public record PreviousReading(double value, Span span) {}
