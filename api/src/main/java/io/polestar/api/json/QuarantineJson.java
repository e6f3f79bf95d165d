package io.polestar.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.engine.Refusal;
import io.polestar.ingest.quarantine.QuarantineCounts;
import io.polestar.ingest.quarantine.QuarantineLimits;
import io.polestar.ingest.quarantine.QuarantinedEvent;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The quarantine as JSON. */
public final class QuarantineJson {
    private QuarantineJson() {}

    /**
     * What became of an event that was to be sent again.
     *
     * @param id its number in the quarantine
     * @param outcome accepted, duplicate, rejected, unknown, incomplete or waiting
     * @param refusal why it was rejected; null when it was not
     */
    public record Result(long id, String outcome, @Nullable Refusal refusal) {}

    /** Writes what is held. */
    public static void list(
            JsonGenerator out, QuarantineCounts counts, QuarantineLimits limits, List<QuarantinedEvent> events)
            throws IOException {
        out.writeStartObject();
        out.writeNumberField("held", counts.events());
        out.writeNumberField("bytes", counts.bytes());
        out.writeNumberField("maxEvents", limits.events());
        out.writeNumberField("maxBytes", limits.bytes());
        out.writeNumberField("pushedOut", counts.pushedOut());
        out.writeNumberField("beyondList", counts.beyondList());
        out.writeArrayFieldStart("events");
        for (QuarantinedEvent event : events) {
            event(out, event);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void event(JsonGenerator out, QuarantinedEvent event) throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", event.id());
        Json.time(out, "time", event.timeMillis());
        Json.text(out, "source", event.source());
        out.writeStringField("format", event.format().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("index", event.reason().index());
        out.writeStringField("field", event.reason().field());
        out.writeStringField("value", event.reason().value());
        out.writeStringField("rule", event.reason().rule());
        out.writeBooleanField("complete", event.complete());
        out.writeStringField("text", event.text());
        out.writeEndObject();
    }

    /** Writes what became of those sent again; {@code sequence} is 0 when none was taken. */
    public static void results(JsonGenerator out, List<Result> results, long sequence) throws IOException {
        out.writeStartObject();
        out.writeNumberField("sequence", sequence);
        out.writeArrayFieldStart("results");
        for (Result result : results) {
            out.writeStartObject();
            out.writeNumberField("id", result.id());
            out.writeStringField("outcome", result.outcome());
            Refusal refusal = result.refusal();
            if (refusal != null) {
                out.writeStringField("field", refusal.field());
                out.writeStringField("value", refusal.value());
                out.writeStringField("rule", refusal.rule());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
