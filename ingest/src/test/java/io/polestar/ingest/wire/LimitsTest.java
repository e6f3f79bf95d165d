package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.Limits.DEFAULTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bound, exactly at it and one past it. The bound on a body is in {@link BodyReaderTest}. */
class LimitsTest {
    @Test
    void anEventOfExactlyTheAllowedBytesIsTakenWhereverItStands() {
        String event = "{\"type\":\"t\",\"data\":{\"a\":\"xxxxxxxxxx\"}}";
        Limits atBound = DEFAULTS.withLineBytes(event.length());
        Limits onePast = DEFAULTS.withLineBytes(event.length() - 1);

        for (String body :
                new String[] {event, "[" + event + "]", " " + event + " ", " [ " + event + " , " + event + "]"}) {
            accepts(atBound, WireFormat.JSON, body);
            rejects(onePast, WireFormat.JSON, body, "", WireRule.EVENT_TOO_LONG);
        }
        accepts(atBound, WireFormat.NDJSON, event + "\r\n" + event);
        rejects(onePast, WireFormat.NDJSON, event + "\r\n" + event, "", WireRule.EVENT_TOO_LONG);
        assertThat(Sent.as(WireFormat.NDJSON, "{" + "x".repeat(200), atBound)
                        .rejection()
                        .rule())
                .isEqualTo(WireRule.EVENT_TOO_LONG.words(atBound));
    }

    @Test
    void theLongestEventByDefaultIs64KiB() {
        int frame = "{\"type\":\"t\",\"a\":\"\"}".length();
        Limits roomy = DEFAULTS.withTextBytes(1 << 20);
        accepts(roomy, WireFormat.NDJSON, "{\"type\":\"t\",\"a\":\"" + "x".repeat((64 << 10) - frame) + "\"}");
        rejects(
                roomy,
                WireFormat.NDJSON,
                "{\"type\":\"t\",\"a\":\"" + "x".repeat((64 << 10) - frame + 1) + "\"}",
                "",
                WireRule.EVENT_TOO_LONG);
    }

