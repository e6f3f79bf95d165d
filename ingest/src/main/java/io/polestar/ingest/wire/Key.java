package io.polestar.ingest.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key of an object at its place in the event: {@code country} below {@code data} is another one than at the top. It knows
 * what it leads to and which key came after it the last time.
 */
final class Key {
    /** What a key leads to. */
    enum Role {
        TYPE,
        SOURCE,
        ID,
        SUBJECT,
        TIME,
        SPECVERSION,
        DATA,
        PROPERTY
    }

    final Role role;
    /** The property of its own value; null for the event itself. */
    final @Nullable Property property;
    /** The object it stands in; null for the event itself. */
    final @Nullable Key parent;

    final byte[] name;
    final int hash;

    /** The key as it is usually written, closing quote and colon included, by eight bytes; empty when it needs escapes. */
    private final long[] literal;

    private final int literalLength;
    private final long lastMask;

    /** The key that came after this one in its object the last time. */
    @Nullable
    Key next;
    /** The first key of the object below this one the last time. */
    @Nullable
    Key first;
    /** The number of the event it occurred in last. */
    long event;

    Key(Role role, @Nullable Property property, @Nullable Key parent, byte[] name, int hash) {
        this.role = role;
        this.property = property;
        this.parent = parent;
        this.name = name;
        this.hash = hash;
        byte[] written = Arrays.copyOf(name, name.length + 2);
        written[name.length] = '"';
        written[name.length + 1] = ':';
        literalLength = needsEscapes(name) ? 0 : written.length;
        literal = new long[(literalLength + Long.BYTES - 1) / Long.BYTES];
        byte[] padded = Arrays.copyOf(written, Math.max(written.length, literal.length * Long.BYTES));
        for (int i = 0; i < literal.length; i++) {
            literal[i] = ByteScanner.word(padded, i * Long.BYTES);
        }
        int lastBytes = literalLength & Long.BYTES - 1;
        lastMask = lastBytes == 0 ? -1L : (1L << lastBytes * Byte.SIZE) - 1;
    }

    /** A key with a quote in it could otherwise match what is the end of a shorter key and the value after it. */
    private static boolean needsEscapes(byte[] name) {
        for (byte b : name) {
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                return true;
            }
        }
        return false;
    }

    /** Passes over this key and its colon if the cursor, on a quote, stands on it; else leaves the cursor where it is. */
    boolean passed(ByteScanner in) {
        long[] words = literal;
        byte[] bytes = in.bytes;
        int at = in.at + 1;
        int last = words.length - 1;
        if (last < 0 || at + words.length * Long.BYTES > in.end) {
            return false;
        }
        for (int i = 0; i < last; i++) {
            if (ByteScanner.word(bytes, at + i * Long.BYTES) != words[i]) {
                return false;
            }
        }
        if ((ByteScanner.word(bytes, at + last * Long.BYTES) & lastMask) != words[last]) {
            return false;
        }
        in.at = at + literalLength;
        return true;
    }

    boolean is(Key parent, byte[] bytes, int from, int length) {
        return this.parent == parent && Arrays.equals(name, 0, name.length, bytes, from, from + length);
    }

    /** The name a sender would recognise: nested names joined with dots; empty for the event itself. */
    String path() {
        return property == null ? "" : property.name();
    }
}
