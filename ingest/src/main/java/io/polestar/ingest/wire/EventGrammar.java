package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.WireRule.DUPLICATE_KEY;
import static io.polestar.ingest.wire.WireRule.DUPLICATE_PROPERTY;
import static io.polestar.ingest.wire.WireRule.NAME_TOO_LONG;
import static io.polestar.ingest.wire.WireRule.NOT_AN_OBJECT;
import static io.polestar.ingest.wire.WireRule.TEXT_TOO_LONG;
import static io.polestar.ingest.wire.WireRule.TOO_DEEP;
import static io.polestar.ingest.wire.WireRule.TOO_MANY_NAMES;
import static io.polestar.ingest.wire.WireRule.TOO_MANY_PROPERTIES;

import io.polestar.engine.event.EventBatch;
import io.polestar.ingest.wire.Key.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event, a JSON object, straight into a batch.
 *
 * <pre>
 *   "type" "source" "id" "subject" "time"     attributes
 *   "specversion"                             an attribute of a CloudEvent, else a property
 *   "data": {…}                               its keys are properties
 *   "data": anything else                     the property "data"
 *   any other key                             a property
 *   property: {…}                             its keys are properties below its name: "a": {"b": 1} is "a.b"
 *   property: […] or {}                       a property kept as JSON
 * </pre>
 *
 * <p>Events of one sender look alike: the key that followed the last time is compared first, as whole words of bytes, and needs
 * neither hashing nor a look-up when it is there again. One thread; nothing is allocated for an event of known keys.
 */
final class EventGrammar {
    private static final int DATA_DEPTH = 2;

    private final Limits limits;
    private final ByteScanner in;
    private final Text text = new Text();
    private final NumberReader numbers = new NumberReader();
    private final AttributeReader attributes;
    private final ValueSkipper skipper;
    private final KeyTree keys;

    private @Nullable Key current;
    private boolean cloudEvent;
    private long event;
    private long dictionary;
    private int properties;

    EventGrammar(Limits limits, ByteScanner in, ValueSkipper skipper) {
        this.limits = limits;
        this.in = in;
        this.skipper = skipper;
        attributes = new AttributeReader(in, text, numbers, limits.attributeBytes());
        keys = new KeyTree(limits.nameBytes());
    }

    /** Forgets what names are called in the batch: from now on it is another one. */
    void forgetNames() {
        dictionary++;
    }

    /** Reads the event at the cursor into {@code batch}, between its begin and its end; {@link Refused} when it breaks a rule. */
    void read(EventBatch batch, boolean cloudEvent) {
        this.cloudEvent = cloudEvent;
        current = null;
        event++;
        properties = 0;
        attributes.begin();
        int b = in.peek();
        if (b != '{') {
            throw b == '"' || b == '[' || isScalar(b) ? new Refused(NOT_AN_OBJECT, in.at) : in.unexpected(b);
        }
        int at = in.at;
        object(batch, keys.event(), 1);
        attributes.requireAll(cloudEvent, at);
    }

    /** The name of the field being read, for a rejection. */
    String field() {
        return current == null ? "" : current.path();
    }

    private static boolean isScalar(int b) {
        return b == '-' || (b >= '0' && b <= '9') || b == 't' || b == 'f' || b == 'n';
    }

    private void object(EventBatch batch, Key parent, int depth) {
        in.at++;
        @Nullable Key previous = null;
        if (in.peek() == '}') {
            in.at++;
            return;
        }
        for (; ; ) {
            Key key = key(parent, previous);
            if (depth == 1 && key.role != Role.PROPERTY) {
                topLevel(batch, key);
            } else {
                property(batch, key, depth + 1);
            }
            previous = key;
            int b = in.peek();
            if (b == ',') {
                in.at++;
            } else if (b == '}') {
                in.at++;
                return;
            } else {
                throw in.unexpected(b);
            }
        }
    }

