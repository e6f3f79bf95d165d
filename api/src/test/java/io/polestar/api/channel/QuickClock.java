package io.polestar.api.channel;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time, running so many times as fast, and moved on by hand. */
public final class QuickClock extends Clock {
    private final long beganMillis = System.currentTimeMillis();
    private final int times;
    private volatile long movedMillis;

    public QuickClock(int times) {
        this.times = times;
    }

    public synchronized void move(long millis) {
        movedMillis += millis;
    }

    @Override
    public long millis() {
        return beganMillis + (System.currentTimeMillis() - beganMillis) * times + movedMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
