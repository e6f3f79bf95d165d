package io.polestar.api.channel.outbox;

import org.jspecify.annotations.Nullable;

/** What happened on one channel since the process began. Under the outbox's lock. */
final class Tally {
    long taken;
    long sent;
    long retried;
    long setAside;
    long dropped;
    private @Nullable String lastError;
    private long lastErrorMillis = Long.MIN_VALUE;
    private long lastSentMillis = Long.MIN_VALUE;

    void sent(long nowMillis) {
        sent++;
        lastSentMillis = nowMillis;
    }

    void error(String reason, long nowMillis) {
        lastError = reason;
        lastErrorMillis = nowMillis;
    }

    ChannelCounts counts(int waiting, long oldestWaitingMillis, int parked, int standing) {
        return new ChannelCounts(
                waiting,
                oldestWaitingMillis,
                parked,
                standing,
                taken,
                sent,
                retried,
                setAside,
                dropped,
                lastError,
                lastErrorMillis,
                lastSentMillis);
    }
}
