package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertsReading;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Alerts as JSON objects. */
public final class AlertJson {
    private AlertJson() {}

    /** All rules and the log of transitions. */
    public static void alerts(JsonGenerator out, AlertsReading reading) throws IOException {
        out.writeStartObject();
        list(out, "alerts", reading.current());
        list(out, "log", reading.log());
        ReadingJson.trust(out, reading.trust());
        out.writeEndObject();
    }

    /** One transition as it is pushed; {@code pushMillis} is when it left the server, epoch milliseconds. */
    public static void pushed(JsonGenerator out, AlertReading alert, long pushMillis) throws IOException {
        open(out, alert);
        Json.time(out, "push", pushMillis);
        close(out);
    }

    private static void list(JsonGenerator out, String name, List<AlertReading> alerts) throws IOException {
        out.writeArrayFieldStart(name);
        for (AlertReading alert : alerts) {
            open(out, alert);
            close(out);
        }
        out.writeEndArray();
    }

    private static void open(JsonGenerator out, AlertReading alert) throws IOException {
        out.writeStartObject();
        out.writeNumberField("number", alert.number());
        out.writeStringField("rule", alert.rule());
        segment(out, alert.segment());
        out.writeStringField("episode", alert.episode());
        out.writeStringField("from", lower(alert.from()));
        out.writeStringField("state", lower(alert.state()));
        out.writeStringField("reason", lower(alert.reason()));
        out.writeBooleanField("provisional", alert.provisional());
        acknowledgement(out, alert.acknowledgement());
        Json.text(out, "silencedBy", alert.silencedBy());
        Json.text(out, "inhibitedBy", alert.inhibitedBy());
        Json.number(out, "value", alert.value());
        Json.number(out, "threshold", alert.threshold());
        Json.number(out, "low", alert.low());
        Json.number(out, "high", alert.high());
        Json.time(out, "since", alert.sinceMillis());
        out.writeNumberField("sequence", alert.sequence());
        out.writeObjectFieldStart("times");
        Json.time(out, "event", alert.eventMillis());
        Json.time(out, "ingestion", alert.ingestMillis());
        Json.time(out, "decision", alert.decisionMillis());
    }

    /** Writes the field {@code segment}: a dimension and one of its values, or null for the whole. */
    static void segment(JsonGenerator out, @Nullable Segment segment) throws IOException {
        if (segment == null) {
            out.writeNullField("segment");
            return;
        }
        out.writeObjectFieldStart("segment");
        out.writeStringField("dimension", segment.dimension());
        out.writeStringField("value", segment.value());
        out.writeEndObject();
    }

    private static void acknowledgement(JsonGenerator out, AlertReading.@Nullable Acknowledgement given)
            throws IOException {
        if (given == null) {
            out.writeNullField("acknowledgement");
            return;
        }
        out.writeObjectFieldStart("acknowledgement");
        out.writeStringField("owner", given.owner());
        out.writeStringField("comment", given.comment());
        Json.time(out, "time", given.timeMillis());
        out.writeEndObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void close(JsonGenerator out) throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }
}
