package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
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
    private final SubjectTable subjects = new SubjectTable();
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
        long before = subjects.raise(KeyedHash.combine(subject, cell), pane);
        if (before == SubjectTable.SEEN) {
            return true;
        }
        if (before != SubjectTable.NEW) {
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
        return timeMillis < rings.keptFromMillis()
                || subjects.newest(KeyedHash.combine(subject, cell)) > Math.floorDiv(timeMillis, paneMillis);
    }

    @Override
    void forgetBefore(long keptFromMillis) {
        subjects.forgetBefore(Math.floorDiv(keptFromMillis, paneMillis));
    }

    @Override
    long subjectsBytes() {
        return subjects.memoryBytes();
    }

    @Override
    void writeSubjects(DataOutput out) throws IOException {
        subjects.writeTo(out);
    }

    @Override
    void readSubjects(DataInput in) throws IOException {
        subjects.forgetBefore(Math.floorDiv(rings.keptFromMillis(), paneMillis));
        subjects.readFrom(in);
    }

    @Override
    long subjectsHash() {
        return subjects.stateHash();
    }
}
