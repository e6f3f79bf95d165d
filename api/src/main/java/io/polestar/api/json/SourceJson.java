package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.tree.Source;
import io.polestar.engine.view.SourceReading;
import io.polestar.engine.view.SourcesReading;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Sources of events as JSON objects. */
public final class SourceJson {
    private SourceJson() {}

    /** All sources. */
    public static void sources(JsonGenerator out, SourcesReading reading) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("sources");
        for (SourceReading source : reading.sources()) {
            out.writeStartObject();
            freshness(out, source);
            behaviour(out, source);
            out.writeEndObject();
        }
        out.writeEndArray();
        ReadingJson.trust(out, reading.trust());
        out.writeEndObject();
    }

    /** The fields that every trust carries of a source. */
    static void freshness(JsonGenerator out, SourceReading source) throws IOException {
        SourceReading.Counts counts = source.counts();
        out.writeStringField("source", source.source());
        out.writeStringField("state", source.state().name().toLowerCase(Locale.ROOT));
        Json.time(out, "newest", source.times().newestMillis());
        Json.time(out, "watermark", source.times().watermarkMillis());
        out.writeNumberField("events", counts.accepted());
        out.writeNumberField("late", counts.late());
        out.writeNumberField("duplicates", counts.duplicates());
        out.writeNumberField("rejected", counts.rejected());
    }

    private static void behaviour(JsonGenerator out, SourceReading source) throws IOException {
        Source declared = source.declared();
        Json.time(out, "arrival", source.times().arrivalMillis());
        Json.number(out, "ratePerSecond", source.ratePerSecond());
        out.writeNumberField("lagMillis", source.times().lagMillis());
        out.writeNumberField("skewMillis", source.times().skewMillis());
        out.writeNumberField("staleAfterMillis", source.staleMillis());
        out.writeBooleanField("declared", declared != null);
        out.writeObjectFieldStart("labels");
        if (declared != null) {
            for (Map.Entry<String, String> label : declared.labels().entrySet()) {
                out.writeStringField(label.getKey(), label.getValue());
            }
        }
        out.writeEndObject();
        Json.text(out, "owner", declared == null ? null : declared.owner());
    }
}
