package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.ByteScanner.END;
import static io.polestar.ingest.wire.WireRule.TOO_DEEP;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Passes over a JSON value that is not taken apart. One thread. */
final class ValueSkipper {
    static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final int mostDepth;
    private final NumberReader numbers = new NumberReader();
    /** The containers around the value being passed over: set for objects. */
    private final BitSet objects = new BitSet();

    ValueSkipper(int mostDepth) {
        this.mostDepth = mostDepth;
    }

    /** Passes over the value at the cursor and checks it in full; an array or object there is {@code depth} deep. */
    void check(ByteScanner in, int depth) {
        int b = in.peek();
        switch (b) {
            case '"' -> in.text();
            case '{', '[' -> {
                if (depth > mostDepth) {
                    throw new Refused(TOO_DEEP, in.at);
                }
                checkContainer(in, b == '{', depth);
            }
            case 't' -> in.literal(TRUE);
            case 'f' -> in.literal(FALSE);
            case 'n' -> in.literal(NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbers.read(in);
            default -> throw in.unexpected(b);
        }
    }

    private void checkContainer(ByteScanner in, boolean object, int depth) {
        int close = object ? '}' : ']';
        in.at++;
        if (in.peek() == close) {
            in.at++;
            return;
        }
        for (; ; ) {
            if (object) {
                int b = in.peek();
                if (b != '"') {
                    throw in.unexpected(b);
                }
                in.text();
                in.expect(':');
            }
            check(in, depth + 1);
            int b = in.peek();
            if (b != ',' && b != close) {
                throw in.unexpected(b);
            }
            in.at++;
            if (b == close) {
                return;
            }
        }
    }

    /**
     * Finds the end of a value that was refused, so that what follows it can be read: brackets, commas, colons and quotes must be
     * right, while texts and scalars may hold anything.
     *
     * @return whether the cursor is past the value now; false when its structure is broken
     */
    boolean pass(ByteScanner in) {
        int depth = 0;
        for (; ; ) {
            int b = in.peek();
            boolean opens = b == '{' || b == '[';
            if (opens) {
                objects.set(depth++, b == '{');
                in.at++;
                if (in.peek() == close(depth)) {
                    in.at++;
                    depth--;
                } else if (objects.get(depth - 1) && !passKey(in)) {
                    return false;
                } else {
                    continue;
                }
            } else if (b == '"' ? !passText(in) : !passScalar(in)) {
                return false;
            }
            while (depth > 0 && in.peek() == close(depth)) {
                in.at++;
                depth--;
            }
            if (depth == 0) {
                return true;
            }
            if (in.peek() != ',') {
                return false;
            }
            in.at++;
            if (objects.get(depth - 1) && !passKey(in)) {
                return false;
            }
        }
    }

    private int close(int depth) {
        return objects.get(depth - 1) ? '}' : ']';
    }

    private static boolean passKey(ByteScanner in) {
        if (in.peek() != '"' || !passText(in) || in.peek() != ':') {
            return false;
        }
        in.at++;
        return true;
    }

    private static boolean passText(ByteScanner in) {
        for (int i = in.at + 1; i < in.end; i++) {
            if (in.bytes[i] == '"') {
                in.at = i + 1;
                return true;
            }
            if (in.bytes[i] == '\\') {
                i++;
            }
        }
        in.at = in.end;
        return false;
    }

    private static boolean passScalar(ByteScanner in) {
        int from = in.at;
        int b = in.peek();
        while (b != END && (Character.isLetterOrDigit(b) || b == '+' || b == '-' || b == '.')) {
            in.at++;
            b = in.at < in.end ? in.bytes[in.at] & 0xff : END;
        }
        return in.at > from;
    }
}
