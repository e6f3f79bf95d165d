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

    /** Whether an entry of this step could still replace what is known. */
    boolean isWorthAsking(long atStep) {
        return !known || atStep >= step;
    }

    /** The value found; {@link Long#MIN_VALUE} if none was. */
    long valueOrUnknown() {
        return known ? value : Long.MIN_VALUE;
    }

    void clear() {
        known = false;
    }
}
