package io.polestar.api.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.api.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a client can subscribe to. Two clients that ask for the same share one evaluation. */
sealed interface Topic {
    /** Writes the topic as the object a client names it by. */
    void writeTo(JsonGenerator out) throws IOException;

    /**
     * One metric over one window.
     *
     * @param by dimension whose segments come along, null for none
     * @param segment the one segment wanted, null for all
     */
    record OfMetric(
            String metric,
            String window,
            @Nullable String by,
            @Nullable String segment) implements Topic {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("metric", metric);
            out.writeStringField("window", window);
            Json.text(out, "by", by);
            Json.text(out, "segment", segment);
            out.writeEndObject();
        }
    }

    /** The whole tree over one window. */
    record OfTree(String window) implements Topic {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("tree", window);
            out.writeEndObject();
        }
    }

    /** The alerts: their state first, then each transition. */
    record OfAlerts() implements Topic {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeBooleanField("alerts", true);
            out.writeEndObject();
        }
    }
}
