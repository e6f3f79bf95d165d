package io.polestar.engine.history;

/**
 * The newest absolute entry found so far by a reader. Sources are asked oldest written first, so that of two entries of one time the
 * later written stays.
 */
final class Newest {

    private boolean known;
    private long step;
    private long value;
    private long timeMillis;

    void offer(long atStep, long offered, long atMillis) {
        if (!known || atMillis >= timeMillis) {
            known = true;
            step = atStep;
            value = offered;
            timeMillis = atMillis;
        }
    }

    /** Offers what is known to another, as the later written. */
    void offerTo(Newest other) {
        if (known) {
            other.offer(step, value, timeMillis);
        }
    }

    /** The step of what is known: entries before it need not be looked at. */
    long stepOrLeast() {
        return known ? step : Long.MIN_VALUE;
    }

    /** The value found; {@link Long#MIN_VALUE} if none was. */
    long valueOrUnknown() {
        return known ? value : Long.MIN_VALUE;
    }

    void clear() {
        known = false;
    }
}
