package io.polestar.engine.window.model;

/**
 * What a metric takes of an event.
 *
 * @param key the subject or entity it belongs to, "" where the metric has none
 * @param value a decimal, a value that is told from others, or anything where only the event counts
 * @param step which of the metric's ways it came in by
 */
record Taken(RawEvent event, Object key, Object value, int step) {
    long timeMillis() {
        return event.timeMillis();
    }

    boolean isIn(long from, long to) {
        return timeMillis() >= from && timeMillis() < to;
    }
}
