package io.polestar.api.channel.outbox;

/**
 * How much the outbox keeps.
 *
 * @param waiting the most messages that wait for one channel; above, its oldest is set aside
 * @param parked the most messages set aside, of all channels; above, the oldest is given up
 * @param bytes the most bytes of all messages kept; above, the oldest one set aside is given up, then the oldest that waits
 * @param remembered the most ids of delivered messages, by which a message that comes again is known
 * @param giveUpMillis how long a message is tried before it is set aside, milliseconds
 */
public record OutboxLimits(int waiting, int parked, long bytes, int remembered, long giveUpMillis) {
    /** 10,000 that wait for a channel, 1,000 set aside, 64 MiB, 50,000 ids, three days. */
    public static final OutboxLimits DEFAULT = new OutboxLimits(10_000, 1_000, 64L << 20, 50_000, 3 * 86_400_000L);

    public OutboxLimits {
        if (waiting < 1 || parked < 0 || bytes < 1 || remembered < 1 || giveUpMillis < 1) {
            throw new IllegalArgumentException("limits must be positive, waiting=" + waiting + " parked=" + parked
                    + " bytes=" + bytes + " remembered=" + remembered + " giveUpMillis=" + giveUpMillis);
        }
    }
}
