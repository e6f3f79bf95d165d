package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.WireRule.NAME_EMPTY;
import static io.polestar.ingest.wire.WireRule.NAME_TOO_LONG;
import static io.polestar.ingest.wire.WireRule.TOO_MANY_NAMES;

import io.polestar.ingest.wire.Key.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All keys seen so far, found by parent and name: an open-addressed table that is emptied between two events once it holds 8,192
 * keys. It outlives bodies, so that a sender's shape is learnt once. One thread.
 */
final class KeyTree {
    private static final int SLOTS = 1 << 15;
    private static final int KEPT_KEYS = 1 << 13;
    /** One event alone can bring this many less the kept ones, which only limits far above the default allow. */
    private static final int MOST_KEYS = SLOTS / 4 * 3;

    private final int nameBytes;
    private final @Nullable Key[] slots = new Key[SLOTS];
    private final Map<String, Property> properties = new HashMap<>();
    private int size;
    private Key event = new Key(Role.PROPERTY, null, null, new byte[0], 0);

    /** {@code nameBytes} bounds a property's name, its parents and dots included. */
    KeyTree(int nameBytes) {
        this.nameBytes = nameBytes;
    }

    /** The event itself, the parent of its top-level keys; asked once an event. */
    Key event() {
        if (size >= KEPT_KEYS) {
            Arrays.fill(slots, null);
            properties.clear();
            size = 0;
            event = new Key(Role.PROPERTY, null, null, new byte[0], 0);
        }
        return event;
    }

    /** The key of that name below {@code parent}; {@code at} is where it stands, should its name not be allowed. */
    Key find(Key parent, Text name, int at) {
        int hash = 31 * parent.hash + hash(name.bytes, name.from, name.length);
        int slot = hash & SLOTS - 1;
        for (@Nullable Key key; (key = slots[slot]) != null; slot = slot + 1 & SLOTS - 1) {
            if (key.hash == hash && key.is(parent, name.bytes, name.from, name.length)) {
                return key;
            }
        }
        Key key = create(parent, Arrays.copyOfRange(name.bytes, name.from, name.from + name.length), hash, at);
        slots[slot] = key;
        size++;
        return key;
    }

    private Key create(Key parent, byte[] name, int hash, int at) {
        boolean top = parent == event;
        byte[] path = top || parent.role == Role.DATA ? name : below(parent, name);
        if (name.length == 0) {
            throw new Refused(NAME_EMPTY, at, parent.path());
        }
        if (size == MOST_KEYS) {
            throw new Refused(TOO_MANY_NAMES, at, parent.path());
        }
        if (path.length > nameBytes) {
            throw new Refused(NAME_TOO_LONG, at, parent.path());
        }
        Property property =
                properties.computeIfAbsent(new String(path, StandardCharsets.ISO_8859_1), p -> new Property(path));
        return new Key(top ? role(name) : Role.PROPERTY, property, parent, name, hash);
    }

    private static byte[] below(Key parent, byte[] name) {
        byte[] above = parent.property == null ? new byte[0] : parent.property.path;
        byte[] path = Arrays.copyOf(above, above.length + 1 + name.length);
        path[above.length] = '.';
        System.arraycopy(name, 0, path, above.length + 1, name.length);
        return path;
    }

    private static Role role(byte[] name) {
        return switch (new String(name, StandardCharsets.ISO_8859_1)) {
            case "type" -> Role.TYPE;
            case "source" -> Role.SOURCE;
            case "id" -> Role.ID;
            case "subject" -> Role.SUBJECT;
            case "time" -> Role.TIME;
            case "specversion" -> Role.SPECVERSION;
            case "data" -> Role.DATA;
            default -> Role.PROPERTY;
        };
    }

    private static int hash(byte[] bytes, int from, int length) {
        long hash = length;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ bytes[i]) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }
}
