package io.polestar.api.channel.outbox;

import org.jspecify.annotations.Nullable;

/**
 * How a channel fares. Counters begin with the process.
 *
 * @param waiting messages that wait
 * @param oldestWaitingMillis when the oldest of them was taken, epoch milliseconds; {@code Long.MIN_VALUE} when none waits
 * @param parked messages set aside
 * @param standing alerts that are said again until they end
 * @param taken messages taken
 * @param sent messages delivered
 * @param retried attempts that failed and were or will be repeated
 * @param setAside messages set aside
 * @param dropped messages given up for lack of room
 * @param lastError why the latest failed attempt failed; null before the first
 * @param lastErrorMillis when, epoch milliseconds; {@code Long.MIN_VALUE} before the first
 * @param lastSentMillis when a message was delivered last, epoch milliseconds; {@code Long.MIN_VALUE} before the first
 */
public record ChannelCounts(
        int waiting,
        long oldestWaitingMillis,
        int parked,
        int standing,
        long taken,
        long sent,
        long retried,
        long setAside,
        long dropped,
        @Nullable String lastError,
        long lastErrorMillis,
        long lastSentMillis) {}
