package io.polestar.ingest.wire;

/**
 * Checks UTF-8 as Unicode's table 3-7 has it: no overlong form, no surrogate, nothing above U+10FFFF.
 *
 * <pre>
 *   first byte   second     third      fourth
 *   C2 to DF     80 to BF
 *   E0           A0 to BF   80 to BF
 *   E1 to EF     80 to BF   80 to BF              but ED: second 80 to 9F
 *   F0           90 to BF   80 to BF   80 to BF
 *   F1 to F4     80 to BF   80 to BF   80 to BF   but F4: second 80 to 8F
 * </pre>
 */
final class Utf8 {
    private Utf8() {}

    /** The index after the non-ASCII characters that begin at {@code from}, or -1 when one of them is not valid. */
    static int pastSequences(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] < 0) {
            int length = sequenceLength(bytes, i, end);
            if (length == 0) {
                return -1;
            }
            i += length;
        }
        return i;
    }

    private static int sequenceLength(byte[] bytes, int i, int end) {
        int first = bytes[i] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (i + length > end) {
            return 0;
        }
        int second = bytes[i + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < least || second > most) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
