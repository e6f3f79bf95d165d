package io.polestar.api.channel.sender;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.api.channel.wording.Briefing;
import io.polestar.api.channel.wording.Parcel;
import io.polestar.api.channel.wording.Told;
import io.polestar.api.json.Json;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.dispatch.Message;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * A message as JSON for programs, in the frame that Standard Webhooks ask for: {@code type}, {@code timestamp} and {@code data}. Fields are
 * only ever added.
 */
final class ParcelJson {
    private ParcelJson() {}

    static void write(JsonGenerator out, Parcel parcel, String title) throws IOException {
        Message message = parcel.message();
        String cause = message.cause().name().toLowerCase(Locale.ROOT);
        out.writeStartObject();
        out.writeStringField("type", "alert." + cause);
        Json.time(out, "timestamp", message.decisionMillis());
        out.writeObjectFieldStart("data");
        out.writeStringField("id", message.id());
        out.writeStringField("channel", message.channel());
        out.writeStringField("group", message.group());
        out.writeStringField("cause", cause);
        out.writeNumberField("sequence", message.sequence());
        out.writeStringField("title", title);
        out.writeArrayFieldStart("alerts");
        for (Told told : parcel.told()) {
            alert(out, told);
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void alert(JsonGenerator out, Told told) throws IOException {
        AlertNote alert = told.alert();
        out.writeStartObject();
        out.writeStringField("rule", alert.rule());
        Json.text(out, "segment", alert.segment());
        out.writeStringField("episode", alert.episode());
        out.writeStringField("state", alert.state().name().toLowerCase(Locale.ROOT));
        out.writeBooleanField("provisional", alert.provisional());
        out.writeStringField("severity", alert.severity());
        Json.text(out, "owner", alert.owner());
        out.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : alert.labels().entrySet()) {
            out.writeStringField(label.getKey(), label.getValue());
        }
        out.writeEndObject();
        out.writeStringField("metric", alert.metric());
        out.writeStringField("window", alert.window());
        Json.number(out, "value", alert.value());
        Json.number(out, "threshold", alert.threshold());
        Json.number(out, "bandLow", alert.bandLow());
        Json.number(out, "bandHigh", alert.bandHigh());
        Json.time(out, "since", alert.sinceMillis());
        out.writeNumberField("sequence", alert.sequence());
        out.writeObjectFieldStart("times");
        Json.time(out, "event", alert.eventMillis());
        Json.time(out, "ingestion", alert.ingestMillis());
        Json.time(out, "decision", alert.decisionMillis());
        out.writeEndObject();
        Briefing briefing = told.briefing();
        if (briefing != null) {
            briefing(out, briefing);
        }
        out.writeEndObject();
    }

    private static void briefing(JsonGenerator out, Briefing briefing) throws IOException {
        out.writeObjectFieldStart("briefing");
        out.writeStringField("title", briefing.title());
        out.writeStringField("metric", briefing.metric());
        out.writeStringField("value", briefing.value());
        out.writeStringField("bound", briefing.bound());
        out.writeStringField("since", briefing.since());
        Json.texts(out, "path", briefing.path());
        out.writeArrayFieldStart("movers");
        for (Briefing.Mover mover : briefing.movers()) {
            out.writeStartObject();
            out.writeStringField("kind", mover.kind().name().toLowerCase(Locale.ROOT));
            out.writeStringField("name", mover.name());
            out.writeStringField("change", mover.change());
            out.writeEndObject();
        }
        out.writeEndArray();
        Json.texts(out, "staleSources", briefing.staleSources());
        Json.text(out, "annotation", briefing.annotation());
        Json.text(out, "link", briefing.link());
        out.writeEndObject();
    }
}
