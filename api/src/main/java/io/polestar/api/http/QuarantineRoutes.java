package io.polestar.api.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.QuarantineJson;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.Acks;
import io.polestar.engine.Readiness;
import io.polestar.ingest.quarantine.Quarantine;
import io.polestar.ingest.quarantine.QuarantinedEvent;
import io.polestar.ingest.wire.BodyReader;
import io.polestar.ingest.wire.Limits;
import io.polestar.ingest.wire.WireFormat;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/quarantine}: what was rejected, sending it again after a fix, and deleting it. */
public final class QuarantineRoutes {
    private static final int DEFAULT_LISTED = 100;
    private static final int MOST_LISTED = 1_000;
    private static final int MOST_RESENT = 1_000;
    private static final String WANTED =
            "the body must be {\"ids\": [7, 8]} or {\"events\": [{\"id\": 7, \"event\": {…}}]}";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Backend backend;
    private final Quarantine quarantine;
    private final Limits limits;
    private final Acks defaultAcks;

    /** The quarantine of that engine; {@code defaultAcks} is what a request gets that does not ask. */
    public QuarantineRoutes(Backend backend, Quarantine quarantine, Limits limits, Acks defaultAcks) {
        this.backend = backend;
        this.quarantine = quarantine;
        this.limits = limits;
        this.defaultAcks = defaultAcks;
    }

    /** {@code GET /v1/quarantine}: answered whether the engine is ready or not. */
    public void list(Context request) {
        long limit = number(request.queryParam("limit"), "limit", DEFAULT_LISTED, MOST_LISTED);
        long before = number(request.queryParam("before"), "before", Long.MAX_VALUE, Long.MAX_VALUE);
        List<QuarantinedEvent> events = quarantine.list((int) limit, request.queryParam("source"), before);
        Reads.answer(request, out -> QuarantineJson.list(out, quarantine.counts(), quarantine.limits(), events));
    }

    /** {@code DELETE /v1/quarantine/{id}}. */
    public void delete(Context request) {
        String id = request.pathParam("id");
        if (!quarantine.delete(number(id, "id", 0, Long.MAX_VALUE))) {
            throw new ProblemException(Problems.notFound("the quarantine holds no event of this id, id=" + id));
        }
        request.status(204);
    }

    /** {@code POST /v1/quarantine/resend}. */
    public void resend(Context request) throws IOException {
        Acks acks = BatchQuery.acks(request.queryParam("acks"), defaultAcks);
        JsonNode body = body(request);
        Readiness readiness = backend.readiness();
        if (!readiness.isReady()) {
            throw new ProblemException(Problems.notReady(readiness));
        }
        Resend resend = new Resend(backend, quarantine, limits, acks);
        for (JsonNode id : body.path("ids")) {
            resend.send(id.asLong());
        }
        for (JsonNode fixed : body.path("events")) {
            JsonNode event = fixed.path("event");
            WireFormat format = event.has("specversion") ? WireFormat.CLOUDEVENT : WireFormat.JSON;
            resend.sendFixed(fixed.path("id").asLong(), format, JSON.writeValueAsBytes(event));
        }
        Reads.answer(request, out -> QuarantineJson.results(out, resend.results(), resend.sequence()));
    }

    private JsonNode body(Context request) throws IOException {
        BodyReader.Body read = new BodyReader(limits).read(request.req().getInputStream(), false);
        if (!(read instanceof BodyReader.Body.Whole whole)) {
            throw new ProblemException(Problems.tooLarge("a body must be at most " + limits.bodyBytes() + " bytes"));
        }
        JsonNode body = parsed(whole);
        int events = body.path("ids").size() + body.path("events").size();
        boolean understood = events > 0
                && all(body.path("ids"), JsonNode::isIntegralNumber)
                && all(
                        body.path("events"),
                        one -> one.path("id").isIntegralNumber()
                                && one.path("event").isObject());
        if (!understood) {
            throw ReadQuery.invalid(WANTED);
        }
        if (events > MOST_RESENT) {
            throw ReadQuery.invalid("at most " + MOST_RESENT + " events may be sent again at once, events=" + events);
        }
        return body;
    }

    private interface Rule {
        boolean holds(JsonNode node);
    }

    /** Whether this is absent, or an array all of whose elements keep a rule. */
    private static boolean all(JsonNode array, Rule rule) {
        boolean holds = array.isMissingNode() || array.isArray();
        for (JsonNode one : array) {
            holds &= rule.holds(one);
        }
        return holds;
    }

    private static JsonNode parsed(BodyReader.Body.Whole body) throws IOException {
        try {
            return JSON.readTree(body.bytes(), 0, body.length());
        } catch (JacksonException notJson) {
            throw ReadQuery.invalid(WANTED);
        }
    }

    private static long number(@Nullable String text, String name, long unsaid, long most) {
        if (text == null) {
            return unsaid;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw ReadQuery.invalid(name + " must be a whole number from 1"
                    + (most == Long.MAX_VALUE ? "" : " to " + most) + ", " + name + "=" + text);
        }
        return Long.parseLong(text);
    }
}
