package io.polestar.api.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.api.channel.outbox.ChannelCounts;
import io.polestar.api.channel.outbox.ParkedParcel;
import io.polestar.api.channel.sender.Outcome;
import io.polestar.api.json.Json;
import io.polestar.engine.dispatch.Message;
import io.polestar.engine.tree.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Channels as JSON. Says where secrets are kept nowhere, and secrets never. */
public final class ChannelJson {
    /** The most messages set aside that are listed of one channel. */
    static final int MOST_PARKED = 100;

    private ChannelJson() {}

    /** Writes all channels. */
    public static void list(JsonGenerator out, ChannelBoard board) throws IOException {
        out.writeStartObject();
        out.writeNumberField("bytes", board.bytes());
        out.writeArrayFieldStart("channels");
        for (ChannelStatus status : board.status()) {
            channel(out, status, board.parked(status.id()));
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void channel(JsonGenerator out, ChannelStatus status, List<ParkedParcel> parked) throws IOException {
        Channel channel = status.channel();
        ChannelCounts counts = status.counts();
        out.writeStartObject();
        out.writeStringField("id", status.id());
        out.writeStringField("state", state(status));
        Json.text(out, "kind", channel == null ? null : channel.target().word());
        Json.text(out, "language", channel == null ? null : channel.language().tag());
        out.writeObjectFieldStart("labels");
        if (channel != null) {
            for (Map.Entry<String, String> label : channel.labels().entrySet()) {
                out.writeStringField(label.getKey(), label.getValue());
            }
        }
        out.writeEndObject();
        out.writeNumberField("perMinute", channel == null ? 0 : channel.perMinute());
        out.writeNumberField("waiting", counts.waiting());
        Json.time(out, "oldestWaiting", counts.oldestWaitingMillis());
        out.writeNumberField("standing", counts.standing());
        out.writeNumberField("taken", counts.taken());
        out.writeNumberField("sent", counts.sent());
        out.writeNumberField("retried", counts.retried());
        out.writeNumberField("dropped", counts.dropped());
        Json.time(out, "lastSent", counts.lastSentMillis());
        Json.text(out, "lastError", counts.lastError());
        Json.time(out, "lastErrorAt", counts.lastErrorMillis());
        out.writeNumberField("parked", counts.parked());
        parked(out, parked);
        out.writeEndObject();
    }

    private static String state(ChannelStatus status) {
        if (status.channel() == null) {
            return "gone";
        }
        ChannelCounts counts = status.counts();
        boolean failing = counts.lastError() != null && counts.lastErrorMillis() > counts.lastSentMillis();
        return failing ? "failing" : counts.waiting() > 0 ? "sending" : "idle";
    }

    private static void parked(JsonGenerator out, List<ParkedParcel> parked) throws IOException {
        out.writeArrayFieldStart("parkedMessages");
        for (ParkedParcel one : parked.stream().limit(MOST_PARKED).toList()) {
            Message message = one.parcel().message();
            out.writeStartObject();
            out.writeStringField("id", message.id());
            out.writeStringField("cause", message.cause().name().toLowerCase(Locale.ROOT));
            Json.texts(
                    out,
                    "rules",
                    message.alerts().stream()
                            .map(alert -> alert.rule())
                            .distinct()
                            .toList());
            out.writeStringField("reason", one.reason());
            Json.time(out, "parked", one.millis());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Writes what became of a test. */
    public static void test(JsonGenerator out, Outcome outcome) throws IOException {
        String reason = "";
        String word = "delivered";
        if (outcome instanceof Outcome.Delivered delivered) {
            reason = delivered.remark();
        } else if (outcome instanceof Outcome.TryLater later) {
            word = "failed";
            reason = later.reason();
        } else if (outcome instanceof Outcome.Refused refused) {
            word = "refused";
            reason = refused.reason();
        }
        out.writeStartObject();
        out.writeStringField("outcome", word);
        out.writeStringField("reason", reason);
        out.writeEndObject();
    }

    /** Writes how many messages go out again. */
    public static void resent(JsonGenerator out, int messages) throws IOException {
        out.writeStartObject();
        out.writeNumberField("resent", messages);
        out.writeEndObject();
    }
}
