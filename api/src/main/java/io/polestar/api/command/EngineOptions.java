package io.polestar.api.command;

import io.polestar.engine.ClockMode;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.intake.GateLimits;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Option;

/** Options of a command that runs an engine. Their defaults are the engine's. */
final class EngineOptions {
    private static final EngineConfig DEFAULTS = EngineConfig.in(Path.of(""), ClockMode.WALL, () -> 0, () -> 0);

    @Option(
            names = "--ring-bytes",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Bytes of events that may wait to be counted; above, senders get 429 (default: 128m).")
    private long ringBytes = DEFAULTS.ringBytes();

    @Option(
            names = "--ring-slots",
            converter = Size.class,
            paramLabel = "N",
            description = "Batches that may wait to be counted, a power of two (default: 1024).")
    private long ringSlots = DEFAULTS.ringSlots();

    @Option(
            names = "--journal-max",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Above this the oldest part of the journal is deleted (default: 20g).")
    private long journalBytes = DEFAULTS.journalMaxBytes();

    @Option(
            names = "--journal-max-age",
            converter = Length.class,
            paramLabel = "TIME",
            description = "Parts of the journal that arrived before that are deleted (default: none, by size alone).")
    private long journalMillis = DEFAULTS.journalMaxAgeMillis();

    @Option(
            names = "--disk-free",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Below this the disk counts as full: events are refused, reading goes on (default: 512m).")
    private long freeBytes = DEFAULTS.minFreeBytes();

    @Option(
            names = "--snapshot-every",
            converter = Length.class,
            paramLabel = "TIME",
            description = "Time between two snapshots (default: 1m).")
    private long snapshotMillis = DEFAULTS.snapshotMillis();

    @Option(
            names = "--dedup-ids",
            converter = Size.class,
            paramLabel = "N",
            description = "Ids by which duplicates are recognised, at most (default: 2000000).")
    private long dedupIds = DEFAULTS.gate().dedupIds();

    @Option(
            names = "--dedup-for",
            converter = Length.class,
            paramLabel = "TIME",
            description = "How long an id is remembered (default: 1d).")
    private long dedupMillis = DEFAULTS.gate().dedupMillis();

    @Option(
            names = "--max-ahead",
            converter = Length.class,
            paramLabel = "TIME",
            description = "How far past its arrival an event's time may be (default: 1h).")
    private long aheadMillis = DEFAULTS.gate().maxAheadMillis();

    @Option(
            names = "--max-jump",
            converter = Length.class,
            paramLabel = "TIME",
            description = "How far one event may move a stream clock (default: 31d).")
    private long jumpMillis = DEFAULTS.gate().maxJumpMillis();

    @Option(
            names = "--recount-share",
            paramLabel = "SHARE",
            description =
                    "Share of one processor that counting the past for another definition may take (default: 0.25).")
    private double recountShare = DEFAULTS.recountShare();

    /**
     * The engine of that directory and clock.
     *
     * @throws IllegalArgumentException when an option is out of its range
     */
    EngineConfig config(Path directory, ClockMode clock) {
        SecureRandom random = new SecureRandom();
        EngineConfig plain = EngineConfig.in(directory, clock, System::currentTimeMillis, random::nextLong);
        GateLimits gate = new GateLimits(
                Math.toIntExact(dedupIds),
                dedupMillis,
                aheadMillis,
                jumpMillis,
                plain.gate().maxEarlyEvents());
        return plain.withGate(gate)
                .withRing(Math.toIntExact(ringSlots), ringBytes)
                .withJournal(plain.segmentBytes(), journalBytes)
                .withJournalAge(journalMillis)
                .withMinFreeBytes(freeBytes)
                .withSnapshotMillis(snapshotMillis)
                .withRecountShare(recountShare);
    }
}
