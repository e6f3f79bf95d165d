package io.polestar.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polestar.engine.event.EventBatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 10,000 damaged bodies of each format: never an exception, every event accounted for, no good line lost. */
class MutatedBodiesTest {
    private static final int ROUNDS = 10_000;

    private final EventReader reader = new EventReader(Limits.DEFAULTS);

    @ParameterizedTest
    @EnumSource
    void aDamagedBodyIsReadToTheEndWithoutAnException(WireFormat format) {
        Random random = new Random(format.ordinal());
        BodyGenerator generator = new BodyGenerator(random);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = generator.mutated(body(format, generator, random));
            EventBatch batch = new EventBatch();
            ReadResult result = read(format, body, batch);

            int number = round;
            Supplier<String> seen = () -> "round " + number + ": " + new String(body, StandardCharsets.UTF_8);
            assertEquals(batch.count(), result.accepted(), seen);
            assertEquals(batch.rejected(), result.rejected(), seen);
            assertEquals(result.rejections().size(), result.rejected(), seen);
            assertEveryEventIsToldOnce(result, Sent.events(batch), seen);
        }
    }

    private static void assertEveryEventIsToldOnce(ReadResult result, List<Sent.Event> events, Supplier<String> seen) {
        BitSet told = new BitSet();
        events.forEach(event -> told.set(event.index()));
        result.rejections().forEach(rejection -> told.set(rejection.index()));
        int count = events.size() + result.rejections().size();
        assertEquals(count, told.cardinality(), seen);
        assertEquals(count, told.length(), seen);
        assertTrue(result.rejections().stream().allMatch(r -> r.value().length() <= Rejection.VALUE_CHARACTERS), seen);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void goodLinesAlwaysSurviveTheirNeighbours(long seed) {
        Random random = new Random(seed);
        BodyGenerator generator = new BodyGenerator(random);
        for (int round = 0; round < ROUNDS / 3; round++) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int lines = 1 + random.nextInt(6);
            List<String> good = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                if (random.nextBoolean()) {
                    String id = "good-" + line;
                    good.add(id);
                    body.writeBytes(("{\"type\":\"t\",\"id\":\"" + id + "\",\"data\":{\"x\":1}}")
                            .getBytes(StandardCharsets.UTF_8));
                } else {
                    byte[] damaged = generator.mutated(generator.event().getBytes(StandardCharsets.UTF_8));
                    body.writeBytes(new String(damaged, StandardCharsets.ISO_8859_1)
                            .replace('\n', ' ')
                            .getBytes(StandardCharsets.ISO_8859_1));
                }
                body.write('\n');
            }
            EventBatch batch = new EventBatch();
            byte[] bytes = body.toByteArray();
            reader.read(WireFormat.NDJSON, bytes, bytes.length, batch);

            int number = round;
            List<String> survived = Sent.events(batch).stream()
                    .map(Sent.Event::id)
                    .filter(id -> id != null && id.startsWith("good-"))
                    .toList();
            assertEquals(good, survived, () -> "round " + number + ": " + body.toString(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{\"a\":", "[{\"a\":", "\"", "{", "-", "1", "[1,", "\\", "\u00e9", "{\"type\":\"t\"},"})
    void bodiesOfOneThingRepeatedAreRejectedInGoodTime(String piece) {
        byte[] body = piece.repeat(200_000).getBytes(StandardCharsets.UTF_8);
        for (WireFormat format : List.of(WireFormat.JSON, WireFormat.NDJSON, WireFormat.CLOUDEVENT)) {
            ReadResult result = reader.read(format, body, body.length, new EventBatch());

            assertThat(result.rejected()).isBetween(1, 2);
        }
        byte[] array = ("[" + piece.repeat(200_000)).getBytes(StandardCharsets.UTF_8);
        ReadResult result = reader.read(WireFormat.JSON, array, array.length, new EventBatch());
        assertThat(result.rejected()).isPositive();
    }

    private ReadResult read(WireFormat format, byte[] body, EventBatch batch) {
        if (format == WireFormat.CLOUDEVENT_BINARY) {
            Map<String, String> headers =
                    Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "s", "ce-type", "t");
            return reader.readBinary(headers, "application/json", body, body.length, batch);
        }
        return reader.read(format, body, body.length, batch);
    }

    private static byte[] body(WireFormat format, BodyGenerator generator, Random random) {
        String[] events = new String[1 + random.nextInt(4)];
        Arrays.setAll(events, i -> generator.event());
        String one = events[0].replaceFirst("\\{", "{\"specversion\":\"1.0\",\"source\":\"s\",");
        return (switch (format) {
                    case JSON -> random.nextBoolean() ? events[0] : "[" + String.join(", ", events) + "]";
                    case NDJSON -> String.join("\n", events);
                    case CLOUDEVENT -> one;
                    case CLOUDEVENT_BATCH -> "[" + one + "," + one + "]";
                    case CLOUDEVENT_BINARY -> events[0];
                })
                .getBytes(StandardCharsets.UTF_8);
    }
}
