package io.polestar.engine.view;

/**
 * Freshness of one source of events.
 *
 * @param source the source's name
 * @param newestMillis time of its newest event, epoch milliseconds
 * @param watermarkMillis its watermark: newest event time less its allowed lateness, epoch milliseconds
 * @param events events accepted from it
 * @param late events of it that were too late for every window
 */
public record SourceReading(String source, long newestMillis, long watermarkMillis, long events, long late) {}
