package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.polestar.ingest.wire.Sent.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainEventTest {
    @Test
    void anEventCarriesItsAttributesAndItsData() {
        Sent.Event event = Sent.json("""
                        {"type": "order", "time": "2026-01-31T08:15:00Z", "id": "o-1", "source": "shop", "subject": "b-7",
                         "data": {"country": "France", "price": 12.5, "gift": true, "coupon": null}}
                        """).event();

        assertThat(event.type()).isEqualTo("order");
        assertThat(event.timeMillis())
                .isEqualTo(Instant.parse("2026-01-31T08:15:00Z").toEpochMilli());
        assertThat(event.id()).isEqualTo("o-1");
        assertThat(event.source()).isEqualTo("shop");
        assertThat(event.subject()).isEqualTo("b-7");
        assertThat(event.properties())
                .containsExactly(
                        entry("country", "France"), entry("price", 12.5), entry("gift", true), entry("coupon", null));
    }

    @Test
    void onlyTheTypeIsRequired() {
        Sent.Event event = Sent.json("{\"type\":\"visit\"}").event();

        assertThat(event).isEqualTo(new Sent.Event(0, "visit", "default", null, null, null, event.properties()));
        assertThat(event.properties()).isEmpty();
    }

    @Test
    void nestedObjectsBecomeDottedNames() {
        Sent.Event event = Sent.json("{\"type\":\"order\",\"data\":{\"a\":{\"b\":{\"c\":1},\"d\":\"x\"},\"e\":2}}")
                .event();

        assertThat(event.properties()).containsExactly(entry("a.b.c", 1.0), entry("a.d", "x"), entry("e", 2.0));
    }

    @Test
    void arraysAndEmptyObjectsAreKeptAsJson() {
        Sent.Event event = Sent.json("{\"type\":\"order\",\"data\":{\"tags\":[1, {\"a\":\"\\u00e9\"}],\"none\":{}}}")
                .event();

        assertThat(event.properties())
                .containsExactly(entry("tags", new Json("[1, {\"a\":\"\\u00e9\"}]")), entry("none", new Json("{}")));
    }

    @Test
    void otherTopLevelKeysAreProperties() {
        Sent.Event event = Sent.json(
                        "{\"type\":\"order\",\"country\":\"France\",\"specversion\":\"0.9\",\"cart\":{\"size\":3},\"data\":{\"x\":1}}")
                .event();

        assertThat(event.properties())
                .containsExactly(
                        entry("country", "France"),
                        entry("specversion", "0.9"),
                        entry("cart.size", 3.0),
                        entry("x", 1.0));
    }

    @Test
    void dataThatIsNoObjectIsThePropertyData() {
        assertThat(Sent.json("{\"type\":\"t\",\"data\":7}").event().properties())
                .containsExactly(entry("data", 7.0));
        assertThat(Sent.json("{\"type\":\"t\",\"data\":[7]}").event().properties())
                .containsExactly(entry("data", new Json("[7]")));
        assertThat(Sent.json("{\"type\":\"t\",\"data\":null}").event().properties())
                .isEmpty();
        assertThat(Sent.json("{\"type\":\"t\",\"data\":{}}").event().properties())
                .isEmpty();
    }

    @Test
    void attributeNamesInsideDataAreProperties() {
        Sent.Event event = Sent.json("{\"type\":\"t\",\"data\":{\"type\":\"inner\",\"id\":5,\"time\":\"noon\"}}")
                .event();

        assertThat(event.type()).isEqualTo("t");
        assertThat(event.id()).isNull();
        assertThat(event.timeMillis()).isNull();
        assertThat(event.properties()).containsExactly(entry("type", "inner"), entry("id", 5.0), entry("time", "noon"));
    }

    @Test
    void idAndSubjectMayBeIntegersOfAnyLength() {
        Sent.Event event = Sent.json("{\"type\":\"t\",\"id\":12345678901234567890123,\"subject\":-17}")
                .event();

        assertThat(event.id()).isEqualTo("12345678901234567890123");
        assertThat(event.subject()).isEqualTo("-17");
    }

    @Test
    void nullAttributesAreAbsent() {
        Sent.Event event = Sent.json("{\"type\":\"t\",\"id\":null,\"subject\":null,\"source\":null,\"time\":null}")
                .event();

        assertThat(event).isEqualTo(new Sent.Event(0, "t", "default", null, null, null, event.properties()));
    }

    @Test
    void escapesInKeysAndTextsAreResolved() {
        Sent.Event event = Sent.json(
                        "{\"ty\\u0070e\":\"\\u8ba2\\u5355\",\"data\":{\"q\\\"uote\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\ude00\\u0000z\"}}")
                .event();

        assertThat(event.type()).isEqualTo("订单");
        assertThat(event.properties()).containsExactly(entry("q\"uote", "a\"\\/\b\f\n\r\t😀\0z"));
    }

    @Test
    void textOutsideOfAsciiIsKept() {
        Sent.Event event = Sent.json("{\"type\":\"订单\",\"data\":{\"国家\":\"法国 é ß 😀\",\"𐍈\":\"\u007f\u0080\uffff\"}}")
                .event();

        assertThat(event.type()).isEqualTo("订单");
        assertThat(event.properties()).containsExactly(entry("国家", "法国 é ß 😀"), entry("𐍈", "\u007f\u0080\uffff"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1769847300, 2026-01-31T08:15:00Z",
        "1769847300.123, 2026-01-31T08:15:00.123Z",
        "1769847300.1239999, 2026-01-31T08:15:00.123Z",
        "1700000000.123, 2023-11-14T22:13:20.123Z",
        "1.7e9, 2023-11-14T22:13:20Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "1769847300123, 2026-01-31T08:15:00.123Z",
        "1769847300123.9, 2026-01-31T08:15:00.123Z",
        "253402300799999, 9999-12-31T23:59:59.999Z",
        "0.00000000000000000000000000000001, 1970-01-01T00:00:00Z",
        "1769847300.123000000000000000000000000000009, 2026-01-31T08:15:00.123Z",
        "0e999999999999, 1970-01-01T00:00:00Z",
        "1e-999999999999, 1970-01-01T00:00:00Z"
    })
    void numericTimesAreSecondsOrMillisecondsByMagnitude(String number, Instant instant) {
        assertThat(Sent.json("{\"type\":\"t\",\"time\":" + number + "}").event().timeMillis())
                .isEqualTo(instant.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0.001",
                "253402300800000",
                "1e15",
                "1e300",
                "\"1969-12-31T23:59:59Z\"",
                "\"1970-01-01T00:00:00+00:01\"",
                "\"9999-12-31T23:59:59-00:01\"",
                "\"0000-01-01T00:00:00Z\""
            })
    void timesOutsideOf1970To9999AreRejected(String time) {
        Rejection rejection =
                Sent.json("{\"type\":\"t\",\"time\":" + time + "}").rejection();

        assertThat(rejection.field()).isEqualTo("time");
        assertThat(rejection.rule()).isEqualTo(WireRule.TIME_RANGE.words(Limits.DEFAULTS));
    }

    @Test
    void aNegativeZeroIsZero() {
        assertThat(Sent.json("{\"type\":\"t\",\"data\":{\"x\":-0,\"y\":-0.0e5}}")
                        .event()
                        .properties())
                .containsExactly(entry("x", 0.0), entry("y", 0.0));
    }

    @Test
    void keysInAnyOrderAndOfAnyShapeAreRecognisedAfterEachOther() {
        Sent sent = Sent.lines(
                "{\"type\":\"a\",\"data\":{\"one\":1,\"two\":2}}",
                "{\"data\":{\"two\":2,\"one\":1},\"type\":\"a\"}",
                "{\"type\":\"a\",\"data\":{\"one\":1,\"two\":2,\"three\":3}}",
                "{\"type\":\"a\",\"data\":{\"three\":3}}",
                "{ \"type\" : \"a\" , \"data\" : { \"tw\" : 1 , \"two\" : 2 , \"twoo\" : 3 } }",
                "{\"type\":\"a\",\"data\":{\"tw\":1,\"two\":2,\"twoo\":3}}");

        assertThat(sent.events())
                .extracting(e -> e.properties().keySet().toString())
                .containsExactly(
                        "[one, two]",
                        "[two, one]",
                        "[one, two, three]",
                        "[three]",
                        "[tw, two, twoo]",
                        "[tw, two, twoo]");
    }

    @Test
    void aKeyWithAQuoteInItIsNotTakenForAShorterKeyAndItsValue() {
        Sent sent = Sent.lines(
                "{\"type\":\"a\",\"x\\\":1,\\\"y\":5}", //
                "{\"type\":\"a\",\"x\":1,\"y\":5}");

        assertThat(sent.events().get(0).properties()).containsExactly(entry("x\":1,\"y", 5.0));
        assertThat(sent.events().get(1).properties()).containsExactly(entry("x", 1.0), entry("y", 5.0));
    }
}
