package io.polestar.engine.window;

import java.util.Arrays;

/**
 * Blocks of longs in twenty-one sizes, cut from pages. A block that is given back is the next one taken of its size: what has
 * been allocated is reused for ever, and taking or giving one allocates nothing but a new page from time to time. One thread.
 *
 * <p>A free block's first long is the number of the next free one.
 */
final class LongBlocks {
    private static final int[] LENGTHS = {
        1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536
    };
    private static final int PAGE_LONGS = 8_192;
    private static final int NO_BLOCK = -1;

    private final long[][][] pages = new long[LENGTHS.length][0][];
    private final int[] used = new int[LENGTHS.length];
    private final int[] free = new int[LENGTHS.length];

    LongBlocks() {
        Arrays.fill(free, NO_BLOCK);
    }

    /** The number of the smallest size that holds so many longs, at most 1,536. */
    static int sizeFor(int longs) {
        int size = 0;
        while (LENGTHS[size] < longs) {
            size++;
        }
        return size;
    }

    /** Longs in a block of that size. */
    static int length(int size) {
        return LENGTHS[size];
    }

    /** Takes a block, whose contents are anything; its number among the blocks of that size. */
    int take(int size) {
        int block = free[size];
        if (block != NO_BLOCK) {
            free[size] = (int) page(size, block)[offset(size, block)];
            return block;
        }
        block = used[size]++;
        int page = block / blocksOfPage(size);
        if (page == pages[size].length) {
            pages[size] = Arrays.copyOf(pages[size], page + 1 + page / 2);
        }
        if (pages[size][page] == null) {
            pages[size][page] = new long[blocksOfPage(size) * LENGTHS[size]];
        }
        return block;
    }

    void giveBack(int size, int block) {
        page(size, block)[offset(size, block)] = free[size];
        free[size] = block;
    }

    private static int blocksOfPage(int size) {
        return PAGE_LONGS / LENGTHS[size];
    }

    /** The page in which a block lies. */
    long[] page(int size, int block) {
        return pages[size][block / blocksOfPage(size)];
    }

    /** Where in its page a block begins. */
    int offset(int size, int block) {
        return block % blocksOfPage(size) * LENGTHS[size];
    }

    /** Bytes of memory held. */
    long memoryBytes() {
        long longs = 0;
        for (int size = 0; size < LENGTHS.length; size++) {
            long blocks = blocksOfPage(size);
            longs += (used[size] + blocks - 1) / blocks * blocks * LENGTHS[size];
        }
        return longs * Long.BYTES;
    }
}
