package io.polestar.engine.window;

/** Where the numbers behind values come from: the live windows, what was published of them, or the past. */
public interface Cells {
    /** What {@link #read} returns when there is no such number. */
    long UNKNOWN = Long.MIN_VALUE;

    /**
     * One number of a cell.
     *
     * @param place store and cell
     * @param window number of the window among the tree's windows
     * @param column 0 for a count, 1 for a fixed-point sum
     */
    long read(Place place, int window, int column);

    /**
     * A cell's place.
     *
     * @param store number of the store
     * @param cell number within the store
     * @param series number under which history keeps it; of the first window where each window has its own
     * @param windowsOfStore for each of the tree's windows its number within the store, -1 when it is not kept there
     * @param distinct whether the cell counts distinct subjects
     */
    record Place(int store, int cell, int series, int[] windowsOfStore, boolean distinct) {}
}
