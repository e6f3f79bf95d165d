package io.polestar.ingest.wire;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.EventCursor;
import io.polestar.engine.event.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A body as it was read: the result and the events that are in the batch. */
record Sent(ReadResult result, List<Event> events) {
    /** An event read back; {@code timeMillis} is null when it is that of arrival. Properties: Double, String, Boolean, null, {@link Json}. */
    record Event(
            int index,
            String type,
            String source,
            String id,
            String subject,
            Long timeMillis,
            Map<String, Object> properties) {}

    /** A property kept as JSON text. */
    record Json(String text) {}

    static Sent json(String body) {
        return as(WireFormat.JSON, body);
    }

    static Sent lines(String... lines) {
        return as(WireFormat.NDJSON, String.join("\n", lines));
    }

    static Sent as(WireFormat format, String body) {
        return as(format, body.getBytes(StandardCharsets.UTF_8), Limits.DEFAULTS);
    }

    static Sent as(WireFormat format, String body, Limits limits) {
        return as(format, body.getBytes(StandardCharsets.UTF_8), limits);
    }

    static Sent as(WireFormat format, byte[] body, Limits limits) {
        return by(new EventReader(limits), format, body);
    }

    /** By a reader that may have read other bodies before. */
    static Sent by(EventReader reader, WireFormat format, byte[] body) {
        EventBatch batch = new EventBatch();
        ReadResult result = reader.read(format, body, body.length, batch);
        return new Sent(result, events(batch));
    }

    static Sent binary(Map<String, String> headers, String contentType, String body) {
        EventBatch batch = new EventBatch();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ReadResult result =
                new EventReader(Limits.DEFAULTS).readBinary(headers, contentType, bytes, bytes.length, batch);
        return new Sent(result, events(batch));
    }

    /** The only event. */
    Event event() {
        if (events.size() != 1) {
            throw new AssertionError("one event expected: " + this);
        }
        return events.get(0);
    }

    /** The only rejection. */
    Rejection rejection() {
        if (result.rejections().size() != 1) {
            throw new AssertionError("one rejection expected: " + this);
        }
        return result.rejections().get(0);
    }

    static List<Event> events(EventBatch batch) {
        batch.seal();
        EventCursor cursor = new EventCursor().wrap(batch.bytes());
        List<Event> events = new ArrayList<>();
        while (cursor.next()) {
            String id = null;
            String subject = null;
            Map<String, Object> properties = new LinkedHashMap<>();
            while (cursor.nextProperty()) {
                Object value = value(cursor);
                switch (cursor.propertyRef()) {
                    case EventCursor.ID_REF -> id = (String) value;
                    case EventCursor.SUBJECT_REF -> subject = (String) value;
                    default -> properties.put(cursor.name(cursor.propertyRef()), value);
                }
            }
            events.add(new Event(
                    cursor.position(),
                    cursor.name(cursor.typeRef()),
                    cursor.name(cursor.sourceRef()),
                    id,
                    subject,
                    cursor.timeIsArrival() ? null : cursor.timeMillis(),
                    properties));
        }
        return events;
    }

    private static Object value(EventCursor cursor) {
        byte[] bytes = cursor.bytes();
        int offset = cursor.propertyOffset();
        return switch (EventCursor.tag(bytes, offset)) {
            case Tag.NUMBER -> EventCursor.number(bytes, offset);
            case Tag.TEXT -> text(bytes, offset);
            case Tag.JSON -> new Json(text(bytes, offset));
            case Tag.TRUE -> true;
            case Tag.FALSE -> false;
            default -> null;
        };
    }

    private static String text(byte[] bytes, int offset) {
        return new String(
                bytes, EventCursor.textOffset(offset), EventCursor.textLength(bytes, offset), StandardCharsets.UTF_8);
    }
}
