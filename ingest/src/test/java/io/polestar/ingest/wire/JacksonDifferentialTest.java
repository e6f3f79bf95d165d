package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The grammar of JSON against Jackson's strict parser, and the values of accepted events against its tree. */
class JacksonDifferentialTest {
    private static final int ROUNDS = 40_000;

    private final ObjectMapper jackson = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void whatTheGrammarAcceptsIsWhatJacksonAccepts() {
        BodyGenerator generator = new BodyGenerator(new Random(42));
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = generator.mutated(generator.event().getBytes(StandardCharsets.UTF_8));
            Boolean ours = accepts(body);
            if (ours == null) {
                continue;
            }
            int number = round;
            assertEquals(
                    jacksonAccepts(body),
                    ours,
                    () -> "round " + number + ": " + new String(body, StandardCharsets.UTF_8));
            accepted += ours ? 1 : 0;
        }
        assertThat(accepted).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @Test
    void acceptedEventsHaveTheValuesThatJacksonReads() throws IOException {
        BodyGenerator generator = new BodyGenerator(new Random(43));
        EventReader reader = new EventReader(Limits.DEFAULTS);
        int accepted = 0;
        for (int round = 0; round < ROUNDS / 4; round++) {
            byte[] body = generator.event().getBytes(StandardCharsets.UTF_8);
            if (round % 4 == 0) {
                body = generator.mutated(body);
            }
            Sent sent = Sent.by(reader, WireFormat.JSON, body);
            if (sent.events().size() != 1 || body[0] == '[') {
                continue;
            }
            accepted++;
            Sent.Event event = sent.event();
            JsonNode tree = jackson.readTree(body);
            assertEquals(properties(tree), event.properties(), tree::toString);
            assertThat(event.type()).isEqualTo(tree.get("type").textValue());
            assertThat(event.id())
                    .isEqualTo(tree.hasNonNull("id") ? tree.get("id").asText() : null);
            assertThat(event.subject())
                    .isEqualTo(tree.hasNonNull("subject") ? tree.get("subject").asText() : null);
        }
        assertThat(accepted).isGreaterThan(ROUNDS / 10);
    }

    /** Whether the body is one JSON value; null where Jackson is known to judge otherwise. */
    private static Boolean accepts(byte[] body) {
        ByteScanner in = new ByteScanner();
        in.over(body, 0, body.length, false);
        try {
            new ValueSkipper(64).check(in, 1);
            return in.peek() == ByteScanner.END;
        } catch (Refused refused) {
            return switch (refused.rule) {
                // Jackson lets half a pair through, and reads numbers that no double holds.
                case SURROGATE, NUMBER_RANGE, TOO_DEEP -> null;
                default -> false;
            };
        }
    }

    private boolean jacksonAccepts(byte[] body) {
        try {
            // Jackson lets overlong forms and surrogates through.
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return !jackson.readTree(body).isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, Object> properties(JsonNode event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        event.properties().forEach(field -> {
            String name = field.getKey();
            if (name.equals("data") && field.getValue().isObject()) {
                field.getValue().properties().forEach(inner -> flatten(inner.getKey(), inner.getValue(), properties));
            } else if (name.equals("data") && field.getValue().isNull()) {
                assertThat(properties).doesNotContainKey("data");
            } else if (!Arrays.asList("type", "time", "id", "source", "subject").contains(name)) {
                flatten(name, field.getValue(), properties);
            }
        });
        properties.replaceAll((name, value) -> value instanceof JsonNode json ? jsonOf(json) : value);
        return properties;
    }

    private void flatten(String name, JsonNode value, Map<String, Object> into) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> flatten(name + "." + field.getKey(), field.getValue(), into));
        } else {
            into.put(name, scalar(value));
        }
    }

    private static Object scalar(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue() + 0.0;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNull() ? null : value;
    }

    /** The generator writes arrays as Jackson does. */
    private static Object jsonOf(JsonNode json) {
        return new Sent.Json(json.toString());
    }
}
