package io.polestar.engine.view;

/**
 * A half-open interval of event time.
 *
 * @param fromMillis first millisecond covered, epoch milliseconds
 * @param toMillis first millisecond not covered, epoch milliseconds
 */
public record Span(long fromMillis, long toMillis) {}
