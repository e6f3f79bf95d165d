package io.polestar.engine;

/**
 * What the engine has done and holds, for monitoring.
 *
 * @param sequence sequence of the last record counted
 * @param events events counted since the journal began
 * @param duplicates events left out as seen before
 * @param rejected events refused as invalid
 * @param late events that came behind their source's watermark
 * @param beyondPanes events too old for some window of a metric that reads them
 * @param valueErrors values too large for their metric's decimals
 * @param retractions events taken back by corrections
 * @param uncorrected 1 while a correction waits for some metrics to be counted anew, else 0
 * @param ringUsed slots of the ring in use
 * @param ringCapacity slots of the ring
 * @param bytesInFlight bytes of batches in the ring
 * @param journalBytes bytes of data in the journal
 * @param diskFreeBytes what the journal's disk can still take
 * @param diskAlarm 1 when the disk will soon be too full to take events, 2 when it is, else 0
 * @param dedupIds ids by which duplicates are recognised now
 * @param dedupSpanMillis age of the oldest of them
 * @param historyBytes bytes of history on disk
 * @param snapshotSequence sequence of the newest snapshot, 0 without one
 * @param snapshotMillis how long the writer was held up by it
 */
public record EngineStats(
        long sequence,
        long events,
        long duplicates,
        long rejected,
        long late,
        long beyondPanes,
        long valueErrors,
        long retractions,
        long uncorrected,
        long ringUsed,
        long ringCapacity,
        long bytesInFlight,
        long journalBytes,
        long diskFreeBytes,
        long diskAlarm,
        long dedupIds,
        long dedupSpanMillis,
        long historyBytes,
        long snapshotSequence,
        long snapshotMillis) {}
