package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.explain.Prediction;
import java.io.IOException;

/** Predictions as JSON objects. */
public final class PredictionJson {
    private PredictionJson() {}

    /** The tree that would follow. */
    public static void write(JsonGenerator out, Prediction prediction) throws IOException {
        out.writeStartObject();
        out.writeStringField("window", prediction.window());
        Json.time(out, "from", prediction.span().fromMillis());
        Json.time(out, "to", prediction.span().toMillis());
        out.writeArrayFieldStart("nodes");
        for (Prediction.Node node : prediction.nodes()) {
            out.writeStartObject();
            out.writeStringField("metric", node.metric());
            Json.number(out, "now", node.now());
            Json.number(out, "then", node.then());
            Json.number(out, "change", node.then() - node.now());
            out.writeBooleanField("changed", node.changed());
            out.writeStringField("from", node.from().word());
            out.writeEndObject();
        }
        out.writeEndArray();
        ReadingJson.trust(out, prediction.trust());
        out.writeEndObject();
    }
}
