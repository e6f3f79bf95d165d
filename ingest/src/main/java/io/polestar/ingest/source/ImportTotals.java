package io.polestar.ingest.source;

/**
 * What came of the rows so far; {@code rows = skipped + accepted + duplicates + rejected} once all is acknowledged.
 *
 * @param rows the rows read
 * @param skipped the rows outside the range of time
 * @param accepted the events that are new
 * @param duplicates the events that the target had already
 * @param rejected the bad rows, and the events that the target refused
 */
public record ImportTotals(long rows, long skipped, long accepted, long duplicates, long rejected) {

    static final ImportTotals NONE = new ImportTotals(0, 0, 0, 0, 0);
}
