package io.polestar.engine.view;

import java.util.List;

/**
 * How far a reading may be trusted: what it has seen, and what it has not.
 *
 * @param sequence journal sequence of the newest event the reading counts
 * @param clockMillis the engine's clock at the reading, epoch milliseconds
 * @param watermarkMillis least watermark of the live sources, epoch milliseconds; events before it are complete
 * @param sources freshness per source
 * @param late events that came after their pane had left every window; journalled, not counted in a window
 * @param duplicates events refused as seen before
 * @param rejected events refused as invalid
 * @param definition version of the definition the values were computed under
 * @param error the largest standard error of the present values, as a share of the value: 0 when all are exact, no more than 1
 * @param held true when the stream clock stands still because data stopped
 * @param sinceMillis first moment the values rest on, epoch milliseconds
 */
public record Trust(
        long sequence,
        long clockMillis,
        long watermarkMillis,
        List<SourceReading> sources,
        long late,
        long duplicates,
        long rejected,
        String definition,
        double error,
        boolean held,
        long sinceMillis) {
    public Trust {
        sources = List.copyOf(sources);
    }

    /** The same for values that are not exact. */
    public Trust withError(double standardError) {
        return new Trust(
                sequence,
                clockMillis,
                watermarkMillis,
                sources,
                late,
                duplicates,
                rejected,
                definition,
                standardError,
                held,
                sinceMillis);
    }
}
