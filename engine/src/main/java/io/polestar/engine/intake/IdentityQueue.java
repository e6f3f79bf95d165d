package io.polestar.engine.intake;

import org.jspecify.annotations.Nullable;

/**
 * Identities in the order they came, each with a running number. It grows at its new end and is taken away from at its old one, block by
 * block, and a block that has been emptied is filled again: nothing is ever copied. One thread at a time.
 */
final class IdentityQueue {
    private static final int BLOCK_BITS = 15;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private long[] @Nullable [] blocks = new long[4][];
    private long @Nullable [] spare;
    private long oldest;
    private long next;

    /** Number of the oldest identity; that of the next to come when there is none. */
    long oldest() {
        return oldest;
    }

    /** Number that the next identity will get. */
    long next() {
        return next;
    }

    long size() {
        return next - oldest;
    }

    long get(long number) {
        return blockOf(number)[(int) number & (BLOCK - 1)];
    }

    private long[] blockOf(long number) {
        return blocks[slotOf(number)];
    }

    private int slotOf(long number) {
        return (int) (number >>> BLOCK_BITS) & (blocks.length - 1);
    }

    void add(long identity) {
        if (((int) next & (BLOCK - 1)) == 0) {
            beginBlock();
        }
        blockOf(next)[(int) next & (BLOCK - 1)] = identity;
        next++;
    }

    private void beginBlock() {
        if ((next >>> BLOCK_BITS) - (oldest >>> BLOCK_BITS) == blocks.length) {
            long[] @Nullable [] before = blocks;
            long first = oldest >>> BLOCK_BITS;
            blocks = new long[before.length * 2][];
            for (int index = 0; index < before.length; index++) {
                blocks[(int) (first + index) & (blocks.length - 1)] =
                        before[(int) (first + index) & (before.length - 1)];
            }
        }
        int slot = slotOf(next);
        if (blocks[slot] == null) {
            blocks[slot] = spare == null ? new long[BLOCK] : spare;
            spare = null;
        }
    }

    /** Takes away the oldest identity and gives it. */
    long removeOldest() {
        long identity = get(oldest);
        oldest++;
        if (((int) oldest & (BLOCK - 1)) == 0) {
            int emptied = slotOf(oldest - 1);
            spare = blocks[emptied];
            blocks[emptied] = null;
        }
        return identity;
    }

    /** Takes away the newest identity and gives it. */
    long removeNewest() {
        next--;
        return get(next);
    }
}
