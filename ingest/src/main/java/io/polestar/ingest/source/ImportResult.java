package io.polestar.ingest.source;

import java.util.List;

/**
 * How an import ended.
 *
 * @param totals what came of the rows, an earlier run's rows included if this one continued it
 * @param firstRejections the first of this run's rejections, at most {@link #MAX_REJECTIONS}
 * @param sequence the newest sequence that holds one of the events; 0 if nothing was sent
 */
public record ImportResult(ImportTotals totals, List<RowRejection> firstRejections, long sequence) {

    /** How many rejections are kept. */
    public static final int MAX_REJECTIONS = 20;

    public ImportResult {
        firstRejections = List.copyOf(firstRejections);
    }
}
