package io.polestar.ingest.wire;

/**
 * Up to eight decimal digits at once, in a word whose lowest byte is the first. Numbers in events are short and of ever other
 * lengths: a loop over their digits costs a mispredicted branch each, this costs none.
 */
final class Digits {
    private static final long ZEROS = 0x3030_3030_3030_3030L;
    /** Lifts what is above '9' to 0x80 and more. */
    private static final long ABOVE_NINE = 0x4646_4646_4646_4646L;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Digits() {}

    /** How many of the word's bytes, from the first on, are digits. A carry or borrow falsifies only marks above a right one. */
    static int count(long word) {
        long others = (word | (word + ABOVE_NINE) | (word - ZEROS)) & HIGH_BITS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The number that the first {@code count} bytes, 1 to 8, write: neighbours are joined to pairs, fours and an eight. */
    static long value(long word, int count) {
        long digits = (word - ZEROS) << ((Long.BYTES - count) * Byte.SIZE);
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00ff_00ff_00ff_00ffL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_ffff_0000_ffffL;
        return (fours * 10_000 + (fours >>> 32)) & 0xffff_ffffL;
    }

    /** 10 to the power of {@code count}, 0 to 8. */
    static long power(int count) {
        return POWERS[count];
    }
}
