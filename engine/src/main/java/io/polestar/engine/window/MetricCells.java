package io.polestar.engine.window;

import io.polestar.engine.event.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Where a metric that reads events keeps its values: one cell for the whole, one for each segment it has met. Cells are
 * made at a segment's first event. One thread writes; any thread may look a cell up: it finds it whole or not
 * at all.
 */
final class MetricCells {
    static final int ABSENT = -1;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(int[][].class);

    private final Store store;
    private final int[] dimensions;
    private final int whole;
    private final int[][] cellOfSegment;
    private int[] dimensionOfCell = new int[0];
    private int[] segmentOfCell = new int[0];

    /** @param dimensions numbers of the dimensions the metric is split by */
    MetricCells(Store store, int[] dimensions) {
        this.store = store;
        this.dimensions = dimensions;
        this.whole = store.addCell(false);
        this.cellOfSegment = new int[dimensions.length][0];
    }

    private MetricCells(MetricCells before, int[] dimensions) {
        this.store = before.store;
        this.dimensions = dimensions;
        this.whole = before.whole;
        this.cellOfSegment = before.cellOfSegment;
        noteAllCells();
    }

    /** Gives the segments of a dimension other numbers; no thread may look cells up meanwhile. */
    void renumberSegments(int index, int[] numbers) {
        int[] before = cellOfSegment[index];
        int[] after = new int[0];
        for (int segment = 0; segment < before.length; segment++) {
            if (before[segment] != ABSENT) {
                after = withSegment(after, numbers[segment]);
                after[numbers[segment]] = before[segment];
            }
        }
        cellOfSegment[index] = after;
        noteAllCells();
    }

    private void noteAllCells() {
        for (int index = 0; index < cellOfSegment.length; index++) {
            for (int segment = 0; segment < cellOfSegment[index].length; segment++) {
                if (cellOfSegment[index][segment] != ABSENT) {
                    noteCell(cellOfSegment[index][segment], index, segment);
                }
            }
        }
    }

    private void noteCell(int cell, int index, int segment) {
        if (cell >= dimensionOfCell.length) {
            int larger = Math.max(cell + 1, dimensionOfCell.length * 2);
            int before = dimensionOfCell.length;
            dimensionOfCell = Arrays.copyOf(dimensionOfCell, larger);
            segmentOfCell = Arrays.copyOf(segmentOfCell, larger);
            Arrays.fill(dimensionOfCell, before, larger, Catalog.WHOLE);
        }
        dimensionOfCell[cell] = dimensions[index];
        segmentOfCell[cell] = segment;
    }

    /** Number of the tree's dimension that a cell is a segment of, {@link Catalog#WHOLE} for the whole. The writer's thread. */
    int dimensionOf(int cell) {
        return cell < dimensionOfCell.length ? dimensionOfCell[cell] : Catalog.WHOLE;
    }

    /** Number of the segment a cell is of; 0 for the whole. The writer's thread. */
    int segmentOf(int cell) {
        return cell < segmentOfCell.length ? segmentOfCell[cell] : 0;
    }

    private static int[] withSegment(int[] cells, int segment) {
        if (segment < cells.length) {
            return cells;
        }
        int[] larger = Arrays.copyOf(cells, Math.max(segment + 1, Math.max(8, cells.length * 2)));
        Arrays.fill(larger, cells.length, larger.length, ABSENT);
        return larger;
    }

    /** The same cells where the dimensions have other numbers. */
    MetricCells under(int[] dimensionNumbers) {
        return new MetricCells(this, dimensionNumbers);
    }

    /** Place of one of this metric's cells. */
    Cells.Place place(int cell, int storeNumber, int[] windowsOfStore) {
        return new Cells.Place(storeNumber, cell, store.seriesOf(cell), windowsOfStore, store.shape());
    }

    Store store() {
        return store;
    }

    /** The cell of the metric as a whole. */
    int whole() {
        return whole;
    }

    int dimensionCount() {
        return dimensions.length;
    }

    /** Number of the tree's dimension behind the metric's {@code index}-th. */
    int dimension(int index) {
        return dimensions[index];
    }

    /** Which of the metric's dimensions is the tree's {@code dimension}, or -1. */
    int indexOf(int dimension) {
        for (int index = 0; index < dimensions.length; index++) {
            if (dimensions[index] == dimension) {
                return index;
            }
        }
        return -1;
    }

    /** The cell of a segment, made when it is the first event's. The writer's thread. */
    int cellFor(int index, int segment) {
        int[] cells = cellOfSegment[index];
        int cell = segment < cells.length ? cells[segment] : ABSENT;
        return cell != ABSENT ? cell : make(index, segment);
    }

    /** The cell of a segment, {@link #ABSENT} when no event of it has come. Any thread. */
    int cell(int index, int segment) {
        int[] cells = (int[]) CELLS.getAcquire(cellOfSegment, index);
        return segment < cells.length ? (int) CELL.getAcquire(cells, segment) : ABSENT;
    }

    private int make(int index, int segment) {
        int[] cells = cellOfSegment[index];
        if (segment >= cells.length) {
            cells = withSegment(cells, segment);
            CELLS.setRelease(cellOfSegment, index, cells);
        }
        int cell = store.addCell(true);
        CELL.setRelease(cells, segment, cell);
        noteCell(cell, index, segment);
        return cell;
    }

    void writeTo(DataOutput out) throws IOException {
        for (int[] cells : cellOfSegment) {
            out.writeInt(cells.length);
            for (int cell : cells) {
                out.writeInt(cell);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int index = 0; index < cellOfSegment.length; index++) {
            int[] cells = new int[in.readInt()];
            for (int segment = 0; segment < cells.length; segment++) {
                cells[segment] = in.readInt();
            }
            cellOfSegment[index] = cells;
        }
        noteAllCells();
    }

    long stateHash() {
        long hash = whole;
        for (int index = 0; index < cellOfSegment.length; index++) {
            for (int segment = 0; segment < cellOfSegment[index].length; segment++) {
                if (cellOfSegment[index][segment] != ABSENT) {
                    hash += KeyedHash.mix(
                            KeyedHash.combine(KeyedHash.combine(index, segment), cellOfSegment[index][segment]));
                }
            }
        }
        return hash;
    }
}
