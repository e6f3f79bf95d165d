package io.polestar.engine.tree;

/**
 * One value of one dimension.
 *
 * @param dimension the dimension's id
 * @param value the segment, such as {@code France}
 */
public record Segment(String dimension, String value) {}
