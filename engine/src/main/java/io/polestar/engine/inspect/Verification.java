package io.polestar.engine.inspect;

import io.polestar.engine.journal.Damage;
import io.polestar.engine.journal.SegmentSummary;
import java.util.List;

/**
 * What verifying a journal found.
 *
 * @param records that can be read
 * @param events in them that count
 * @param firstSequence of the first of them, 0 without one
 * @param lastSequence of the last of them, 0 without one
 * @param segments that have data, in their order
 * @param places that cannot be read, in their order
 * @param undecodable records whose checksum fits and whose content is none that this version reads, one line each
 */
public record Verification(
        long records,
        long events,
        long firstSequence,
        long lastSequence,
        List<SegmentSummary> segments,
        List<Place> places,
        List<String> undecodable) {

    /**
     * A place that cannot be read.
     *
     * @param damage what is wrong and where
     * @param recordsBefore records of the whole journal before it that can be read
     * @param recordsAfter records of the whole journal after it that can be read
     */
    public record Place(Damage damage, long recordsBefore, long recordsAfter) {}

    public Verification {
        segments = List.copyOf(segments);
        places = List.copyOf(places);
        undecodable = List.copyOf(undecodable);
    }

    /** Whether nothing is lost: what the death of a process left half-written at the end does not count. */
    public boolean isSound() {
        return undecodable.isEmpty()
                && places.stream().allMatch(place -> place.damage().tail());
    }
}
