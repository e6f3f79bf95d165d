package io.polestar.engine;

/**
 * One event the engine would not take, for the sender to read.
 *
 * @param index the event's position in the sender's batch, from 0
 * @param field the field that broke the rule
 * @param value the field's value as text
 * @param rule the rule it broke
 */
public record Refusal(int index, String field, String value, String rule) {}
