package io.polestar.ingest.wire;

/** Resolves the escapes of a text that {@link ByteScanner#text} has checked. */
final class Escapes {
    /** The length of one {@code \}{@code uXXXX}. */
    static final int UNIT_BYTES = 6;

    private Escapes() {}

    /** The UTF-16 unit written as {@code \}{@code uXXXX} at {@code at}, or -1 when none is written there. */
    static int unit(byte[] bytes, int at, int end) {
        if (at + UNIT_BYTES > end || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + UNIT_BYTES; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /**
     * Writes the text between {@code from} and {@code to} to {@code target} with its escapes resolved.
     *
     * @return the bytes written, or -1 when they are more than {@code target} holds
     */
    static int resolve(byte[] bytes, int from, int to, byte[] target) {
        int i = from;
        int written = 0;
        while (i < to) {
            int codePoint = bytes[i];
            if (codePoint != '\\') {
                if (written == target.length) {
                    return -1;
                }
                target[written++] = (byte) codePoint;
                i++;
                continue;
            }
            if (bytes[i + 1] == 'u') {
                codePoint = unit(bytes, i, to);
                i += UNIT_BYTES;
                if (Character.isSurrogate((char) codePoint)) {
                    codePoint = Character.toCodePoint((char) codePoint, (char) unit(bytes, i, to));
                    i += UNIT_BYTES;
                }
            } else {
                codePoint = letter(bytes[i + 1]);
                i += 2;
            }
            int length = utf8Length(codePoint);
            if (written + length > target.length) {
                return -1;
            }
            encode(codePoint, length, target, written);
            written += length;
        }
        return written;
    }

    private static int letter(int letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    private static int utf8Length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;
    }

    private static void encode(int codePoint, int length, byte[] target, int at) {
        if (length == 1) {
            target[at] = (byte) codePoint;
            return;
        }
        int rest = codePoint;
        for (int i = at + length - 1; i > at; i--) {
            target[i] = (byte) (0x80 | rest & 0x3f);
            rest >>>= 6;
        }
        target[at] = (byte) (0xf00 >> length | rest);
    }
}
