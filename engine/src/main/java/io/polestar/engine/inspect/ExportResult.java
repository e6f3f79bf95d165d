package io.polestar.engine.inspect;

import io.polestar.engine.journal.Damage;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param events written
 * @param outside events taken whose time is outside of what was asked for
 * @param leftOut events that count nowhere: duplicates, and those that were refused with their batch
 * @param lastSequence of the last record read, 0 without one
 * @param damages places that cannot be read; what stood there is not in the export
 */
public record ExportResult(long events, long outside, long leftOut, long lastSequence, List<Damage> damages) {
    public ExportResult {
        damages = List.copyOf(damages);
    }
}
