package io.polestar.api.channel.sender;

import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.engine.tree.Channel;
import java.time.Clock;

/** Makes senders. */
public final class Senders {
    private final HttpCaller http;
    private final Clock clock;

    /** Senders that call out this way. */
    public Senders(HttpCaller http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** What sends to a channel. */
    public Sender of(Channel channel) {
        SheetWriter words = new SheetWriter(channel.language());
        Channel.Target target = channel.target();
        if (target instanceof Channel.Webhook webhook) {
            return new WebhookSender(webhook, words, http, clock);
        }
        throw new IllegalArgumentException("there is no sender, kind=" + target.word());
    }
}
