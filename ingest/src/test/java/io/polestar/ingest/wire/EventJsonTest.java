package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.EventJson;
import io.polestar.engine.event.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine writes as JSON reads back as the same event, to the last bit. */
class EventJsonTest {
    private final EventReader reader =
            new EventReader(Limits.DEFAULTS.withTextBytes(1 << 20).withLineBytes(1 << 20));
    private final EventJson json = new EventJson();

    @Test
    void anEventIsWrittenInOneLineWithItsAttributesFirst() {
        assertThat(rewritten("""
                {"data": {"a": {"b": 1.50}, "list": [1,
                 "x\\ny"], "no": null, "yes": true, "id": "inner"}, "type": "order", "id": 7, "time": 1700000000.25, "more": "\\u0001\\"\\\\"}
                """))
                .isEqualTo(
                        "{\"id\":\"7\",\"source\":\"default\",\"type\":\"order\",\"time\":\"2023-11-14T22:13:20.250Z\",\"data\":{"
                                + "\"a.b\":1.5,\"list\":[1,  \"x\\ny\"],\"no\":null,\"yes\":true,\"id\":\"inner\",\"more\":\"\\u0001\\\"\\\\\"}}");
    }

    @Test
    void aPropertyThatIsCalledDataOrHasDotsStaysWhatItIs() {
        assertRoundTrip("{\"type\":\"a\",\"time\":1,\"data\":5}");
        assertRoundTrip("{\"type\":\"a\",\"time\":1,\"data\":{\"data\":{\"data\":1},\"a.b.c\":2,\"x\":{}}}");
        assertRoundTrip(
                "{\"type\":\"a\",\"time\":1,\"data\":{\"time\":1,\"subject\":\"s\",\"source\":[ ],\"\\u00e9\\n\":\"\"}}");
    }

    @Test
    void anEventWithoutATimeStaysWithout() {
        assertThat(rewritten("{\"type\":\"a\"}")).isEqualTo("{\"source\":\"default\",\"type\":\"a\",\"data\":{}}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyNumberAndAnyTextSurvive(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            EventBatch batch = new EventBatch();
            batch.beginEvent();
            batch.time(Math.floorMod(random.nextLong(), 200_000_000_000_000L));
            batch.type(utf8("t"), 0, 1);
            byte[] text = utf8(text(random));
            if (text.length > 0 && text.length < 200) {
                batch.id(text, 0, text.length);
                batch.subject(text, 0, text.length);
                batch.source(text, 0, text.length);
            }
            batch.number(name(batch, "n"), number(random));
            batch.text(name(batch, "t" + text(random)), text, 0, text.length);
            batch.endEvent();
            batch.seal();
            List<String> expected = described(batch);
            json.write(cursor(batch));
            assertThat(described(read(Arrays.copyOf(json.bytes(), json.length()))))
                    .as("seed %d, %s", seed, new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
    }

    private static double number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(2_000) - 1_000;
            case 1 -> random.nextLong() * 1e-3;
            case 2 ->
                new double[] {-1, 0, Double.MIN_VALUE, Double.MAX_VALUE, 1L << 53, -(1L << 53) - 2, 1e15, 0.1}
                        [random.nextInt(8)];
            case 3 -> Math.round(random.nextDouble() * 1e6) / 100.0;
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(any) ? any : 1;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            int[] kinds = {
                random.nextInt(128),
                random.nextInt(0x800),
                0x4E00 + random.nextInt(0x5000),
                0x1F600 + random.nextInt(64)
            };
            text.appendCodePoint(kinds[random.nextInt(kinds.length)]);
        }
        return text.toString();
    }

    private void assertRoundTrip(String event) {
        assertThat(described(read(utf8(rewritten(event))))).isEqualTo(described(read(utf8(event))));
    }

    private String rewritten(String event) {
        json.write(cursor(read(utf8(event.replace("\n", " ").strip()))));
        return new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8);
    }

    private EventBatch read(byte[] line) {
        EventBatch batch = new EventBatch();
        ReadResult result = reader.read(WireFormat.NDJSON, line, line.length, batch);
        assertThat(result.rejections()).isEmpty();
        batch.seal();
        return batch;
    }

    private static EventCursor cursor(EventBatch batch) {
        EventCursor cursor = new EventCursor().wrap(batch.bytes());
        assertThat(cursor.next()).isTrue();
        return cursor;
    }

    private static List<String> described(EventBatch batch) {
        EventCursor cursor = cursor(batch);
        List<String> lines = new ArrayList<>();
        lines.add(cursor.name(cursor.typeRef()) + " " + cursor.name(cursor.sourceRef()) + " " + cursor.timeMillis()
                + " " + cursor.timeIsArrival() + " " + cursor.identity());
        List<String> properties = new ArrayList<>();
        while (cursor.nextProperty()) {
            int ref = cursor.propertyRef();
            int at = cursor.propertyOffset();
            byte[] bytes = cursor.bytes();
            byte tag = EventCursor.tag(bytes, at);
            String value = tag == Tag.NUMBER
                    ? Long.toHexString(Double.doubleToRawLongBits(EventCursor.number(bytes, at)))
                    : tag == Tag.TEXT || tag == Tag.JSON
                            ? new String(
                                    bytes,
                                    EventCursor.textOffset(at),
                                    EventCursor.textLength(bytes, at),
                                    StandardCharsets.UTF_8)
                            : "";
            properties.add((ref < EventCursor.FIRST_NAME_REF ? "#" + ref : cursor.name(ref)) + " " + tag + " " + value);
        }
        properties.sort(null);
        lines.addAll(properties);
        return lines;
    }

    private static int name(EventBatch batch, String name) {
        return batch.name(utf8(name), 0, utf8(name).length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
