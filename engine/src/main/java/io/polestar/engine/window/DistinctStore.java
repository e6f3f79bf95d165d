package io.polestar.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Exact numbers of distinct subjects. For every subject of a cell the newest pane it was seen in, for every pane the number of
 * subjects whose newest it is: a window's number is the sum over its panes, kept as a running total. O(1) an
 * event whatever the windows, and one table for all of them. Exact but for collisions of the subjects' keyed 64-bit hashes.
 *
 * <p>An event older than its subject's newest changes nothing: every window that ends at the clock and holds the older
 * one holds the newer too. One thread.
 */
final class DistinctStore extends SubjectStore {
    private final CellSubjects tables = new CellSubjects(1, 0);
    private final long paneMillis;

    DistinctStore(StoreSetting setting) {
        super(setting, 1);
        this.paneMillis = rings.finestPaneMillis();
    }

    @Override
    public boolean add(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < rings.keptFromMillis()) {
            return false;
        }
        long pane = Math.floorDiv(timeMillis, paneMillis);
        SubjectRows subjects = tables.of(cell);
        long key = CellSubjects.keyOf(subject);
        if (!subjects.find(key)) {
            subjects.insert(key);
        }
        long before = subjects.pane(0);
        if (before >= pane) {
            return true;
        }
        subjects.setPane(0, pane);
        if (before != SubjectRows.NONE) {
            rings.add(before * paneMillis, cell, -1, 0);
        }
        if (timeMillis >= rings.openFromMillis()) {
            rings.addOneOpen(cell);
        } else {
            rings.add(timeMillis, cell, 1, 0);
        }
        return true;
    }

    /** An event that was not in its subject's newest pane has left no trace; what lies before one that was is not known. */
    @Override
    public boolean retract(int cell, long timeMillis, long subject, long value) {
        SubjectRows subjects = tables.of(cell);
        return timeMillis < rings.keptFromMillis()
                || !subjects.find(CellSubjects.keyOf(subject))
                || subjects.pane(0) > Math.floorDiv(timeMillis, paneMillis);
    }

    @Override
    void forgetBefore(long keptFromMillis) {
        tables.forgetBefore(Math.floorDiv(keptFromMillis, paneMillis));
    }

    @Override
    long subjectsBytes() {
        return tables.memoryBytes();
    }

    @Override
    void writeSubjects(DataOutput out) throws IOException {
        tables.writeTo(out);
    }

    @Override
    void readSubjects(DataInput in) throws IOException {
        tables.readFrom(in);
    }

    @Override
    long subjectsHash() {
        return tables.stateHash();
    }
}
