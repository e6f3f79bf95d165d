package io.polestar.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.TimeLength;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small JSON object that an operator sends. What breaks a rule ends the request with the rule. */
final class OperationBody {
    private static final int MAX_BYTES = 1 << 16;
    private static final int MAX_DEPTH = 4;
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());

    private final JsonNode body;

    private OperationBody(JsonNode body) {
        this.body = body;
    }

    /** Reads the body of a request, in which only some fields may be; none at all is an empty object. */
    static OperationBody read(Context request, Set<String> fields) {
        if (request.contentLength() > MAX_BYTES) {
            throw new ProblemException(Problems.tooLarge("a body must be at most " + MAX_BYTES + " bytes"));
        }
        byte[] bytes = request.bodyAsBytes();
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(Problems.tooLarge("a body must be at most " + MAX_BYTES + " bytes"));
        }
        JsonNode body = bytes.length == 0 ? MAPPER.createObjectNode() : parse(bytes);
        body.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw ReadQuery.invalid(
                        "a field is one of " + fields.stream().sorted().toList() + ", field=" + name);
            }
        });
        return new OperationBody(body);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode body = MAPPER.readTree(bytes);
            if (body != null && body.isObject()) {
                return body;
            }
            throw ReadQuery.invalid("a body must be a JSON object");
        } catch (JsonProcessingException e) {
            throw ReadQuery.invalid("a body must be JSON, " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /** A text that must be there. */
    String required(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw ReadQuery.invalid(field + " is missing");
        }
        return text;
    }

    /** A text, or null. */
    @Nullable
    String text(String field) {
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw ReadQuery.invalid(field + " must be a text, " + field + "=" + node);
        }
        return node.textValue();
    }

    /** A moment: RFC 3339 or epoch milliseconds; the default without it. */
    long time(String field, long otherwise) {
        JsonNode node = body.get(field);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        try {
            return OffsetDateTime.parse(node.asText()).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw ReadQuery.invalid(field + " must be RFC 3339 or epoch milliseconds, " + field + "=" + node);
        }
    }

    /** A length of time in milliseconds; 0 without it. */
    long length(String field) {
        String text = text(field);
        if (text == null) {
            return 0;
        }
        try {
            return TimeLength.parseMillis(text);
        } catch (IllegalArgumentException e) {
            throw ReadQuery.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Texts by name. */
    Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode node = body.get(field);
        if (node == null || !node.isObject()) {
            throw ReadQuery.invalid(field + " must be an object of texts");
        }
        node.fields().forEachRemaining(entry -> {
            if (!entry.getValue().isTextual()) {
                throw ReadQuery.invalid(field + "." + entry.getKey() + " must be a text");
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        });
        return texts;
    }
}
