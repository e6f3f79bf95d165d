package io.polestar.api.channel.sender;

import io.polestar.api.channel.outgoing.HttpCaller;
import io.polestar.api.channel.outgoing.SmtpCaller;
import io.polestar.api.channel.wording.SheetWriter;
import io.polestar.engine.tree.Channel;
import java.time.Clock;

/** Makes senders. */
public final class Senders {
    private final HttpCaller http;
    private final SmtpCaller smtp;
    private final Clock clock;
    private final long sayAgainMillis;

    /**
     * Senders that call out this way.
     *
     * @param sayAgainMillis how often receivers that forget are told again, milliseconds
     */
    public Senders(HttpCaller http, SmtpCaller smtp, Clock clock, long sayAgainMillis) {
        this.http = http;
        this.smtp = smtp;
        this.clock = clock;
        this.sayAgainMillis = sayAgainMillis;
    }

    /** What sends to a channel. */
    public Sender of(Channel channel) {
        SheetWriter words = new SheetWriter(channel.language());
        Channel.Target target = channel.target();
        if (target instanceof Channel.Webhook webhook) {
            return new WebhookSender(webhook, words, http, clock);
        }
        if (target instanceof Channel.Slack slack) {
            return new SlackSender(slack, words, http);
        }
        if (target instanceof Channel.DingTalk dingTalk) {
            return new DingTalkSender(dingTalk, words, http, clock);
        }
        if (target instanceof Channel.Feishu feishu) {
            return new FeishuSender(feishu, channel.language(), words, http, clock);
        }
        if (target instanceof Channel.WeCom weCom) {
            return new WeComSender(weCom, words, http);
        }
        if (target instanceof Channel.Email email) {
            return new EmailSender(email, channel.language(), words, smtp, clock);
        }
        if (target instanceof Channel.Alertmanager alertmanager) {
            return new AlertmanagerSender(alertmanager, words, http, clock, sayAgainMillis);
        }
        throw new IllegalArgumentException("there is no sender, kind=" + target.word());
    }
}
