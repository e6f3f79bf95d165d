package io.polestar.api.prometheus;

import io.polestar.api.channel.ChannelBoard;
import io.polestar.api.channel.ChannelStatus;
import io.polestar.api.channel.outbox.ChannelCounts;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Channels as Prometheus samples. */
final class ChannelSamples {
    private final PrometheusText out;
    private final List<ChannelStatus> channels;

    private ChannelSamples(PrometheusText out, List<ChannelStatus> channels) {
        this.out = out;
        this.channels = channels;
    }

    static void writeTo(PrometheusText out, ChannelBoard board, long nowMillis) {
        ChannelSamples samples = new ChannelSamples(out, board.status());
        samples.family("waiting_messages", "gauge", "Messages that wait", ChannelCounts::waiting);
        samples.family(
                "oldest_waiting_seconds",
                "gauge",
                "How long the oldest message has waited",
                counts -> counts.waiting() == 0 ? 0 : (nowMillis - counts.oldestWaitingMillis()) / 1e3);
        samples.family("parked_messages", "gauge", "Messages set aside", ChannelCounts::parked);
        samples.family("standing_alerts", "gauge", "Alerts said again until they end", ChannelCounts::standing);
        samples.family("taken_total", "counter", "Messages taken", ChannelCounts::taken);
        samples.family("sent_total", "counter", "Messages delivered", ChannelCounts::sent);
        samples.family("retried_total", "counter", "Attempts that failed and are repeated", ChannelCounts::retried);
        samples.family("set_aside_total", "counter", "Messages that were set aside", ChannelCounts::setAside);
        samples.family("dropped_total", "counter", "Messages given up for lack of room", ChannelCounts::dropped);
        out.single("polestar_outbox_bytes", "gauge", "Bytes of the messages kept", board.bytes());
        out.single(
                "polestar_outbox_write_failures_total",
                "counter",
                "Times the disk did not take what became of a message",
                board.unwritten());
    }

    private void family(String name, String type, String help, ToDoubleFunction<ChannelCounts> value) {
        String full = "polestar_channel_" + name;
        out.family(full, type, help + ", by channel");
        for (ChannelStatus channel : channels) {
            out.sample(full, value.applyAsDouble(channel.counts()), "channel", channel.id());
        }
    }
}
