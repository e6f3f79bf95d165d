package io.polestar.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What stores have in common that know of every subject what it did, and count what follows from it in panes: {@link StateCells} for
 * the numbers. One thread.
 */
abstract class SubjectStore implements Store {
    private final StateCells cells;

    /** Where the numbers are counted. */
    final PaneRings rings;

    /** @param columns numbers a cell has in each window */
    SubjectStore(StoreSetting setting, int columns) {
        this.cells = new StateCells(setting, columns, this::total, this::moved);
        this.rings = cells.rings();
    }

    /** The windows have moved on: what happened before all that is kept changes no number any more. */
    abstract void moved();

    abstract long subjectsBytes();

    abstract void writeSubjects(DataOutput out) throws IOException;

    /** Takes up what {@link #writeSubjects} wrote; the panes have been taken up already. */
    abstract void readSubjects(DataInput in) throws IOException;

    /** Hash of what may not be forgotten, whatever its history. */
    abstract long subjectsHash();

    @Override
    public final Shape shape() {
        return cells.shape();
    }

    @Override
    public final int addCell(boolean segment) {
        return cells.addCell(segment);
    }

    @Override
    public final int cells() {
        return rings.cells();
    }

    @Override
    public final int seriesOf(int cell) {
        return cells.seriesOf(cell);
    }

    @Override
    public final void renumber(int by) {
        cells.renumber(by);
    }

    @Override
    public final void flush() {
        cells.flush();
    }

    @Override
    public final long grainMillis() {
        return cells.grainMillis();
    }

    @Override
    public final long nextEdgeMillis() {
        return cells.nextEdgeMillis();
    }

    @Override
    public final void advance(long toMillis) {
        cells.advance(toMillis);
    }

    @Override
    public long total(int window, int cell, int column) {
        return rings.total(window, cell, column);
    }

    @Override
    public final CellSet unpublished() {
        return cells.unpublished();
    }

    @Override
    public final long memoryBytes() {
        return cells.memoryBytes() + subjectsBytes();
    }

    @Override
    public final void writeTo(DataOutput out) throws IOException {
        cells.writeTo(out);
        writeSubjects(out);
    }

    @Override
    public final void readFrom(DataInput in) throws IOException {
        cells.readFrom(in);
        readSubjects(in);
    }

    @Override
    public final long stateHash() {
        return cells.stateHash() + subjectsHash();
    }
}
