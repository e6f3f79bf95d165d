package io.polestar.engine.window;

/**
 * Counts by number, in a pane where few of the numbers occur. A row is an open-addressed table: its first entry says how many numbers
 * it holds, then number + 1 and count take turns. 22 to 43 bytes a number.
 */
final class Tallies {
    private static final int FIRST_SLOTS = 8;
    private static final int HEAD = 1;

    private Tallies() {}

    /** Entries of a new row. */
    static int fewest() {
        return HEAD + 2 * FIRST_SLOTS;
    }

    /** Adds to a number's count; returns the row, or a larger one in its place. */
    static long[] add(long[] row, int number, long count) {
        int at = find(row, number);
        if (row[at] == 0) {
            row[at] = number + 1L;
            row[0]++;
        }
        row[at + 1] += count;
        return row[0] * 4 > slots(row) * 3L ? larger(row) : row;
    }

    private static int find(long[] row, int number) {
        int mask = slots(row) - 1;
        int slot = (number * 0x9E3779B9 >>> 7) & mask;
        while (row[HEAD + 2 * slot] != 0 && row[HEAD + 2 * slot] != number + 1L) {
            slot = (slot + 1) & mask;
        }
        return HEAD + 2 * slot;
    }

    private static long[] larger(long[] row) {
        long[] larger = new long[HEAD + 4 * slots(row)];
        for (int slot = 0; slot < slots(row); slot++) {
            if (count(row, slot) != 0) {
                int at = find(larger, number(row, slot));
                larger[at] = number(row, slot) + 1L;
                larger[at + 1] = count(row, slot);
                larger[0]++;
            }
        }
        return larger;
    }

    /** Number of places at which there may be a count; 0 of an empty row. */
    static int slots(long[] row) {
        return row.length / 2;
    }

    /** The number at a place with a count. */
    static int number(long[] row, int slot) {
        return (int) row[HEAD + 2 * slot] - 1;
    }

    /** The count at a place, 0 for none. */
    static long count(long[] row, int slot) {
        return row[HEAD + 2 * slot + 1];
    }
}
