package io.polestar.engine.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * Writes events as clients send them: one JSON object, in one line. What is read from it is the same event, its properties being
 * flattened: numbers to the last bit (but for -0, which is read as 0), texts, truth values and nulls as they are, arrays as the JSON that was sent but for line breaks
 * between their parts. Reused; one thread.
 */
public final class EventJson {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final double EXACT_INTEGERS = 1L << 53;

    private byte[] bytes = new byte[1024];
    private int length;
    private long lastMillis = Long.MIN_VALUE;
    private String lastTime = "";

    /** Writes the event that the cursor is at, over what was written before; its properties are read to their end. */
    public EventJson write(EventCursor event) {
        return write(event, "");
    }

    /**
     * Does so with an id for an event that has none; with an empty one it stays without. An event that waits for the time of its arrival is
     * written without a time.
     */
    public EventJson write(EventCursor event, String idOtherwise) {
        length = 0;
        raw("{");
        if (!attribute(event, EventCursor.ID_REF, "id") && !idOtherwise.isEmpty()) {
            raw("\"id\":");
            byte[] id = idOtherwise.getBytes(StandardCharsets.UTF_8);
            text(id, 0, id.length);
            raw(",");
        }
        raw("\"source\":");
        name(event, event.sourceRef());
        raw(",\"type\":");
        name(event, event.typeRef());
        raw(",");
        if (event.timeMillis() != 0 || !event.timeIsArrival()) {
            raw("\"time\":\"");
            raw(time(event.timeMillis()));
            raw("\",");
        }
        attribute(event, EventCursor.SUBJECT_REF, "subject");
        raw("\"data\":{");
        properties(event);
        raw("}}");
        return this;
    }

    private boolean attribute(EventCursor event, int wanted, String key) {
        event.rewindProperties();
        while (event.nextProperty()) {
            if (event.propertyRef() == wanted) {
                raw("\"");
                raw(key);
                raw("\":");
                value(event);
                raw(",");
                return true;
            }
        }
        return false;
    }

    private void properties(EventCursor event) {
        event.rewindProperties();
        boolean first = true;
        while (event.nextProperty()) {
            if (event.propertyRef() >= EventCursor.FIRST_NAME_REF) {
                if (!first) {
                    raw(",");
                }
                first = false;
                name(event, event.propertyRef());
                raw(":");
                value(event);
            }
        }
    }

    private void name(EventCursor event, int ref) {
        text(event.bytes(), event.nameOffset(ref), event.nameLength(ref));
    }

    private void value(EventCursor event) {
        byte[] from = event.bytes();
        int at = event.propertyOffset();
        switch (EventCursor.tag(from, at)) {
            case Tag.NUMBER -> raw(number(EventCursor.number(from, at)));
            case Tag.TEXT -> text(from, EventCursor.textOffset(at), EventCursor.textLength(from, at));
            case Tag.JSON -> json(from, EventCursor.textOffset(at), EventCursor.textLength(from, at));
            case Tag.TRUE -> raw("true");
            case Tag.FALSE -> raw("false");
            default -> raw("null");
        }
    }

    private static String number(double value) {
        boolean integer = value == Math.rint(value) && Math.abs(value) <= EXACT_INTEGERS;
        boolean minusZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
        return integer && !minusZero ? Long.toString((long) value) : Double.toString(value);
    }

    private String time(long epochMillis) {
        if (epochMillis != lastMillis) {
            lastMillis = epochMillis;
            lastTime = DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(epochMillis));
        }
        return lastTime;
    }

    private void text(byte[] utf8, int from, int count) {
        ensure(6 * count + 2);
        bytes[length++] = '"';
        for (int at = from; at < from + count; at++) {
            byte one = utf8[at];
            if (one == '"' || one == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = one;
            } else if (one >= 0 && one < ' ') {
                raw("\\u00");
                bytes[length++] = HEX[one >> 4];
                bytes[length++] = HEX[one & 15];
            } else {
                bytes[length++] = one;
            }
        }
        bytes[length++] = '"';
    }

    /** Line breaks stand between the parts of an array only: within a text they are escaped. */
    private void json(byte[] utf8, int from, int count) {
        ensure(count);
        for (int at = from; at < from + count; at++) {
            byte one = utf8[at];
            bytes[length++] = one == '\n' || one == '\r' ? (byte) ' ' : one;
        }
    }

    private void raw(String ascii) {
        ensure(ascii.length());
        for (int at = 0; at < ascii.length(); at++) {
            bytes[length++] = (byte) ascii.charAt(at);
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /** The line, from 0 to {@link #length}, without a line break; valid until the next is written. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }
}
