package io.polestar.engine.event;

import java.util.Arrays;

/**
 * Finds the numbers of texts by their UTF-8, without making a string. A text of up to {@value #MOST_INLINE} bytes is kept as what it is, in two
 * words, and compared with two comparisons; a longer one is found by its keyed hash and then compared byte by byte by whoever has it.
 * Open addressing over a keyed mixture of the two words, so that nobody can choose texts that collide.
 *
 * <pre>
 *   low   bytes 0 to 7          or the hash of a longer text
 *   high  bytes 8 to 14 │ length, or the length │ 255 of a longer one
 * </pre>
 *
 * <p>One thread; allocates nothing but when it grows.
 */
public final class TextIndex {
    private static final int MOST_INLINE = 15;
    private static final int LENGTH_SHIFT = 56;
    private static final long LONGER = 255L << LENGTH_SHIFT;

    /** Knows the texts that were added. */
    @FunctionalInterface
    public interface Texts {
        /** Whether the text of that number has these bytes. */
        boolean is(int number, byte[] utf8, int offset, int length);
    }

    private final KeyedHash hash;
    private final Texts texts;
    private final long keyOfLow;
    private final long keyOfHigh;
    private long[] words;
    private int[] numbers;
    private int size;

    /** What {@link #read} has made of a text. */
    private long low;

    private long high;

    /**
     * @param texts asked about texts of more than {@value #MOST_INLINE} bytes
     * @param slots a power of two; half as many texts fit before it grows
     */
    public TextIndex(KeyedHash hash, Texts texts, int slots) {
        this.hash = hash;
        this.texts = texts;
        this.keyOfLow = KeyedHash.mix(hash.key());
        this.keyOfHigh = KeyedHash.mix(~hash.key());
        this.words = new long[slots * 2];
        this.numbers = new int[slots];
    }

    /** Forgets all texts. */
    public void clear() {
        size = 0;
        Arrays.fill(numbers, 0);
    }

    /** The number that a text was added under, -1 when it was not. */
    public int find(byte[] utf8, int offset, int length) {
        read(utf8, offset, length);
        int mask = numbers.length - 1;
        int slot = home(low, high) & mask;
        for (int number = numbers[slot]; number != 0; number = numbers[slot]) {
            if (words[2 * slot] == low
                    && words[2 * slot + 1] == high
                    && (length <= MOST_INLINE || texts.is(number - 1, utf8, offset, length))) {
                return number - 1;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    /** Adds a text that {@link #find} has not found, under a number of 0 or more. */
    public void add(byte[] utf8, int offset, int length, int number) {
        if ((size + 1) * 2 > numbers.length) {
            grow();
        }
        read(utf8, offset, length);
        place(low, high, number + 1);
        size++;
    }

    private void grow() {
        long[] oldWords = words;
        int[] oldNumbers = numbers;
        words = new long[oldWords.length * 2];
        numbers = new int[oldNumbers.length * 2];
        for (int slot = 0; slot < oldNumbers.length; slot++) {
            if (oldNumbers[slot] != 0) {
                place(oldWords[2 * slot], oldWords[2 * slot + 1], oldNumbers[slot]);
            }
        }
    }

    private void place(long lowWord, long highWord, int entry) {
        int mask = numbers.length - 1;
        int slot = home(lowWord, highWord) & mask;
        while (numbers[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        words[2 * slot] = lowWord;
        words[2 * slot + 1] = highWord;
        numbers[slot] = entry;
    }

    /** The lower half of a 128-bit product xor the upper one, as wyhash mixes two words. */
    private int home(long lowWord, long highWord) {
        long one = lowWord ^ keyOfLow;
        long other = highWord ^ keyOfHigh;
        long mixed = one * other ^ Math.multiplyHigh(one, other);
        return (int) (mixed ^ mixed >>> Integer.SIZE);
    }

    private void read(byte[] utf8, int offset, int length) {
        if (length > MOST_INLINE) {
            low = hash.of(utf8, offset, length);
            high = LONGER | length;
        } else {
            readInline(utf8, offset, length);
        }
    }

    private void readInline(byte[] utf8, int offset, int length) {
        long length56 = (long) length << LENGTH_SHIFT;
        if (offset + 2 * Long.BYTES > utf8.length) {
            low = bytes(utf8, offset, Math.min(length, Long.BYTES));
            high = length56 | bytes(utf8, offset + Long.BYTES, length - Long.BYTES);
        } else if (length < Long.BYTES) {
            low = BatchLayout.getLong(utf8, offset) & lowest(length);
            high = length56;
        } else {
            low = BatchLayout.getLong(utf8, offset);
            high = length56 | BatchLayout.getLong(utf8, offset + Long.BYTES) & lowest(length - Long.BYTES);
        }
    }

    /** A mask of so many bytes, 0 to 7. */
    private static long lowest(int bytes) {
        return ~(-1L << bytes * Byte.SIZE);
    }

    /** Up to eight bytes one by one, where a whole word cannot be read. */
    private static long bytes(byte[] utf8, int offset, int count) {
        long word = 0;
        for (int index = 0; index < count; index++) {
            word |= (utf8[offset + index] & 0xFFL) << index * Byte.SIZE;
        }
        return word;
    }
}
