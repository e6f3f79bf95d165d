package io.polestar.api.channel;

import io.polestar.api.channel.outbox.Outbox;
import io.polestar.api.channel.sender.Outcome;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Told;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one channel's messages from the outbox to its sender, one at a time, until it is told to end. */
final class DeliveryThread extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);

    private final String channel;
    private final Outbox outbox;
    private final Attempt attempt;
    private final boolean forgets;
    private final Clock clock;
    private final long sayAgainMillis;
    private final @Nullable Thread before;
    private volatile boolean ending;

    /** @param before the thread that served the channel until now, which must have ended before this one begins; null if there was none */
    DeliveryThread(
            String channel, Outbox outbox, Attempt attempt, Clock clock, long sayAgainMillis, @Nullable Thread before) {
        super("polestar-channel-" + channel);
        setDaemon(true);
        this.channel = channel;
        this.outbox = outbox;
        this.attempt = attempt;
        this.forgets = attempt.sender().forgets();
        this.before = before;
        this.clock = clock;
        this.sayAgainMillis = sayAgainMillis;
    }

    /** Has it end after the attempt under way. */
    void end() {
        ending = true;
    }

    @Override
    public void run() {
        try {
            if (before != null) {
                before.join();
            }
            deliverAll();
        } catch (InterruptedException e) {
            LOG.error("deliveries of channel {} were interrupted, which nobody should do", channel, e);
        }
    }

    private void deliverAll() throws InterruptedException {
        long againMillis = clock.millis();
        while (!ending && !outbox.isStopped()) {
            if (forgets && clock.millis() >= againMillis) {
                sayAgain();
                againMillis = clock.millis() + sayAgainMillis;
            }
            Parcel parcel = outbox.next(channel);
            if (parcel != null && !ending) {
                deliver(parcel);
            }
        }
    }

    private void deliver(Parcel parcel) {
        outbox.attempted(channel);
        Outcome outcome = attempt.make((sender, secrets) -> sender.send(parcel, secrets));
        if (outcome instanceof Outcome.Delivered delivered) {
            outbox.delivered(parcel, forgets);
            remark(delivered.remark());
        } else if (outcome instanceof Outcome.TryLater later) {
            LOG.warn(
                    "message {} did not get through channel {}: {}",
                    parcel.message().id(),
                    channel,
                    later.reason());
            outbox.failed(parcel, later.reason(), later.askedMillis());
        } else if (outcome instanceof Outcome.Refused refused) {
            LOG.error(
                    "message {} was refused on channel {} and is set aside: {}",
                    parcel.message().id(),
                    channel,
                    refused.reason());
            outbox.refused(parcel, refused.reason());
        }
    }

    private void remark(String remark) {
        if (!remark.isEmpty()) {
            LOG.warn("channel {}: {}", channel, remark);
            outbox.troubled(channel, remark);
        }
    }

    private void sayAgain() {
        List<Told> standing = outbox.standing(channel);
        if (standing.isEmpty()) {
            return;
        }
        Outcome outcome = attempt.make((sender, secrets) -> sender.sayAgain(standing, secrets));
        if (outcome instanceof Outcome.TryLater later) {
            outbox.troubled(channel, later.reason());
        } else if (outcome instanceof Outcome.Refused refused) {
            outbox.troubled(channel, refused.reason());
        }
    }
}
