package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.alert.Annotation;
import io.polestar.engine.alert.Silence;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What operators said as JSON objects. */
public final class OperationJson {
    private OperationJson() {}

    /** All silences, and whether each is in force at a clock. */
    public static void silences(JsonGenerator out, List<Silence> silences, long clockMillis) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("silences");
        for (Silence silence : silences) {
            out.writeStartObject();
            out.writeStringField("id", silence.id());
            out.writeObjectFieldStart("match");
            for (Map.Entry<String, String> matcher :
                    new TreeMap<>(silence.match().values()).entrySet()) {
                out.writeStringField(matcher.getKey(), matcher.getValue());
            }
            out.writeEndObject();
            Json.time(out, "start", silence.startMillis());
            Json.time(out, "end", silence.endMillis());
            out.writeStringField("creator", silence.creator());
            out.writeStringField("comment", silence.comment());
            out.writeStringField("state", state(silence, clockMillis));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String state(Silence silence, long clockMillis) {
        if (clockMillis < silence.startMillis()) {
            return "coming";
        }
        return clockMillis < silence.endMillis() ? "active" : "over";
    }

    /** All annotations, oldest first. */
    public static void annotations(JsonGenerator out, List<Annotation> annotations) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("annotations");
        for (Annotation annotation : annotations) {
            out.writeStartObject();
            out.writeStringField("id", annotation.id());
            Json.time(out, "time", annotation.timeMillis());
            Json.text(out, "metric", annotation.metric());
            out.writeStringField("text", annotation.text());
            out.writeStringField("author", annotation.author());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** That an act is done, and what it made or acted on. */
    public static void done(JsonGenerator out, String id) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", id);
        out.writeEndObject();
    }
}
