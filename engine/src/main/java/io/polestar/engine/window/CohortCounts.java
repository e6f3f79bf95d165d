package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How many subjects each cohort has, and how many of them were back, in every cell: of the metric as a whole for each of 64 periods, of
 * a segment for the one that the metric asks for. A row a cohort, in a ring: row {@code cohort % rows}. One thread.
 */
final class CohortCounts {
    private static final int SIZE = 0;
    private static final int RETURNED = 1;
    private static final int NOT_KEPT = -1;

    private final int rows;
    private final int after;
    private long[][] ofCell = new long[16][];
    private int[] width = new int[16];
    private int cells;
    private long subjects;

    /**
     * @param rows the most cohorts that are kept at a time
     * @param after the period that the metric asks for
     */
    CohortCounts(int rows, int after) {
        this.rows = rows;
        this.after = after;
    }

    void addCell(boolean segment) {
        if (cells == ofCell.length) {
            ofCell = Arrays.copyOf(ofCell, cells * 2);
            width = Arrays.copyOf(width, cells * 2);
        }
        width[cells] = RETURNED + (segment ? 1 : CohortSubjects.PERIODS);
        ofCell[cells] = new long[rows * width[cells]];
        cells++;
    }

    int cells() {
        return cells;
    }

    /** Subjects of all cohorts and cells. */
    long subjects() {
        return subjects;
    }

    private int at(int cell, long cohort, int column) {
        return (int) Math.floorMod(cohort, (long) rows) * width[cell] + column;
    }

    private int column(int cell, int period) {
        if (width[cell] > RETURNED + 1) {
            return RETURNED + period;
        }
        return period == after ? RETURNED : NOT_KEPT;
    }

    void addSubjects(int cell, long cohort, int count) {
        ofCell[cell][at(cell, cohort, SIZE)] += count;
        subjects += count;
    }

    /** Adds to how many were back a number of periods after their cohort's. */
    void addReturned(int cell, long cohort, int period, int count) {
        int column = column(cell, period);
        if (column != NOT_KEPT) {
            ofCell[cell][at(cell, cohort, column)] += count;
        }
    }

    long subjects(int cell, long cohort) {
        return ofCell[cell][at(cell, cohort, SIZE)];
    }

    /** How many were back in the period that the metric asks for. */
    long returned(int cell, long cohort) {
        return returned(cell, cohort, after);
    }

    /** How many were back a number of periods after their cohort's; for segments only in the period that the metric asks for. */
    long returned(int cell, long cohort, int period) {
        return ofCell[cell][at(cell, cohort, column(cell, period))];
    }

    /** Empties the row of a cohort in all cells. */
    void forget(long cohort) {
        for (int cell = 0; cell < cells; cell++) {
            int from = at(cell, cohort, SIZE);
            subjects -= ofCell[cell][from];
            Arrays.fill(ofCell[cell], from, from + width[cell], 0);
        }
    }

    long memoryBytes() {
        return Long.BYTES
                * Arrays.stream(ofCell, 0, cells).mapToLong(row -> row.length).sum();
    }

    void writeTo(DataOutput out) throws IOException {
        for (int cell = 0; cell < cells; cell++) {
            Ring.writeRow(ofCell[cell], out);
        }
        out.writeLong(subjects);
    }

    /** Takes up what {@link #writeTo} wrote; all cells are there, and empty. */
    void readFrom(DataInput in) throws IOException {
        for (int cell = 0; cell < cells; cell++) {
            for (int left = in.readInt(); left > 0; left--) {
                ofCell[cell][in.readInt()] = in.readLong();
            }
        }
        subjects = in.readLong();
    }

    long stateHash() {
        long hash = KeyedHash.mix(subjects);
        for (int cell = 0; cell < cells; cell++) {
            for (int entry = 0; entry < ofCell[cell].length; entry++) {
                if (ofCell[cell][entry] != 0) {
                    hash += KeyedHash.mix(KeyedHash.combine(cell, entry) ^ ofCell[cell][entry]);
                }
            }
        }
        return hash;
    }
}
