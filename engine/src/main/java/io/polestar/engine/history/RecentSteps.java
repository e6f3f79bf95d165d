package io.polestar.engine.history;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one track was told since its last file: one {@link Block} per step, in memory. Absolute entries that fell off the tier's early
 * end are folded into one more block, so that the newest value before the tier's first step still carries forward.
 *
 * <p>Written by the keeper's thread only, under its write lock; read under the read lock.
 */
final class RecentSteps {

    private final Tier tier;
    private final SeriesKind kind;
    private final TreeMap<Long, Block> blocks = new TreeMap<>();
    private @Nullable Block carried;
    private @Nullable Block current;
    private long currentStep;
    private long bytes;

    RecentSteps(Tier tier, SeriesKind kind) {
        this.tier = tier;
        this.kind = kind;
    }

    /** Takes in a row of this kind; entries before the tier's first step are dropped or carried. */
    void apply(HistoryRow row, long firstStep) {
        long step = kind.stepOf(row.timeMillis(), tier);
        if (step >= firstStep) {
            fold(row, blockOf(step, row.size()));
        } else if (kind == SeriesKind.ABSOLUTE) {
            fold(row, carried(row.size()));
        }
    }

    /** Lets go of the steps before the first one kept. Costs what is let go. */
    void dropBefore(long firstStep) {
        while (!blocks.isEmpty() && blocks.firstKey() < firstStep) {
            Block dropped = blocks.pollFirstEntry().getValue();
            bytes -= dropped.bytes();
            if (dropped == current) {
                current = null;
            }
            if (kind == SeriesKind.ABSOLUTE) {
                carry(dropped);
            }
        }
    }

    /** Shows the entries of a series with fromStep ≤ step < toStep. */
    void visit(int series, long fromStep, long toStep, EntryVisitor visitor) {
        if (fromStep >= toStep) {
            return;
        }
        for (Map.Entry<Long, Block> entry : blocks.subMap(fromStep, toStep).entrySet()) {
            Block block = entry.getValue();
            int slot = block.find(series);
            if (slot >= 0) {
                visitor.entry(entry.getKey(), block.first(slot), block.second(slot));
            }
        }
    }

    /** Offers the newest entry of a series at or before a step, looking no further back than is worth it. */
    void floor(int series, long step, Newest newest) {
        NavigableMap<Long, Block> candidates = blocks.headMap(step, true).descendingMap();
        for (Map.Entry<Long, Block> entry : candidates.entrySet()) {
            long at = entry.getKey();
            if (!newest.isWorthAsking(at)) {
                break;
            }
            Block block = entry.getValue();
            int slot = block.find(series);
            if (slot >= 0) {
                newest.offer(at, block.first(slot), block.second(slot));
                break;
            }
        }
        if (carried != null) {
            int slot = carried.find(series);
            if (slot >= 0) {
                long time = carried.second(slot);
                newest.offer(kind.stepOf(time, tier), carried.first(slot), time);
            }
        }
    }

    boolean isEmpty() {
        return blocks.isEmpty() && carried == null;
    }

    void clear() {
        blocks.clear();
        carried = null;
        current = null;
        bytes = 0;
    }

    long bytes() {
        return bytes;
    }

    /** How many entries are held. */
    long entries() {
        long entries = carried == null ? 0 : carried.size();
        for (Block block : blocks.values()) {
            entries += block.size();
        }
        return entries;
    }

    /** Whether there is an entry of a series with first ≤ number ≤ last. Looks at all entries. */
    boolean hasSeriesWithin(int first, int last) {
        boolean found = carried != null && carried.hasSeriesWithin(first, last);
        for (Block block : blocks.values()) {
            found = found || block.hasSeriesWithin(first, last);
        }
        return found;
    }

    /** A walk over all entries by series; sorts them first. */
    SeriesCursor cursor() {
        return new RecentCursor(blocks, carried, kind, tier);
    }

    private void fold(HistoryRow row, Block block) {
        long before = block.bytes();
        if (kind == SeriesKind.ADDITIVE) {
            for (int i = 0; i < row.size(); i++) {
                block.add(row.series(i), row.count(i), row.sum(i));
            }
        } else {
            for (int i = 0; i < row.size(); i++) {
                block.keepNewest(row.series(i), row.count(i), row.timeMillis());
            }
        }
        bytes += block.bytes() - before;
    }

    private Block blockOf(long step, int expectedSize) {
        Block block = current;
        if (block != null && currentStep == step) {
            return block;
        }
        block = blocks.get(step);
        if (block == null) {
            block = new Block(expectedSize);
            blocks.put(step, block);
            bytes += block.bytes();
        }
        current = block;
        currentStep = step;
        return block;
    }

    private void carry(Block dropped) {
        Block into = carried(dropped.size());
        long before = into.bytes();
        for (int slot = 0; slot < dropped.slots(); slot++) {
            if (dropped.series(slot) >= 0) {
                into.keepNewest(dropped.series(slot), dropped.first(slot), dropped.second(slot));
            }
        }
        bytes += into.bytes() - before;
    }

    private Block carried(int expectedSize) {
        Block into = carried;
        if (into == null) {
            into = new Block(expectedSize);
            bytes += into.bytes();
            carried = into;
        }
        return into;
    }
}
