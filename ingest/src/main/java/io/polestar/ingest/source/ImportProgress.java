package io.polestar.ingest.source;

/**
 * How far an import is.
 *
 * @param totals what came of the rows so far
 * @param readBytes how much of the file was read
 * @param sizeBytes the size of the file
 * @param timeMillis the event time of the newest row, or the least long before the first
 * @param waitMillis how long the import is going to wait until the next event is due; 0 if it is not waiting
 */
public record ImportProgress(ImportTotals totals, long readBytes, long sizeBytes, long timeMillis, long waitMillis) {}
