package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.gauge.AnomalyReading;
import io.polestar.engine.tree.TimeLength;
import java.io.IOException;

/** What was unusual as a JSON object. */
public final class AnomalyJson {
    private AnomalyJson() {}

    /** Writes a row of panes with their bands. */
    public static void write(JsonGenerator out, AnomalyReading reading) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", reading.metric());
        out.writeStringField("window", reading.window());
        out.writeStringField("pane", TimeLength.format(reading.paneMillis()));
        Json.number(out, "falseAlarmsPerMonth", reading.falseAlarmsPerMonth());
        Json.times(out, "times", reading.times());
        Json.numbers(out, "values", reading.values());
        Json.numbers(out, "expected", reading.expected());
        Json.numbers(out, "low", reading.low());
        Json.numbers(out, "high", reading.high());
        out.writeFieldName("unusual");
        out.writeArray(reading.unusual(), 0, reading.unusual().length);
        ReadingJson.trust(out, reading.trust());
        out.writeEndObject();
    }
}
