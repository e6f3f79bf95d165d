package io.polestar.engine.backtest;

/** How long something was so: altogether, and within a time. One thread. */
final class Span {
    private static final long NOT_SO = Long.MIN_VALUE;

    private final long fromMillis;
    private final long toMillis;
    private long sinceMillis = NOT_SO;
    private long millis;
    private long withinMillis;

    Span(long fromMillis, long toMillis) {
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
    }

    /** Notes whether it is so from now on. */
    void is(boolean so, long clockMillis) {
        if (sinceMillis != NOT_SO) {
            millis += clockMillis - sinceMillis;
            withinMillis += Math.max(0, Math.min(clockMillis, toMillis) - Math.max(sinceMillis, fromMillis));
        }
        sinceMillis = so ? clockMillis : NOT_SO;
    }

    long millis() {
        return millis;
    }

    long withinMillis() {
        return withinMillis;
    }
}
