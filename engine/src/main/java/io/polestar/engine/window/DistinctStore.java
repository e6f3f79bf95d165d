package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of distinct subjects. For every subject of a cell the newest pane it was seen in, for every pane the number of
 * subjects whose newest it is: a window's number is the sum over its panes, kept as a running total. O(1) an
 * event whatever the windows, and one table for all of them. Exact but for collisions of the subjects' keyed 64-bit hashes.
 *
 * <p>An event older than its subject's newest changes nothing: every window that ends at the clock and holds the older
 * one holds the newer too.
 *
 * <p>When the tables would hold more subjects than the {@link SubjectBudget}, the largest cells go over to sketches ({@link CellSketch}), for
 * good. One thread.
 */
final class DistinctStore extends SubjectStore {
    private final CellSubjects tables = new CellSubjects(1, 0);
    private final SubjectBudget budget;
    private final long paneMillis;
    private @Nullable CellSketch[] sketches = {};

    DistinctStore(StoreSetting setting) {
        super(setting, 1);
        this.budget = new SubjectBudget(setting.subjectBudget());
        this.paneMillis = rings.finestPaneMillis();
    }

    @Override
    public boolean add(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < rings.keptFromMillis()) {
            return false;
        }
        long key = CellSubjects.keyOf(subject);
        CellSketch sketch = sketchOf(cell);
        if (sketch == null) {
            addExactly(cell, timeMillis, key);
        } else if (sketch.add(timeMillis, key)) {
            rings.add(timeMillis, cell, 0, 0);
        }
        return true;
    }

    private void addExactly(int cell, long timeMillis, long key) {
        long pane = rings.paneOf(timeMillis);
        SubjectRows subjects = tables.of(cell);
        if (!subjects.find(key)) {
            subjects.insert(key);
        }
        long before = subjects.pane(0);
        if (before >= pane) {
            return;
        }
        subjects.setPane(0, pane);
        if (before != SubjectRows.NONE) {
            rings.move(before * paneMillis, timeMillis, cell, 0, 1);
            return;
        }
        if (timeMillis >= rings.openFromMillis()) {
            rings.addOneOpen(cell);
        } else {
            rings.add(timeMillis, cell, 1, 0);
        }
        if (budget.isSpentByOneMore()) {
            budget.check(cells(), this::held, this::goOver);
        }
    }

    private long held(int cell) {
        return sketchOf(cell) == null ? rings.mostOf(cell) : 0;
    }

    private void goOver(int cell) {
        CellSketch sketch = newSketch(cell);
        SubjectRows subjects = tables.of(cell);
        subjects.rewind();
        while (subjects.next()) {
            sketch.take(subjects.pane(0) * paneMillis, subjects.key());
        }
        sketch.settle(cell, rings);
        tables.drop(cell);
        rings.changed().add(cell);
    }

    private CellSketch newSketch(int cell) {
        if (cell >= sketches.length) {
            sketches = Arrays.copyOf(sketches, cell + 1);
        }
        CellSketch sketch = new CellSketch(rings.windows());
        sketches[cell] = sketch;
        return sketch;
    }

    private @Nullable CellSketch sketchOf(int cell) {
        return cell < sketches.length ? sketches[cell] : null;
    }

    /** An event that was not in its subject's newest pane has left no trace; what lies before one that was is not known. */
    @Override
    public boolean retract(int cell, long timeMillis, long subject, long value) {
        if (timeMillis < rings.keptFromMillis()) {
            return true;
        }
        if (sketchOf(cell) != null) {
            return false;
        }
        SubjectRows subjects = tables.of(cell);
        return !subjects.find(CellSubjects.keyOf(subject)) || subjects.pane(0) > rings.paneOf(timeMillis);
    }

    @Override
    public long total(int window, int cell, int column) {
        CellSketch sketch = sketchOf(cell);
        long counted = rings.total(window, cell, column);
        return sketch == null ? counted : Math.max(0, counted + sketch.number(window));
    }

    @Override
    public double standardError(int window, int cell) {
        return sketchOf(cell) == null ? 0 : CellSketch.STANDARD_ERROR;
    }

    @Override
    void moved() {
        tables.forgetBefore(Math.floorDiv(rings.keptFromMillis(), paneMillis));
        for (int cell = 0; cell < sketches.length; cell++) {
            CellSketch sketch = sketches[cell];
            if (sketch != null && sketch.move()) {
                rings.changed().add(cell);
            }
        }
    }

    @Override
    long subjectsBytes() {
        long bytes = tables.memoryBytes();
        for (CellSketch sketch : sketches) {
            bytes += sketch == null ? 0 : sketch.memoryBytes();
        }
        return bytes;
    }

    @Override
    void writeSubjects(DataOutput out) throws IOException {
        budget.writeTo(out);
        tables.writeTo(out);
        for (int cell = 0; cell < sketches.length; cell++) {
            CellSketch sketch = sketches[cell];
            if (sketch != null) {
                out.writeInt(cell);
                sketch.writeTo(out);
            }
        }
        out.writeInt(-1);
    }

    @Override
    void readSubjects(DataInput in) throws IOException {
        budget.readFrom(in);
        tables.readFrom(in);
        for (int cell = in.readInt(); cell >= 0; cell = in.readInt()) {
            newSketch(cell).readFrom(in);
        }
    }

    @Override
    long subjectsHash() {
        long hash = tables.stateHash() + budget.stateHash();
        for (int cell = 0; cell < sketches.length; cell++) {
            CellSketch sketch = sketches[cell];
            hash += sketch == null ? 0 : KeyedHash.combine(sketch.stateHash(), cell);
        }
        return hash;
    }
}
