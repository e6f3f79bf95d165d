package io.polestar.engine;

import io.polestar.engine.intake.GateLimits;
import io.polestar.engine.journal.Retention;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Where the engine keeps its data and how much of everything it may use. Start from {@link #in} and change what is needed.
 *
 * @param directory the data directory, made when it is not there
 * @param clock what moves the clock; must be the one the directory was made with
 * @param wallMillis the wall clock, epoch milliseconds
 * @param newKey gives the key of a new directory; any 64 bits that clients cannot guess
 * @param gate which events are taken
 * @param ringSlots batches that may wait to be counted, a power of two
 * @param ringBytes bytes of batches that may wait to be counted
 * @param segmentBytes how large a segment of the journal grows
 * @param journalMaxBytes above this the oldest segments are deleted, but never one that recovery needs
 * @param journalMaxAgeMillis segments of which all is older are deleted too, under the same rule; {@link Retention#FOR_EVER} for none
 * @param minFreeBytes below this the disk counts as full and events are refused
 * @param snapshotMillis time between two snapshots
 * @param recountShare share of one processor that counting the past for another definition may take, more than 0 and at most 1
 */
public record EngineConfig(
        Path directory,
        ClockMode clock,
        LongSupplier wallMillis,
        LongSupplier newKey,
        GateLimits gate,
        int ringSlots,
        long ringBytes,
        long segmentBytes,
        long journalMaxBytes,
        long journalMaxAgeMillis,
        long minFreeBytes,
        long snapshotMillis,
        double recountShare) {

    public EngineConfig {
        if (Integer.bitCount(ringSlots) != 1) {
            throw new IllegalArgumentException("ringSlots must be a power of two, ringSlots=" + ringSlots);
        }
        if (!(recountShare > 0 && recountShare <= 1)) {
            throw new IllegalArgumentException(
                    "recountShare must be more than 0 and at most 1, recountShare=" + recountShare);
        }
        if (ringBytes < 1
                || segmentBytes < 1
                || journalMaxBytes < 1
                || journalMaxAgeMillis < 1
                || minFreeBytes < 0
                || snapshotMillis < 1) {
            throw new IllegalArgumentException("sizes must be positive, ringBytes=" + ringBytes + " segmentBytes="
                    + segmentBytes + " journalMaxBytes=" + journalMaxBytes + " journalMaxAgeMillis="
                    + journalMaxAgeMillis + " minFreeBytes=" + minFreeBytes
                    + " snapshotMillis=" + snapshotMillis);
        }
    }

    /** The defaults: 1,024 slots and 128 MB of ring, segments of 512 MB, 20 GB of journal, 512 MB free, a snapshot a minute, a
     * quarter of a processor for recounts. */
    public static EngineConfig in(Path directory, ClockMode clock, LongSupplier wallMillis, LongSupplier newKey) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                GateLimits.DEFAULT,
                1024,
                128L << 20,
                512L << 20,
                20L << 30,
                Retention.FOR_EVER,
                512L << 20,
                60_000,
                0.25);
    }

    public EngineConfig withGate(GateLimits limits) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                limits,
                ringSlots,
                ringBytes,
                segmentBytes,
                journalMaxBytes,
                journalMaxAgeMillis,
                minFreeBytes,
                snapshotMillis,
                recountShare);
    }

    public EngineConfig withRing(int slots, long bytes) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                gate,
                slots,
                bytes,
                segmentBytes,
                journalMaxBytes,
                journalMaxAgeMillis,
                minFreeBytes,
                snapshotMillis,
                recountShare);
    }

    public EngineConfig withJournal(long bytesOfSegment, long maxBytes) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                gate,
                ringSlots,
                ringBytes,
                bytesOfSegment,
                maxBytes,
                journalMaxAgeMillis,
                minFreeBytes,
                snapshotMillis,
                recountShare);
    }

    public EngineConfig withJournalAge(long maxAgeMillis) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                gate,
                ringSlots,
                ringBytes,
                segmentBytes,
                journalMaxBytes,
                maxAgeMillis,
                minFreeBytes,
                snapshotMillis,
                recountShare);
    }

    /** What of the journal is kept. */
    public Retention retention() {
        return new Retention(journalMaxBytes, journalMaxAgeMillis);
    }

    public EngineConfig withMinFreeBytes(long bytes) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                gate,
                ringSlots,
                ringBytes,
                segmentBytes,
                journalMaxBytes,
                journalMaxAgeMillis,
                bytes,
                snapshotMillis,
                recountShare);
    }

    public EngineConfig withSnapshotMillis(long millis) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                gate,
                ringSlots,
                ringBytes,
                segmentBytes,
                journalMaxBytes,
                journalMaxAgeMillis,
                minFreeBytes,
                millis,
                recountShare);
    }

    public EngineConfig withRecountShare(double share) {
        return new EngineConfig(
                directory,
                clock,
                wallMillis,
                newKey,
                gate,
                ringSlots,
                ringBytes,
                segmentBytes,
                journalMaxBytes,
                journalMaxAgeMillis,
                minFreeBytes,
                snapshotMillis,
                share);
    }
}
