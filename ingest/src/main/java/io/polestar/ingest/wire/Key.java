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

    /** The key as it is usually written, quotes and colon included: its length, and its bytes by words. */
    private final int literalLength;

    private final long firstWord;
    private final long firstMask;
    private final long[] words;
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
        byte[] literal = new byte[name.length + 3];
        literal[0] = '"';
        System.arraycopy(name, 0, literal, 1, name.length);
        literal[name.length + 1] = '"';
        literal[name.length + 2] = ':';
        literalLength = literal.length;
        words = needsEscapes(name) ? new long[0] : words(literal);
        firstWord = words.length == 0 ? 0 : words[0];
        firstMask = maskOf(Math.min(literalLength, Long.BYTES));
        lastMask = maskOf((literalLength - 1) % Long.BYTES + 1);
    }

    private static long[] words(byte[] literal) {
        long[] words = new long[(literal.length + Long.BYTES - 1) / Long.BYTES];
        byte[] padded = Arrays.copyOf(literal, words.length * Long.BYTES);
        for (int i = 0; i < words.length; i++) {
            words[i] = ByteScanner.word(padded, i * Long.BYTES);
        }
        return words;
    }

    private static long maskOf(int bytes) {
        return -1L >>> (Long.BYTES - bytes) * Byte.SIZE;
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

    /** Passes over this key and its colon if the cursor stands on it; else leaves the cursor where it is. */
    boolean passed(ByteScanner in) {
        int at = in.at;
        if (at + Long.BYTES > in.end
                || (ByteScanner.word(in.bytes, at) & firstMask) != firstWord
                || (literalLength > Long.BYTES && !restMatches(in.bytes, at, in.end))
                || words.length == 0) {
            return false;
        }
        in.at = at + literalLength;
        return true;
    }

    private boolean restMatches(byte[] bytes, int at, int end) {
        long[] words = this.words;
        int last = words.length - 1;
        if (at + words.length * Long.BYTES > end) {
            return false;
        }
        for (int i = 1; i < last; i++) {
            if (ByteScanner.word(bytes, at + i * Long.BYTES) != words[i]) {
                return false;
            }
        }
        return last > 0 && (ByteScanner.word(bytes, at + last * Long.BYTES) & lastMask) == words[last];
    }

    boolean is(Key parent, byte[] bytes, int from, int length) {
        return this.parent == parent && Arrays.equals(name, 0, name.length, bytes, from, from + length);
    }

    /** The name a sender would recognise: nested names joined with dots; empty for the event itself. */
    String path() {
        return property == null ? "" : property.name();
    }
}
