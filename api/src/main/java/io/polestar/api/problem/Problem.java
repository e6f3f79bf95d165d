package io.polestar.api.problem;

import com.fasterxml.jackson.core.JsonGenerator;
import io.polestar.api.json.DefinitionChangeJson;
import io.polestar.api.json.Json;
import io.polestar.engine.Refusal;
import java.io.IOException;
import java.util.List;

/**
 * An RFC 9457 problem document.
 *
 * @param kind short name that a program can rely on; the document's {@code type} is {@code /problems/<kind>}
 * @param status the HTTP status
 * @param title the kind in words, the same for every problem of the kind
 * @param detail what happened this time: the rule and the values
 * @param retryAfterSeconds when trying again makes sense, 0 when it does not
 * @param rejected events that were refused, each by its index; empty for problems that are not about events
 * @param definitionProblems what is wrong with a definition; empty for problems that are not about one
 */
public record Problem(
        String kind,
        int status,
        String title,
        String detail,
        int retryAfterSeconds,
        List<Refusal> rejected,
        List<io.polestar.engine.tree.Problem> definitionProblems) {
    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        rejected = List.copyOf(rejected);
        definitionProblems = List.copyOf(definitionProblems);
    }

    /** A problem without a retry and without events. */
    public static Problem of(String kind, int status, String title, String detail) {
        return new Problem(kind, status, title, detail, 0, List.of(), List.of());
    }

    /** The same problem, to be tried again after that many seconds. */
    public Problem retryAfter(int seconds) {
        return new Problem(kind, status, title, detail, seconds, rejected, definitionProblems);
    }

    /** The same problem with the events that were refused. */
    public Problem withRejected(List<Refusal> events) {
        return new Problem(kind, status, title, detail, retryAfterSeconds, events, definitionProblems);
    }

    /** The same problem with what is wrong with a definition. */
    public Problem withDefinitionProblems(List<io.polestar.engine.tree.Problem> problems) {
        return new Problem(kind, status, title, detail, retryAfterSeconds, rejected, problems);
    }

    /** The document as UTF-8 JSON. */
    public byte[] toBytes() {
        return Json.bytes(this::writeTo);
    }

    /** Writes the document as one JSON object. */
    public void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "/problems/" + kind);
        out.writeStringField("title", title);
        out.writeNumberField("status", status);
        out.writeStringField("detail", detail);
        if (!rejected.isEmpty()) {
            Json.rejected(out, rejected);
        }
        if (!definitionProblems.isEmpty()) {
            DefinitionChangeJson.problems(out, definitionProblems);
        }
        out.writeEndObject();
    }
}
