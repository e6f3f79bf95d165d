package io.polestar.api.live;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.api.json.Json;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.view.Slice;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client can subscribe to. Two clients that ask for the same share one evaluation. */
sealed interface Topic {
    /** Writes the topic as the object a client names it by. */
    void writeTo(JsonGenerator out) throws IOException;

    /**
     * One metric over one window.
     *
     * @param slice which part of it, and by what it is broken down
     * @param segment the one wanted of the segments that come along, null for all
     * @param against the earlier window it is compared with
     */
    record OfMetric(
            String metric,
            String window,
            Slice slice,
            @Nullable String segment,
            Comparison against) implements Topic {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("metric", metric);
            out.writeStringField("window", window);
            Json.text(out, "by", slice.by());
            Json.text(out, "segment", segment);
            if (!slice.where().isEmpty()) {
                out.writeObjectFieldStart("where");
                for (Map.Entry<String, String> condition : slice.where().entrySet()) {
                    out.writeStringField(condition.getKey(), condition.getValue());
                }
                out.writeEndObject();
            }
            if (slice.top() > 0) {
                out.writeNumberField("top", slice.top());
            }
            Topic.write(out, against);
            out.writeEndObject();
        }
    }

    /**
     * The whole tree over one window.
     *
     * @param against the earlier window it is compared with
     */
    record OfTree(String window, Comparison against) implements Topic {
        @Override
        public void writeTo(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("tree", window);
            Topic.write(out, against);
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

    private static void write(JsonGenerator out, Comparison against) throws IOException {
        if (against != Comparison.PREVIOUS) {
            out.writeStringField("against", against.word());
        }
    }
}
