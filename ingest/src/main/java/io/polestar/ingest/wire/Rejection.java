package io.polestar.ingest.wire;

/**
 * One event that was not taken, for its sender to read.
 *
 * @param index the event's position in the body, from 0; blank lines are not counted
 * @param field the attribute or property that broke the rule, nested names joined with a dot; empty when it is the event as a whole
 * @param value what stood there, at most {@value #VALUE_CHARACTERS} characters of it
 * @param rule the rule it broke, in words
 */
public record Rejection(int index, String field, String value, String rule) {
    /** The most characters of a value that a rejection quotes. */
    public static final int VALUE_CHARACTERS = 100;
}
