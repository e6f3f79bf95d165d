package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertsReading;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

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
        out.writeStringField("rule", alert.rule());
        out.writeStringField("state", alert.state().name().toLowerCase(Locale.ROOT));
        Json.number(out, "value", alert.value());
        Json.number(out, "threshold", alert.threshold());
        Json.time(out, "since", alert.sinceMillis());
        out.writeNumberField("sequence", alert.sequence());
        out.writeObjectFieldStart("times");
        Json.time(out, "event", alert.eventMillis());
        Json.time(out, "ingestion", alert.ingestMillis());
        Json.time(out, "decision", alert.decisionMillis());
    }

    private static void close(JsonGenerator out) throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }
}
