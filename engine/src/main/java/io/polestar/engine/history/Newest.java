package io.polestar.engine.history;

/**
 * The newest absolute entry found so far by a reader. Sources are asked oldest written first, so that of two entries of one time the
 * later written stays. A reader that asks for a later time goes on from what it knows: what lies before the steps searched already is
 * not asked again, or else a source written earlier could have the last word about it.
 */
final class Newest {

    private boolean known;
    private long step;
    private long value;
    private long timeMillis;
    private long unsearched = Long.MIN_VALUE;

    void offer(long atStep, long offered, long atMillis) {
        if (isWorthAsking(atStep) && (!known || atMillis >= timeMillis)) {
            known = true;
            step = atStep;
            value = offered;
            timeMillis = atMillis;
        }
    }

    /** Whether an entry of this step could still replace what is known. */
    boolean isWorthAsking(long atStep) {
        return atStep >= unsearched && (!known || atStep >= step);
    }

    /** Every source was asked up to a step, that step included. */
    void searched(long upToStep) {
        unsearched = upToStep + 1;
    }

    /** The value found; {@link Long#MIN_VALUE} if none was. */
    long valueOrUnknown() {
        return known ? value : Long.MIN_VALUE;
    }

    void clear() {
        known = false;
        unsearched = Long.MIN_VALUE;
    }
}
