package io.polestar.api.live;

/**
 * Bounds and pace of the live API.
 *
 * @param subscribers most connections at a time
 * @param topicsPerSubscriber most topics of one connection
 * @param topics most distinct topics at a time, those kept for a resume included
 * @param metricGapMillis least time between two changes sent of one metric
 * @param treeGapMillis least time between two changes sent of one tree
 * @param heartbeatMillis time between two heartbeats
 * @param firstMessageMillis time a WebSocket has for its token when none came with the request
 */
public record LiveLimits(
        int subscribers,
        int topicsPerSubscriber,
        int topics,
        long metricGapMillis,
        long treeGapMillis,
        long heartbeatMillis,
        long firstMessageMillis) {
    /** What holds unless told otherwise. */
    public static LiveLimits defaults() {
        return new LiveLimits(2_000, 256, 20_000, 1, 50, 5_000, 5_000);
    }

    public LiveLimits {
        if (subscribers < 1 || topicsPerSubscriber < 1 || topics < topicsPerSubscriber) {
            throw new IllegalArgumentException("live limits must be positive and hold one subscriber's topics");
        }
        if (metricGapMillis < 0 || treeGapMillis < 0 || heartbeatMillis < 1 || firstMessageMillis < 1) {
            throw new IllegalArgumentException("live times must not be negative");
        }
    }

    /** The same with that many subscribers. */
    public LiveLimits withSubscribers(int count) {
        return new LiveLimits(
                count,
                topicsPerSubscriber,
                topics,
                metricGapMillis,
                treeGapMillis,
                heartbeatMillis,
                firstMessageMillis);
    }

    /** The same with that pace of metrics; a tree is never faster. */
    public LiveLimits withMetricGapMillis(long gapMillis) {
        return new LiveLimits(
                subscribers,
                topicsPerSubscriber,
                topics,
                gapMillis,
                Math.max(treeGapMillis, gapMillis),
                heartbeatMillis,
                firstMessageMillis);
    }

    /** The same with that time between heartbeats. */
    public LiveLimits withHeartbeatMillis(long millis) {
        return new LiveLimits(
                subscribers, topicsPerSubscriber, topics, metricGapMillis, treeGapMillis, millis, firstMessageMillis);
    }
}
