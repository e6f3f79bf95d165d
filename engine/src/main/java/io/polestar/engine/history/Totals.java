package io.polestar.engine.history;

/**
 * How often and how much in one stretch of the past.
 *
 * @param count the number of events
 * @param sum the fixed-point sum, in the unit the rows were offered in
 * @param fromMillis the first instant covered
 * @param toMillis the end of what is covered, exclusive
 */
public record Totals(long count, long sum, long fromMillis, long toMillis) {}
