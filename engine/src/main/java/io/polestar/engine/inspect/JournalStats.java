package io.polestar.engine.inspect;

import io.polestar.engine.journal.Damage;
import io.polestar.engine.journal.RecordKind;
import io.polestar.engine.journal.SegmentSummary;
import java.util.List;
import java.util.Map;

/**
 * What a journal holds. Times are epoch milliseconds, 0 without any.
 *
 * @param segments that have data, in their order
 * @param records that can be read, by kind
 * @param events taken, corrections among them
 * @param duplicates events left out because they had been taken before
 * @param refused events that were refused
 * @param corrections events taken that correct an earlier one
 * @param firstSequence of the first record
 * @param lastSequence of the last record
 * @param firstWallMillis wall clock of the first record
 * @param lastWallMillis wall clock of the last record
 * @param firstEventMillis oldest time of an event taken
 * @param lastEventMillis newest time of an event taken
 * @param types events taken by type, the most frequent first; beyond {@value #NAMES} types the rest as one
 * @param sources the same by source
 * @param definitions that took force, in their order
 * @param damages places that cannot be read
 */
public record JournalStats(
        List<SegmentSummary> segments,
        Map<RecordKind, Long> records,
        long events,
        long duplicates,
        long refused,
        long corrections,
        long firstSequence,
        long lastSequence,
        long firstWallMillis,
        long lastWallMillis,
        long firstEventMillis,
        long lastEventMillis,
        List<Counted> types,
        List<Counted> sources,
        List<InForce> definitions,
        List<Damage> damages) {
    /** Names that are told apart. */
    public static final int NAMES = 10_000;

    /** How many events had a name. */
    public record Counted(String name, long events) {}

    /**
     * A definition that took force.
     *
     * @param sequence of its record
     * @param wallMillis when
     * @param version of its text
     * @param name of the tree; why it cannot be read, where it cannot
     */
    public record InForce(long sequence, long wallMillis, String version, String name) {}

    public JournalStats {
        segments = List.copyOf(segments);
        records = Map.copyOf(records);
        types = List.copyOf(types);
        sources = List.copyOf(sources);
        definitions = List.copyOf(definitions);
        damages = List.copyOf(damages);
    }

    /** Bytes of all segments in use. */
    public long bytes() {
        return segments.stream().mapToLong(SegmentSummary::bytes).sum();
    }
}
