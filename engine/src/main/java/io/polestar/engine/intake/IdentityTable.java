package io.polestar.engine.intake;

/**
 * A set of identities: well-mixed 64-bit hashes, none of them 0. Open addressing with linear probing and backward-shift deletion, at most
 * half full. It is cut into parts by the identities' top bits, which grow one by one, each at another load: growing never holds
 * up a batch for long. One thread at a time.
 */
final class IdentityTable {
    private static final int PART_BITS = 9;
    private static final int PARTS = 1 << PART_BITS;
    private static final int FIRST_SLOTS = 16;

    /** A part grows when it is between so many and {@link #MOST_LOAD} 64ths full. */
    private static final int LEAST_LOAD = 24;

    private static final int MOST_LOAD = 32;

    private final long[][] parts = new long[PARTS][FIRST_SLOTS];
    private final int[] sizes = new int[PARTS];

    private static int partOf(long identity) {
        return (int) (identity >>> (Long.SIZE - PART_BITS));
    }

    /** Reads where an identity should lie, so that the next call does not wait for memory; what it reads means nothing. */
    long peek(long identity) {
        long[] slots = parts[partOf(identity)];
        return slots[(int) identity & (slots.length - 1)];
    }

    /** Whether an identity is there; 0 never is. */
    boolean contains(long identity) {
        long[] slots = parts[partOf(identity)];
        return slots[slotOf(slots, identity)] != 0;
    }

    /** Adds an identity; false when it is there already. */
    boolean add(long identity) {
        int part = partOf(identity);
        long[] slots = parts[part];
        int slot = slotOf(slots, identity);
        if (slots[slot] == identity) {
            return false;
        }
        slots[slot] = identity;
        if (++sizes[part] * 64L > (long) slots.length * loadOf(part)) {
            grow(part);
        }
        return true;
    }

    private static int loadOf(int part) {
        return LEAST_LOAD + part % (MOST_LOAD - LEAST_LOAD + 1);
    }

    /** Where the identity is, or the free slot where it belongs. */
    private static int slotOf(long[] slots, long identity) {
        int mask = slots.length - 1;
        int slot = (int) identity & mask;
        while (slots[slot] != 0 && slots[slot] != identity) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow(int part) {
        long[] before = parts[part];
        long[] larger = new long[before.length * 2];
        for (long identity : before) {
            if (identity != 0) {
                larger[slotOf(larger, identity)] = identity;
            }
        }
        parts[part] = larger;
    }

    /** Takes out an identity, which must be there. */
    void remove(long identity) {
        int part = partOf(identity);
        long[] slots = parts[part];
        int mask = slots.length - 1;
        int free = slotOf(slots, identity);
        for (int at = (free + 1) & mask; slots[at] != 0; at = (at + 1) & mask) {
            int home = (int) slots[at] & mask;
            if (((at - home) & mask) >= ((at - free) & mask)) {
                slots[free] = slots[at];
                free = at;
            }
        }
        slots[free] = 0;
        sizes[part]--;
    }
}
