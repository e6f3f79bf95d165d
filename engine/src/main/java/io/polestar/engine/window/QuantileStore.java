package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A quantile of the values: the least bucket of {@link ValueBuckets} that at least the asked share of them lies in or below, told as its
 * middle. So it is at most 0.4 % from the least value that the share of the values does not exceed.
 *
 * <p>By entity, of what the events of each sum up to; see {@link EntitySums}. Sums that leave 64 bits make the cell unknown from then on. One thread.
 */
final class QuantileStore extends StateStore {
    private final ValueBuckets buckets = new ValueBuckets();
    private final BucketPanes counts;
    private final @Nullable EntitySums sums;
    private final CellSet overflowed = new CellSet();

    /**
     * @param share of the values that are no greater than the quantile, more than 0 and at most 1
     * @param byEntity whether events are summed up by their key first
     */
    QuantileStore(double share, boolean byEntity, StoreSetting setting) {
        super(setting, 1, Cells.UNKNOWN);
        this.counts = new BucketPanes(setting, share, changed);
        this.sums = byEntity ? new EntitySums(counts.panes().finestPaneMillis()) : null;
    }

    @Override
    void makeRoom(boolean segment) {
        counts.addCell();
    }

    @Override
    public boolean add(int cell, long timeMillis, long entity, long value) {
        if (timeMillis < counts.panes().keptFromMillis()) {
            return false;
        }
        if (sums == null) {
            counts.add(cell, timeMillis, buckets.of(value), 1);
        } else {
            addTo(sums, cell, timeMillis, entity, value);
        }
        return true;
    }

    private void addTo(EntitySums entities, int cell, long timeMillis, long entity, long value) {
        boolean known = entities.find(entity, cell);
        long timeBefore = entities.timeMillis();
        long before = entities.sum();
        if (entities.add(timeMillis, value)) {
            recount(cell, known, timeBefore, before, entities);
        } else {
            overflowed.add(cell);
            changed.add(cell);
        }
    }

    /** Counts an entity's sum where it belongs now, and no longer where it did before if it was known. */
    private void recount(int cell, boolean known, long timeBefore, long before, EntitySums entities) {
        long bucket = buckets.of(entities.sum());
        if (known && timeBefore == entities.timeMillis() && buckets.of(before) == bucket) {
            return;
        }
        if (known) {
            counts.add(cell, timeBefore, buckets.of(before), -1);
        }
        if (entities.isKnown()) {
            counts.add(cell, entities.timeMillis(), bucket, 1);
        }
    }

    @Override
    public boolean retract(int cell, long timeMillis, long entity, long value) {
        if (timeMillis < counts.panes().keptFromMillis()) {
            return true;
        }
        if (sums == null) {
            counts.add(cell, timeMillis, buckets.of(value), -1);
            return true;
        }
        return !overflowed.has(cell) && retractFrom(sums, cell, timeMillis, entity, value);
    }

    private boolean retractFrom(EntitySums entities, int cell, long timeMillis, long entity, long value) {
        if (!entities.find(entity, cell)) {
            return true;
        }
        long timeBefore = entities.timeMillis();
        long before = entities.sum();
        if (!entities.retract(timeMillis, value)) {
            return false;
        }
        recount(cell, true, timeBefore, before, entities);
        return true;
    }

    @Override
    public long total(int window, int cell, int column) {
        return counts.values(window, cell) == 0 || overflowed.has(cell)
                ? Cells.UNKNOWN
                : buckets.middle(counts.bucket(window, cell));
    }

    @Override
    public long grainMillis() {
        return Math.min(WHOLE_STEP_MILLIS, counts.panes().finestPaneMillis());
    }

    @Override
    long nextMoveMillis() {
        return counts.panes().nextEdgeMillis(false);
    }

    @Override
    void move(long toMillis) {
        counts.advance(toMillis);
        forget();
    }

    private void forget() {
        if (sums != null) {
            sums.forgetBefore(counts.panes().keptFromMillis());
        }
    }

    @Override
    long cellsBytes() {
        return counts.memoryBytes() + (sums == null ? 0 : sums.memoryBytes());
    }

    @Override
    void writeCells(DataOutput out) throws IOException {
        counts.writeTo(out);
        overflowed.writeTo(out);
        if (sums != null) {
            sums.writeTo(out);
        }
    }

    @Override
    void readCells(DataInput in) throws IOException {
        counts.readFrom(in);
        overflowed.readFrom(in);
        if (sums != null) {
            sums.readFrom(in);
        }
    }

    @Override
    long cellsHash() {
        long hash = counts.stateHash() + (sums == null ? 0 : sums.stateHash());
        for (int index = 0; index < overflowed.size(); index++) {
            hash += KeyedHash.mix(~(long) overflowed.get(index));
        }
        return hash;
    }
}
