package io.polestar.api.live;

import io.polestar.api.json.Json;
import io.polestar.api.json.ReadingJson;
import io.polestar.api.live.Update.Outgoing;
import io.polestar.api.problem.Problem;
import io.polestar.engine.view.Trust;
import org.jspecify.annotations.Nullable;

/** The messages that are not about one topic. */
final class Messages {
    private static final long NO_RESUME_POINT = -1;

    private Messages() {}

    /** An operation was done, on that many topics. */
    static Outgoing ack(String operation, int topics) {
        return message(NO_RESUME_POINT, out -> {
            out.writeStartObject();
            out.writeStringField("type", "ack");
            out.writeStringField("op", operation);
            out.writeNumberField("topics", topics);
            out.writeEndObject();
        });
    }

    /** An operation was not done. */
    static Outgoing error(Problem problem) {
        return message(NO_RESUME_POINT, out -> {
            out.writeStartObject();
            out.writeStringField("type", "error");
            out.writeFieldName("problem");
            problem.writeTo(out);
            out.writeEndObject();
        });
    }

    /** A sign of life; {@code trust} is null while the engine is not ready. */
    static Outgoing heartbeat(long nowMillis, @Nullable Trust trust) {
        return message(trust == null ? NO_RESUME_POINT : trust.sequence(), out -> {
            out.writeStartObject();
            out.writeStringField("type", "heartbeat");
            out.writeNumberField("sequence", trust == null ? 0 : trust.sequence());
            Json.time(out, "time", nowMillis);
            out.writeBooleanField("ready", trust != null);
            if (trust != null) {
                ReadingJson.trust(out, trust);
            }
            out.writeEndObject();
        });
    }

    private static Outgoing message(long sequence, Json.Body body) {
        return new Outgoing(Json.text(body), sequence);
    }
}
