package io.polestar.engine.journal;

/**
 * How much of the journal is kept. What is over either bound may be deleted, a segment at a time and the oldest first.
 *
 * @param maxBytes bytes of data in all segments
 * @param maxAgeMillis time since the last record of a segment was appended; {@link #FOR_EVER} for no bound
 */
public record Retention(long maxBytes, long maxAgeMillis) {
    /** Stands for no bound of age. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Segments by which a journal that is bounded by age is longer than it must be, at most, in parts of its age. */
    private static final int PARTS = 8;

    private static final long SHORTEST_SEGMENT_MILLIS = 60_000;

    public Retention {
        if (maxBytes < 1 || maxAgeMillis < 1) {
            throw new IllegalArgumentException(
                    "bounds of the journal must be positive, maxBytes=" + maxBytes + " maxAgeMillis=" + maxAgeMillis);
        }
    }

    /** How long a segment is appended to: an eighth of the age, so that little is kept for longer than was asked. */
    public long segmentMillis() {
        return maxAgeMillis == FOR_EVER ? FOR_EVER : Math.max(SHORTEST_SEGMENT_MILLIS, maxAgeMillis / PARTS);
    }
}
