package io.polestar.engine.journal;

/**
 * What was found in one segment.
 *
 * @param number of the segment, which names its folder
 * @param bytes of its data file in use
 * @param records that can be read
 * @param firstSequence of the first of them, 0 without one
 * @param lastSequence of the last of them, 0 without one
 */
public record SegmentSummary(int number, long bytes, long records, long firstSequence, long lastSequence) {}
