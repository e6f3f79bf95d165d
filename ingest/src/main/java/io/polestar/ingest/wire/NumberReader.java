package io.polestar.ingest.wire;

import static io.polestar.ingest.wire.WireRule.ENDED_EARLY;
import static io.polestar.ingest.wire.WireRule.MALFORMED;
import static io.polestar.ingest.wire.WireRule.NUMBER_RANGE;

import java.nio.charset.StandardCharsets;

/**
 * Reads JSON numbers to the nearest double. A number of at most 2^53 without its point, scaled by at most 10^22, is one exact
 * multiplication or division of two exact doubles and so rounded once (Clinger, How to read floating point numbers accurately,
 * 1990); the rest goes through {@link Double#parseDouble}. One thread.
 */
final class NumberReader {
    private static final int SAFE_DIGITS = 18;
    private static final long EXACT_MANTISSA = 1L << 53;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** Exponents beyond it make every number zero or too large, or need as many digits: it keeps sums from overflowing. */
    private static final int MOST_EXPONENT = 100_000_000;

    /** The value of the number read last; a negative zero is read as zero. */
    double value;
    /** Its first 18 significant digits, without sign; the rest is cut off. */
    long mantissa;
    /** The power of ten that belongs to {@link #mantissa}. */
    int exponent;
    /** Whether it was written without a fraction and without an exponent. */
    boolean integer;

    /** Reads the number at the cursor, which stands on a minus or a digit. */
    void read(ByteScanner in) {
        byte[] bytes = in.bytes;
        int end = in.end;
        int start = in.at;
        boolean negative = bytes[start] == '-';
        int first = negative ? start + 1 : start;
        mantissa = 0;
        int i = pastDigits(bytes, first, end);
        int count = i - first;
        if (count == 0 || (count > 1 && bytes[first] == '0')) {
            throw new Refused(count == 0 && i >= end ? ENDED_EARLY : MALFORMED, start);
        }
        int scale = 0;
        integer = true;
        if (i < end && bytes[i] == '.') {
            int fraction = i + 1;
            i = pastDigits(bytes, fraction, end);
            scale = fraction - i;
            count -= scale;
            requireDigit(scale != 0, in, i);
            integer = false;
        }
        int digitsEnd = i;
        if (i < end && (bytes[i] | 0x20) == 'e') {
            i = pastExponent(in, i + 1);
            scale += exponent;
            integer = false;
        }
        in.at = i;
        exponent = scale;
        double magnitude = count <= SAFE_DIGITS && mantissa <= EXACT_MANTISSA && scale >= -22 && scale <= 22
                ? scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale]
                : rounded(bytes, first, i, start);
        value = negative ? 0.0 - magnitude : magnitude;
        if (count > SAFE_DIGITS) {
            cut(bytes, first, digitsEnd, scale);
        }
    }

    private static double rounded(byte[] bytes, int from, int to, int start) {
        double magnitude = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        if (Double.isInfinite(magnitude)) {
            throw new Refused(NUMBER_RANGE, start);
        }
        return magnitude;
    }

    /** Appends the digits from {@code from} on to {@link #mantissa}, modulo 2^64, and returns the index after them. */
    private int pastDigits(byte[] bytes, int from, int end) {
        int i = from;
        while (i + Long.BYTES <= end) {
            long word = ByteScanner.word(bytes, i);
            int count = Digits.count(word);
            if (count == 0) {
                return i;
            }
            mantissa = mantissa * Digits.power(count) + Digits.value(word, count);
            i += count;
            if (count < Long.BYTES) {
                return i;
            }
        }
        for (; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            mantissa = mantissa * 10 + (bytes[i] - '0');
        }
        return i;
    }

    /** Leaves the exponent in {@link #exponent}. */
    private int pastExponent(ByteScanner in, int from) {
        byte[] bytes = in.bytes;
        int i = from;
        boolean negative = false;
        if (i < in.end && (bytes[i] == '-' || bytes[i] == '+')) {
            negative = bytes[i] == '-';
            i++;
        }
        int first = i;
        int power = 0;
        for (; i < in.end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            power = Math.min(MOST_EXPONENT, power * 10 + (bytes[i] - '0'));
        }
        requireDigit(i > first, in, i);
        exponent = negative ? -power : power;
        return i;
    }

    /** Keeps the first 18 significant digits of a number that has more. */
    private void cut(byte[] bytes, int from, int to, int scale) {
        long kept = 0;
        int left = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '.') {
                continue;
            }
            if (count == SAFE_DIGITS) {
                left++;
            } else {
                kept = kept * 10 + (bytes[i] - '0');
                count += kept == 0 ? 0 : 1;
            }
        }
        mantissa = kept;
        exponent = scale + left;
    }

    private static void requireDigit(boolean present, ByteScanner in, int at) {
        if (!present) {
            throw new Refused(at >= in.end ? ENDED_EARLY : MALFORMED, at);
        }
    }
}