    private Key key(Key parent, @Nullable Key previous) {
        @Nullable Key expected = previous == null ? parent.first : previous.next;
        Key key = expected != null && expected.passed(in) ? expected : otherKey(parent, previous, expected);
        current = key;
        if (key.event == event) {
            throw new Refused(DUPLICATE_KEY, in.at);
        }
        key.event = event;
        return key;
    }

    /** Reads a key that does not follow at once, or is another one than the last time. */
    private Key otherKey(Key parent, @Nullable Key previous, @Nullable Key expected) {
        int b = in.peek();
        if (b != '"') {
            throw in.unexpected(b);
        }
        if (expected != null && expected.passed(in)) {
            return expected;
        }
        int at = in.at;
        text.read(in, limits.nameBytes(), NAME_TOO_LONG);
        Key key = keys.find(parent, text, at);
        if (previous == null) {
            parent.first = key;
        } else {
            previous.next = key;
        }
        in.expect(':');
        return key;
    }

    private void topLevel(EventBatch batch, Key key) {
        if (key.role == Role.DATA) {
            data(batch, key);
        } else if (key.role == Role.SPECVERSION && !cloudEvent) {
            property(batch, key, DATA_DEPTH);
        } else {
            attributes.read(key.role, batch);
        }
    }

    private void data(EventBatch batch, Key key) {
        int b = in.peek();
        if (b == '{') {
            object(batch, key, DATA_DEPTH);
        } else if (b == 'n') {
            in.literal(ValueSkipper.NULL);
        } else {
            property(batch, key, DATA_DEPTH);
        }
    }

    /** Reads the value at the cursor; an object or array there is {@code depth} deep. */
    private void property(EventBatch batch, Key key, int depth) {
        int b = in.peek();
        switch (b) {
            case '"' -> {
                int ref = nameRef(batch, key, in.at);
                text.read(in, limits.textBytes(), TEXT_TOO_LONG);
                batch.text(ref, text.bytes, text.from, text.length);
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                int ref = nameRef(batch, key, in.at);
                numbers.read(in);
                batch.number(ref, numbers.value);
            }
            case '{', '[' -> {
                if (depth > limits.depth()) {
                    throw new Refused(TOO_DEEP, in.at);
                }
                container(batch, key, b == '{', depth);
            }
            case 't' -> {
                int ref = nameRef(batch, key, in.at);
                in.literal(ValueSkipper.TRUE);
                batch.bool(ref, true);
            }
            case 'f' -> {
                int ref = nameRef(batch, key, in.at);
                in.literal(ValueSkipper.FALSE);
                batch.bool(ref, false);
            }
            case 'n' -> {
                int ref = nameRef(batch, key, in.at);
                in.literal(ValueSkipper.NULL);
                batch.nil(ref);
            }
            default -> throw in.unexpected(b);
        }
    }

    private void container(EventBatch batch, Key key, boolean object, int depth) {
        int from = in.at;
        if (object) {
            int before = properties;
            object(batch, key, depth);
            if (properties > before) {
                return;
            }
        } else {
            skipper.check(in, depth);
        }
        current = key;
        int length = in.at - from;
        if (length > limits.textBytes()) {
            throw new Refused(TEXT_TOO_LONG, from);
        }
        batch.json(nameRef(batch, key, from), in.bytes, from, length);
    }

    /** What the property at {@code at} is called in the batch. */
    private int nameRef(EventBatch batch, Key key, int at) {
        Property property = key.property;
        if (property == null) {
            throw new IllegalStateException("the event itself is no property");
        }
        if (property.event == event) {
            throw new Refused(DUPLICATE_PROPERTY, at);
        }
        property.event = event;
        if (++properties > limits.properties()) {
            throw new Refused(TOO_MANY_PROPERTIES, at);
        }
        if (property.dictionary != dictionary) {
            property.nameRef = batch.name(property.path, 0, property.path.length);
            property.dictionary = dictionary;
        }
        if (property.nameRef < 0) {
            throw new Refused(TOO_MANY_NAMES, at);
        }
        return property.nameRef;
    }
}
