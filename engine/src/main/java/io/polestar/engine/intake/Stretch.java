package io.polestar.engine.intake;

/**
 * A part of the journal.
 *
 * @param firstPosition position of its first record
 * @param lastPosition position of its last record
 */
record Stretch(long firstPosition, long lastPosition) {}
