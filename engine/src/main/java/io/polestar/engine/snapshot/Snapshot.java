package io.polestar.engine.snapshot;

/**
 * The state after one record of the journal.
 *
 * @param sequence sequence of that record
 * @param position its position in the journal
 * @param wallMillis its wall clock
 * @param eventWallMillis wall clock of the last batch of events before or at it
 * @param dedupPosition where reading must begin to know all ids of the dedup window
 * @param gate what the intake cannot read back from the journal: newest event time, numbered producers
 * @param definition text of the definition in force
 * @param state what windows and alerts wrote
 */
@SuppressWarnings("ArrayRecordComponent") // a state is compared by hash, never by equals
public record Snapshot(
        long sequence,
        long position,
        long wallMillis,
        long eventWallMillis,
        long dedupPosition,
        byte[] gate,
        String definition,
        byte[] state) {}
