package io.polestar.engine.intake;

import org.agrona.collections.Long2LongHashMap;

/**
 * The ids of the dedup window that have been corrected, with the journal position of the batch that holds their latest content.
 * Holds no more ids than the dedup window, since an id leaves both together; 32 bytes an id. One thread at a time.
 */
final class CorrectedIds {
    /** The id was never corrected. */
    static final long NEVER = Long.MIN_VALUE;
    /** The id's event was taken back. */
    static final long RETRACTED = -1;

    private final Long2LongHashMap positions = new Long2LongHashMap(NEVER);

    /** Position of the batch with the id's latest content, {@link #RETRACTED} or {@link #NEVER}. */
    long position(long identity) {
        return positions.get(identity);
    }

    void put(long identity, long position) {
        positions.put(identity, position);
    }

    /** Leaves an id out that has left the dedup window. */
    void forget(long identity) {
        if (!positions.isEmpty()) {
            positions.remove(identity);
        }
    }
}