    @Test
    void oneEventTooManyIsRejectedAndTheOthersGoIn() {
        Limits three = DEFAULTS.withEvents(3);
        String event = "{\"type\":\"t\"}";

        assertThat(Sent.as(WireFormat.NDJSON, (event + "\n").repeat(3), three)
                        .result()
                        .rejected())
                .isZero();
        Sent lines = Sent.as(WireFormat.NDJSON, (event + "\n").repeat(5), three);
        Sent array = Sent.as(WireFormat.JSON, "[" + event + ("," + event).repeat(4) + "]", three);
        for (Sent sent : new Sent[] {lines, array}) {
            assertThat(sent.result().accepted()).isEqualTo(3);
            assertThat(sent.result().rejected()).isEqualTo(2);
            assertThat(sent.result().rejections().get(0))
                    .isEqualTo(new Rejection(3, "", event, WireRule.TOO_MANY_EVENTS.words(three)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 64})
    void nestingIsBounded(int depth) {
        Limits limits = DEFAULTS.withDepth(depth).withNameBytes(1_000);
        // The event is the first level and data the second.
        accepts(limits, WireFormat.JSON, nestedObjects(depth));
        accepts(limits, WireFormat.JSON, nestedArrays(depth));
        assertThat(Sent.as(WireFormat.JSON, nestedObjects(depth + 1), limits)
                        .rejection()
                        .rule())
                .isEqualTo(WireRule.TOO_DEEP.words(limits));
        assertThat(Sent.as(WireFormat.JSON, nestedArrays(depth + 1), limits)
                        .rejection()
                        .rule())
                .isEqualTo(WireRule.TOO_DEEP.words(limits));
    }

    private static String nestedObjects(int depth) {
        return "{\"type\":\"t\",\"data\":" + "{\"a\":".repeat(depth - 1) + "1" + "}".repeat(depth);
    }

    private static String nestedArrays(int depth) {
        return "{\"type\":\"t\",\"data\":{\"a\":" + "[".repeat(depth - 2) + "1" + "]".repeat(depth - 2) + "}}";
    }

    @Test
    void propertiesAreCountedOverTheWholeEvent() {
        accepts(DEFAULTS, WireFormat.JSON, properties(63));
        assertThat(Sent.json(properties(64)).rejection())
                .isEqualTo(new Rejection(0, "p63", "63", WireRule.TOO_MANY_PROPERTIES.words(DEFAULTS)));
    }

    /** One property at the top, {@code count} in data. */
    private static String properties(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"p" + i + "\":" + i)
                .collect(Collectors.joining(",", "{\"type\":\"t\",\"extra\":1,\"data\":{", "}}"));
    }

    @Test
    void aNameIsMeasuredWithItsParentsInBytes() {
        accepts(DEFAULTS, WireFormat.JSON, "{\"type\":\"t\",\"data\":{\"" + "n".repeat(128) + "\":1}}");
        rejects(
                DEFAULTS,
                WireFormat.JSON,
                "{\"type\":\"t\",\"data\":{\"" + "n".repeat(129) + "\":1}}",
                "data",
                WireRule.NAME_TOO_LONG);
        accepts(DEFAULTS, WireFormat.JSON, "{\"type\":\"t\",\"data\":{\"a\":{\"" + "é".repeat(63) + "\":1}}}");
        rejects(
                DEFAULTS,
                WireFormat.JSON,
                "{\"type\":\"t\",\"data\":{\"a\":{\"" + "é".repeat(63) + "n\":1}}}",
                "a",
                WireRule.NAME_TOO_LONG);
    }

    @Test
    void aTextIsMeasuredInBytesOnceItsEscapesAreResolved() {
        accepts(DEFAULTS, WireFormat.JSON, text("x".repeat(1_024)));
        rejects(DEFAULTS, WireFormat.JSON, text("x".repeat(1_025)), "a", WireRule.TEXT_TOO_LONG);
        accepts(DEFAULTS, WireFormat.JSON, text("\\n".repeat(1_024)));
        rejects(DEFAULTS, WireFormat.JSON, text("\\n".repeat(1_025)), "a", WireRule.TEXT_TOO_LONG);
        accepts(DEFAULTS, WireFormat.JSON, text("\\u00e9".repeat(512)));
        rejects(DEFAULTS, WireFormat.JSON, text("\\u00e9".repeat(512) + "x"), "a", WireRule.TEXT_TOO_LONG);
        accepts(DEFAULTS, WireFormat.JSON, "{\"type\":\"t\",\"a\":[" + " ".repeat(1_022) + "]}");
        rejects(
                DEFAULTS,
                WireFormat.JSON,
                "{\"type\":\"t\",\"a\":[" + " ".repeat(1_023) + "]}",
                "a",
                WireRule.TEXT_TOO_LONG);
    }

    private static String text(String content) {
        return "{\"type\":\"t\",\"a\":\"" + content + "\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "id", "source", "subject"})
    void anAttributeIsMeasuredInBytes(String attribute) {
        String event = attribute.equals("type") ? "{\"type\":\"%s\"}" : "{\"type\":\"t\",\"" + attribute + "\":\"%s\"}";

        accepts(DEFAULTS, WireFormat.JSON, event.formatted("x".repeat(256)));
        rejects(DEFAULTS, WireFormat.JSON, event.formatted("x".repeat(257)), attribute, WireRule.ATTRIBUTE_TOO_LONG);
        rejects(
                DEFAULTS,
                WireFormat.JSON,
                event.formatted("é".repeat(128) + "x"),
                attribute,
                WireRule.ATTRIBUTE_TOO_LONG);
    }

    @Test
    void anIntegerIdIsMeasuredToo() {
        accepts(DEFAULTS, WireFormat.JSON, "{\"type\":\"t\",\"id\":" + "1".repeat(256) + "}");
        rejects(
                DEFAULTS,
                WireFormat.JSON,
                "{\"type\":\"t\",\"id\":" + "1".repeat(257) + "}",
                "id",
                WireRule.ATTRIBUTE_TOO_LONG);
    }

    @Test
    void rejectionsPastTheListAreOnlyCounted() {
        Sent atBound = Sent.as(WireFormat.NDJSON, "x\n".repeat(1_000), DEFAULTS);
        Sent onePast = Sent.as(WireFormat.NDJSON, "x\n".repeat(1_001), DEFAULTS);

        assertThat(atBound.result().rejections()).hasSize(1_000);
        assertThat(onePast.result().rejections()).hasSize(1_000);
        assertThat(onePast.result().rejected()).isEqualTo(1_001);
    }

    @Test
    void aQuotedValueIsCutTo100Characters() {
        assertThat(Sent.json("{\"type\":\"t\",\"time\":\"" + "x".repeat(100) + "\"}")
                        .rejection()
                        .value())
                .isEqualTo("x".repeat(100));
        assertThat(Sent.json("{\"type\":\"t\",\"time\":\"" + "x".repeat(101) + "\"}")
                        .rejection()
                        .value())
                .isEqualTo("x".repeat(100));
        assertThat(Sent.json("{\"type\":\"t\",\"time\":\"" + "x".repeat(99) + "😀\"}")
                        .rejection()
                        .value())
                .isEqualTo("x".repeat(99));
    }

    @Test
    void aBodyHoldsAtMost4096Names() {
        StringBuilder body = new StringBuilder();
        // The type and the source take two names.
        for (int i = 0; i < 4_095; i++) {
            body.append("{\"type\":\"t\",\"source\":\"s\",\"p").append(i).append("\":1}\n");
        }
        Sent sent = Sent.as(WireFormat.NDJSON, body.toString());

        assertThat(sent.result().accepted()).isEqualTo(4_094);
        assertThat(sent.rejection())
                .isEqualTo(new Rejection(4_094, "p4094", "1", WireRule.TOO_MANY_NAMES.words(DEFAULTS)));
    }

    @Test
    void anEventOfTensOfThousandsOfKeysIsRejectedWhateverTheLimits() {
        Limits roomy = DEFAULTS.withProperties(4_096).withDepth(16).withLineBytes(1 << 20);
        String event = IntStream.range(0, 4_000)
                .mapToObj(i -> "\"k" + i + "\":" + "{\"a\":".repeat(7) + "1" + "}".repeat(7))
                .collect(Collectors.joining(",", "{\"type\":\"t\",", "}"));
        Sent sent = Sent.as(WireFormat.NDJSON, event + "\n{\"type\":\"t\"}", roomy);

        assertThat(sent.rejection().rule()).isEqualTo(WireRule.TOO_MANY_NAMES.words(roomy));
        assertThat(sent.events()).extracting(Sent.Event::index).containsExactly(1);
    }

    @Test
    void aFullBatchRejectsWhatDoesNotFit() {
        StringBuilder types = new StringBuilder();
        for (int i = 0; i < 4_096; i++) {
            types.append("{\"type\":\"t").append(i).append("\"}\n");
        }
        Sent sent = Sent.as(WireFormat.NDJSON, types.toString());

        assertThat(sent.result().accepted()).isEqualTo(4_095);
        assertThat(sent.rejection().rule()).isEqualTo(WireRule.BATCH_FULL.words(DEFAULTS));
    }

    @Test
    void limitsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withDepth(1))
                .withMessage("depth must be from 2 to 64, depth=1");
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withDepth(65));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withBodyBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withBodyBytes((1 << 30) + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withLineBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withEvents(0));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withProperties(4_097));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withNameBytes(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withTextBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withAttributeBytes(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withRejectionsListed(-1));
    }

    private static void accepts(Limits limits, WireFormat format, String body) {
        assertThat(Sent.as(format, body, limits).result().rejections()).isEmpty();
    }

    private static void rejects(Limits limits, WireFormat format, String body, String field, WireRule rule) {
        assertThat(Sent.as(format, body, limits).result().rejections())
                .isNotEmpty()
                .allSatisfy(rejection -> {
                    assertThat(rejection.field()).isEqualTo(field);
                    assertThat(rejection.rule()).isEqualTo(rule.words(limits));
                });
    }
}
