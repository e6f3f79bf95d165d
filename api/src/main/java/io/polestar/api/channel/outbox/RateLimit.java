package io.polestar.api.channel.outbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many sends in any 60 s. One thread. */
final class RateLimit {
    private static final long MINUTE_MILLIS = 60_000;

    private final Deque<Long> sentMillis = new ArrayDeque<>();
    private int perMinute;

    RateLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    void setPerMinute(int value) {
        perMinute = value;
    }

    /** When the next send is allowed; not after {@code nowMillis} if it is now. */
    long freeMillis(long nowMillis) {
        while (!sentMillis.isEmpty() && sentMillis.peekFirst() <= nowMillis - MINUTE_MILLIS) {
            sentMillis.removeFirst();
        }
        if (sentMillis.size() < perMinute) {
            return nowMillis;
        }
        long blocking = sentMillis.stream()
                .skip(sentMillis.size() - (long) perMinute)
                .findFirst()
                .orElse(nowMillis - MINUTE_MILLIS);
        return Math.min(blocking, nowMillis) + MINUTE_MILLIS;
    }

    void sent(long nowMillis) {
        sentMillis.addLast(nowMillis);
    }
}
