package io.polestar.engine.tree;

/**
 * Which events a metric reads.
 *
 * @param eventType the events' {@code type}, equal byte for byte
 * @param where a condition on their properties, {@link Condition#ALWAYS} if none is stated
 */
public record EventFilter(String eventType, Condition where) {}
