package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.WireRule.CONTROL_CHARACTER;
import static io.polestar.ingest.wire.WireRule.ENDED_EARLY;
import static io.polestar.ingest.wire.WireRule.ESCAPE;
import static io.polestar.ingest.wire.WireRule.MALFORMED;
import static io.polestar.ingest.wire.WireRule.NOT_UTF8;
import static io.polestar.ingest.wire.WireRule.SURROGATE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A cursor over the bytes of a body that knows JSON's tokens. Texts are scanned eight bytes at a time: a word without a quote,
 * a backslash, a control character and a non-ASCII byte is passed over whole.
 *
 * <p>Over lines, a newline is the end: an event cannot reach into the next line. One thread.
 */
final class ByteScanner {
    /** What {@link #peek} returns at the end. */
    static final int END = -1;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * LOW_BITS;
    private static final long BACKSLASHES = '\\' * LOW_BITS;
    private static final long SPACES = ' ' * LOW_BITS;

    byte[] bytes = {};
    /** The next byte to read. */
    int at;
    /** One past the last byte. */
    int end;

    private boolean lines;

    /** The content of the text read last, quotes excluded, escapes unresolved. */
    int textFrom;

    int textTo;
    boolean textEscaped;

    /** Begins at {@code from}; {@code lines} says whether a newline ends what is read. */
    void over(byte[] bytes, int from, int end, boolean lines) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.lines = lines;
    }

    /** The eight bytes from {@code at} on, the first being the lowest. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** Moves to the next byte that is not whitespace and returns it, 0 to 255, or {@link #END}. */
    int peek() {
        int i = at;
        if (i < end) {
            int b = bytes[i] & 0xff;
            if (b > ' ') {
                return b;
            }
        }
        return peekPastWhitespace();
    }

    /** Whether nothing but whitespace follows; the cursor is at the end then. */
    boolean atEnd() {
        return at == end || (lines && bytes[at] == '\n') || peek() == END;
    }

    private int peekPastWhitespace() {
        for (int i = at; i < end; i++) {
            int b = bytes[i] & 0xff;
            if (b != ' ' && b != '\t' && b != '\r' && (b != '\n' || lines)) {
                at = i;
                return b == '\n' ? END : b;
            }
        }
        at = end;
        return END;
    }

    /** Passes over {@code expected}, whitespace before it allowed. */
    void expect(int expected) {
        int b = peek();
        if (b != expected) {
            throw unexpected(b);
        }
        at++;
    }

    /** What to throw when {@code b}, just peeked, may not stand here. */
    Refused unexpected(int b) {
        return new Refused(b == END ? ENDED_EARLY : MALFORMED, at);
    }

    /** Passes over {@code true}, {@code false} or {@code null}, of which the first byte was seen. */
    void literal(byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (at + i >= end || bytes[at + i] != word[i]) {
                at += i;
                throw unexpected(peek());
            }
        }
        at += word.length;
    }

    /** Reads a text, the cursor being on its opening quote, and checks its encoding and escapes. */
    void text() {
        int i = at + 1;
        textFrom = i;
        textEscaped = false;
        int lastWord = end - Long.BYTES;
        for (; ; ) {
            while (i <= lastWord) {
                long stops = stops(word(bytes, i));
                if (stops != 0) {
                    i += Long.numberOfTrailingZeros(stops) >>> 3;
                    break;
                }
                i += Long.BYTES;
            }
            if (i >= end) {
                at = i;
                throw new Refused(ENDED_EARLY, i);
            }
            int b = bytes[i];
            if (b == '"') {
                textTo = i;
                at = i + 1;
                return;
            }
            i = pastSpecial(b, i);
        }
    }

    /**
     * Marks with their high bits the bytes of a word that end the passing over: quote, backslash, below 0x20, above 0x7f. A borrow
     * can mark a byte wrongly only above one that is marked rightly, so the lowest mark holds.
     */
    private static long stops(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        return (((quotes - LOW_BITS) & ~quotes)
                        | ((backslashes - LOW_BITS) & ~backslashes)
                        | ((word - SPACES) & ~word)
                        | word)
                & HIGH_BITS;
    }

    private int pastSpecial(int b, int i) {
        if (b < 0) {
            int after = Utf8.pastSequences(bytes, i, end);
            if (after < 0) {
                throw new Refused(NOT_UTF8, i);
            }
            return after;
        }
        if (b == '\\') {
            textEscaped = true;
            return pastEscape(i);
        }
        if (b < ' ') {
            throw new Refused(lines && b == '\n' ? ENDED_EARLY : CONTROL_CHARACTER, i);
        }
        return i + 1;
    }

    private int pastEscape(int backslash) {
        if (backslash + 1 >= end) {
            throw new Refused(ENDED_EARLY, backslash);
        }
        switch (bytes[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return backslash + 2;
            }
            case 'u' -> {
                return pastUnicodeEscape(backslash);
            }
            default -> throw new Refused(ESCAPE, backslash);
        }
    }

    private int pastUnicodeEscape(int backslash) {
        int unit = Escapes.unit(bytes, backslash, end);
        if (unit < 0) {
            throw new Refused(ESCAPE, backslash);
        }
        int after = backslash + Escapes.UNIT_BYTES;
        if (!Character.isSurrogate((char) unit)) {
            return after;
        }
        int low = Escapes.unit(bytes, after, end);
        if (low < 0 || !Character.isSurrogatePair((char) unit, (char) low)) {
            throw new Refused(SURROGATE, backslash);
        }
        return after + Escapes.UNIT_BYTES;
    }
}
