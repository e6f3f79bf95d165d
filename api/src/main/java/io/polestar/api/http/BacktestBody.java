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
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.RuleDraft;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a backtest: a rule, by its id or as a definition has it, and a time. What breaks a rule ends the request with the rule. */
final class BacktestBody {
    private static final int MAX_BYTES = 1 << 16;
    private static final int MAX_DEPTH = 16;
    private static final List<String> FIELDS = List.of("rule", "from", "to");
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());

    private BacktestBody() {}

    /** What a request asks of the definition in force. */
    static BacktestRequest read(Context request, Definition inForce) throws IOException {
        byte[] bytes = request.bodyInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(Problems.tooLarge("a body must be at most " + MAX_BYTES + " bytes"));
        }
        JsonNode body = parse(bytes);
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw ReadQuery.invalid("a field is one of " + FIELDS + ", field=" + name);
            }
        });
        RuleDraft draft = rule(body.get("rule"), inForce);
        long from = time(body.get("from"), "from", BacktestRequest.EVER);
        long to = time(body.get("to"), "to", BacktestRequest.NOW);
        if (from >= to) {
            throw ReadQuery.invalid("from must be before to, from=" + body.get("from") + ", to=" + body.get("to"));
        }
        return new BacktestRequest(draft.definition(), draft.rule(), from, to);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode body = MAPPER.readTree(bytes);
            if (body != null && body.isObject()) {
                return body;
            }
            throw ReadQuery.invalid("a body must be a JSON object such as {\"rule\":\"few_orders\"}");
        } catch (JsonProcessingException e) {
            throw ReadQuery.invalid("a body must be JSON, " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static RuleDraft rule(@Nullable JsonNode rule, Definition inForce) {
        if (rule == null || !(rule.isTextual() || rule.isObject())) {
            throw ReadQuery.invalid("rule must be the id of a rule, or an object or a YAML text as under alerts: in a"
                    + " definition, rule=" + rule);
        }
        String text = rule.isTextual() ? rule.textValue() : rule.toString();
        if (rule.isTextual() && text.indexOf(':') < 0) {
            if (inForce.rules().stream().map(Rule::id).noneMatch(text::equals)) {
                throw new ProblemException(Problems.notFound("the definition has no such rule, rule=" + text));
            }
            return new RuleDraft(inForce, text);
        }
        try {
            return RuleDraft.read(inForce, text, "rule");
        } catch (DefinitionException refused) {
            throw DefinitionBody.refused(refused);
        }
    }

    private static long time(@Nullable JsonNode node, String field, long otherwise) {
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
}
