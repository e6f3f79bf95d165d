package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.WireRule.ATTRIBUTE_TOO_LONG;
import static io.polestar.ingest.wire.WireRule.EMPTY;
import static io.polestar.ingest.wire.WireRule.NOT_A_TIME;
import static io.polestar.ingest.wire.WireRule.NOT_TEXT;
import static io.polestar.ingest.wire.WireRule.NOT_TEXT_OR_INTEGER;
import static io.polestar.ingest.wire.WireRule.REQUIRED;
import static io.polestar.ingest.wire.WireRule.SPECVERSION;
import static io.polestar.ingest.wire.WireRule.TIME_RANGE;

import io.polestar.engine.event.EventBatch;
import io.polestar.ingest.wire.Key.Role;

/** Reads the values of an event's attributes: type, source, id, subject, time and CloudEvents' version. One thread. */
final class AttributeReader {
    private final ByteScanner in;
    private final Text text;
    private final NumberReader numbers;
    private final TimeReader times = new TimeReader();
    private final int attributeBytes;

    private boolean hasType;
    private boolean hasSource;
    private boolean hasId;
    private boolean hasSpecversion;

    AttributeReader(ByteScanner in, Text text, NumberReader numbers, int attributeBytes) {
        this.in = in;
        this.text = text;
        this.numbers = numbers;
        this.attributeBytes = attributeBytes;
    }

    /** Forgets the attributes of the event before. */
    void begin() {
        hasType = false;
        hasSource = false;
        hasId = false;
        hasSpecversion = false;
    }

    /** Reads the value at the cursor into the event being written; null is the same as absent. */
    void read(Role role, EventBatch batch) {
        int b = in.peek();
        if (b == 'n') {
            in.literal(ValueSkipper.NULL);
            return;
        }
        switch (role) {
            case TYPE -> {
                text(b);
                batch.type(text.bytes, text.from, text.length);
                hasType = true;
            }
            case SOURCE -> {
                text(b);
                batch.source(text.bytes, text.from, text.length);
                hasSource = true;
            }
            case ID -> {
                textOrInteger(b);
                batch.id(text.bytes, text.from, text.length);
                hasId = true;
            }
            case SUBJECT -> {
                textOrInteger(b);
                batch.subject(text.bytes, text.from, text.length);
            }
            case TIME -> batch.time(time(b));
            case SPECVERSION -> specversion(b);
            case DATA, PROPERTY -> throw new IllegalStateException("not an attribute: " + role);
        }
    }

    /** Refuses an event, begun at {@code at}, that lacks a required attribute. */
    void requireAll(boolean cloudEvent, int at) {
        require(hasType, "type", at);
        if (cloudEvent) {
            require(hasSpecversion, "specversion", at);
            require(hasId, "id", at);
            require(hasSource, "source", at);
        }
    }

    private static void require(boolean present, String attribute, int at) {
        if (!present) {
            throw new Refused(REQUIRED, at, attribute);
        }
    }

    private void text(int b) {
        if (b != '"') {
            throw wrong(b, NOT_TEXT);
        }
        int at = in.at;
        text.read(in, attributeBytes, ATTRIBUTE_TOO_LONG);
        if (text.length == 0) {
            throw new Refused(EMPTY, at);
        }
    }

    private void textOrInteger(int b) {
        if (b == '"') {
            text(b);
            return;
        }
        if (!startsNumber(b)) {
            throw wrong(b, NOT_TEXT_OR_INTEGER);
        }
        int at = in.at;
        numbers.read(in);
        if (!numbers.integer) {
            throw new Refused(NOT_TEXT_OR_INTEGER, at);
        }
        text.written(in.bytes, at, in.at - at);
        if (text.length > attributeBytes) {
            throw new Refused(ATTRIBUTE_TOO_LONG, at);
        }
    }

    private long time(int b) {
        int at = in.at;
        long millis;
        if (b == '"') {
            text(b);
            millis = times.millis(text.bytes, text.from, text.length);
        } else if (startsNumber(b)) {
            numbers.read(in);
            millis = TimeReader.millis(numbers);
        } else {
            throw wrong(b, NOT_A_TIME);
        }
        if (millis < 0) {
            throw new Refused(millis == TimeReader.OUT_OF_RANGE ? TIME_RANGE : NOT_A_TIME, at);
        }
        return millis;
    }

    private void specversion(int b) {
        int at = in.at;
        if (b != '"') {
            throw wrong(b, SPECVERSION);
        }
        text(b);
        if (text.length != 3
                || text.bytes[text.from] != '1'
                || text.bytes[text.from + 1] != '.'
                || text.bytes[text.from + 2] != '0') {
            throw new Refused(SPECVERSION, at);
        }
        hasSpecversion = true;
    }

    private static boolean startsNumber(int b) {
        return b == '-' || (b >= '0' && b <= '9');
    }

    /** Another kind of value breaks {@code rule}; what begins no value at all is malformed. */
    private Refused wrong(int b, WireRule rule) {
        boolean value = b == '"' || b == '{' || b == '[' || b == 't' || b == 'f' || startsNumber(b);
        return value ? new Refused(rule, in.at) : in.unexpected(b);
    }
}
