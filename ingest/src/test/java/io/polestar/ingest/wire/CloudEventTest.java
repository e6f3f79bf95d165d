package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {
    private static final String EVENT = """
            {"specversion": "1.0", "id": "A-1", "source": "/shop", "type": "order", "time": "2026-01-31T08:15:00Z",
             "subject": "b-7", "datacontenttype": "application/json", "traceparent": "00-1", "data": {"price": 12.5}}
            """;
    private static final Map<String, String> HEADERS = Map.of(
            "Ce-Specversion",
            "1.0",
            "Ce-Id",
            "A-1",
            "ce-source",
            "/shop",
            "ce-type",
            "order",
            "Content-Type",
            "x",
            "ce-subject",
            "%E8%AE%A2%20b");

    @Test
    void structuredModeKeepsAttributesAndExtensions() {
        Sent.Event event = Sent.as(WireFormat.CLOUDEVENT, EVENT).event();

        assertThat(event.id()).isEqualTo("A-1");
        assertThat(event.source()).isEqualTo("/shop");
        assertThat(event.subject()).isEqualTo("b-7");
        assertThat(event.properties())
                .containsExactly(
                        entry("datacontenttype", "application/json"),
                        entry("traceparent", "00-1"),
                        entry("price", 12.5));
    }

    @Test
    void batchedModeIsAnArray() {
        Sent sent = Sent.as(WireFormat.CLOUDEVENT_BATCH, "[" + EVENT + "," + EVENT + "]");
        assertThat(sent.result().accepted()).isEqualTo(2);
        assertThat(Sent.as(WireFormat.CLOUDEVENT_BATCH, EVENT).rejection().rule())
                .isEqualTo(WireRule.NOT_AN_ARRAY.words(Limits.DEFAULTS));
        assertThat(Sent.as(WireFormat.CLOUDEVENT, "[" + EVENT + "]").rejection().rule())
                .isEqualTo(WireRule.NOT_AN_OBJECT.words(Limits.DEFAULTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void fourAttributesAreRequired(String attribute) {
        Rejection rejection = Sent.as(WireFormat.CLOUDEVENT, EVENT.replace("\"" + attribute + "\"", "\"other\""))
                .rejection();

        assertThat(rejection.field()).isEqualTo(attribute);
        assertThat(rejection.rule()).isEqualTo(WireRule.REQUIRED.words(Limits.DEFAULTS));
    }

    @Test
    void otherVersionsAreRejected() {
        Rejection rejection = Sent.as(WireFormat.CLOUDEVENT, EVENT.replace("\"1.0\"", "\"0.3\""))
                .rejection();

        assertThat(rejection)
                .isEqualTo(new Rejection(0, "specversion", "0.3", WireRule.SPECVERSION.words(Limits.DEFAULTS)));
    }

    @Test
    void binaryDataStaysTextInBase64() {
        Sent.Event event = Sent.as(
                        WireFormat.CLOUDEVENT,
                        EVENT.replace("\"data\": {\"price\": 12.5}", "\"data_base64\": \"aGk=\""))
                .event();

        assertThat(event.properties()).contains(entry("data_base64", "aGk="));
    }

    @Test
    void binaryModeTakesAttributesFromHeadersAndDataFromTheBody() {
        Sent.Event event = Sent.binary(HEADERS, "application/json; charset=utf-8", " {\"price\": 12.5} ")
                .event();

        assertThat(event.type()).isEqualTo("order");
        assertThat(event.subject()).isEqualTo("订 b");
        assertThat(event.properties())
                .containsOnly(entry("datacontenttype", "application/json; charset=utf-8"), entry("price", 12.5));
    }

    @Test
    void binaryModeTakesAnyDataOfAnyType() {
        assertThat(Sent.binary(HEADERS, null, "7").event().properties()).containsOnly(entry("data", 7.0));
        assertThat(Sent.binary(HEADERS, null, "").event().properties()).isEmpty();
        assertThat(Sent.binary(HEADERS, "text/plain", "a \"b\"").event().properties())
                .contains(entry("data", "a \"b\""));
        assertThat(Sent.binary(HEADERS, "image/png", "hi").event().properties()).contains(entry("data_base64", "aGk="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{},\"x\":1", "{", "nope", "[1", "\u0000", "{}}"})
    void binaryModeRejectsABodyThatIsNotOneJsonValue(String body) {
        Sent sent = Sent.binary(HEADERS, "application/json", body);

        assertThat(sent.events()).isEmpty();
        assertThat(sent.rejection().field()).isIn("data", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff", "a%c3"})
    void binaryModeRejectsAHeaderThatDoesNotDecode(String value) {
        Map<String, String> headers = Map.of("ce-specversion", "1.0", "ce-id", value, "ce-source", "s", "ce-type", "t");

        assertThat(Sent.binary(headers, null, "{}").rejection())
                .isEqualTo(new Rejection(0, "ce-id", value, WireRule.HEADER.words(Limits.DEFAULTS)));
    }
}
