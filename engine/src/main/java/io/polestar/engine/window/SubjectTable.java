package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * For every subject the newest pane it was seen in. Open addressing with linear probing; key and pane lie side by side, so
 * a look-up touches one cache line. The table is cut into parts by the key's top bits, and each part grows by itself, so
 * that growing never holds up the writer for long. A part that is full first drops the subjects last seen before the
 * oldest pane kept: the table grows with the subjects of the longest window, not with those ever seen. 16 bytes an entry,
 * 27 at the highest load. One thread.
 */
final class SubjectTable {
    /** What {@link #raise} returns when the subject is new. */
    static final long NEW = Long.MIN_VALUE;

    /** What {@link #raise} returns when the subject has been seen in this pane or a later one. */
    static final long SEEN = Long.MAX_VALUE;

    private static final int PART_BITS = 6;
    private static final int FIRST_SLOTS = 16;

    private final long[][] parts = new long[1 << PART_BITS][FIRST_SLOTS * 2];
    private final int[] sizes = new int[1 << PART_BITS];
    private long oldestPane = Long.MIN_VALUE;

    /** Subjects last seen before this pane may be forgotten from now on. */
    void forgetBefore(long pane) {
        oldestPane = pane;
    }

    /**
     * Notes that a subject was seen.
     *
     * @param key well-mixed hash of the subject, not 0
     * @return the pane it was last seen in before, {@link #NEW} or {@link #SEEN}
     */
    long raise(long key, long pane) {
        int part = (int) (key >>> (Long.SIZE - PART_BITS));
        long[] table = parts[part];
        int mask = table.length - 1;
        int at = (int) (key << 1) & mask;
        while (table[at] != key) {
            if (table[at] == 0) {
                insert(part, at, key, pane);
                return NEW;
            }
            at = (at + 2) & mask;
        }
        long before = table[at + 1];
        if (before >= pane) {
            return SEEN;
        }
        table[at + 1] = pane;
        return before;
    }

    /** The pane a subject was last seen in, {@link #NEW} when it was not. */
    long newest(long key) {
        long[] table = parts[(int) (key >>> (Long.SIZE - PART_BITS))];
        int mask = table.length - 1;
        int at = (int) (key << 1) & mask;
        while (table[at] != key && table[at] != 0) {
            at = (at + 2) & mask;
        }
        return table[at] == key ? table[at + 1] : NEW;
    }

    private void insert(int part, int at, long key, long pane) {
        parts[part][at] = key;
        parts[part][at + 1] = pane;
        if (++sizes[part] * 10L > parts[part].length / 2 * 6L) {
            rebuild(part);
        }
    }

    private void rebuild(int part) {
        long[] old = parts[part];
        int live = 0;
        for (int at = 0; at < old.length; at += 2) {
            if (old[at] != 0 && old[at + 1] >= oldestPane) {
                live++;
            }
        }
        long[] fresh = new long[live * 3L > old.length / 2 ? old.length * 2 : old.length];
        int mask = fresh.length - 1;
        for (int from = 0; from < old.length; from += 2) {
            if (old[from] != 0 && old[from + 1] >= oldestPane) {
                int at = (int) (old[from] << 1) & mask;
                while (fresh[at] != 0) {
                    at = (at + 2) & mask;
                }
                fresh[at] = old[from];
                fresh[at + 1] = old[from + 1];
            }
        }
        parts[part] = fresh;
        sizes[part] = live;
    }

    /** Bytes of memory held. */
    long memoryBytes() {
        return Arrays.stream(parts)
                .mapToLong(part -> (long) part.length * Long.BYTES)
                .sum();
    }

    void writeTo(DataOutput out) throws IOException {
        for (long[] table : parts) {
            for (int at = 0; at < table.length; at += 2) {
                if (table[at] != 0 && table[at + 1] >= oldestPane) {
                    out.writeLong(table[at]);
                    out.writeLong(table[at + 1]);
                }
            }
        }
        out.writeLong(0);
    }

    void readFrom(DataInput in) throws IOException {
        for (long key = in.readLong(); key != 0; key = in.readLong()) {
            raise(key, in.readLong());
        }
    }

    /** Hash of the subjects that may not be forgotten, whatever the order they came in. */
    long stateHash() {
        long hash = 0;
        for (long[] table : parts) {
            for (int at = 0; at < table.length; at += 2) {
                if (table[at] != 0 && table[at + 1] >= oldestPane) {
                    hash += KeyedHash.mix(table[at] ^ KeyedHash.mix(table[at + 1]));
                }
            }
        }
        return hash;
    }
}
