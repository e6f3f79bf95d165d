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
     * @param column which of the cell's numbers; the store's kind says what they mean
     */
    long read(Place place, int window, int column);

    /** The standard error of a cell's numbers over a window, as a share of them: 0 where they are exact, no more than 1. */
    default double standardError(Place place, int window) {
        return 0;
    }

    /** Where a cell is, and under which numbers history keeps it. */
    final class Place {
        private final int store;
        private final int cell;
        private final int firstSeries;
        private final int[] windowsOfStore;
        private final Shape shape;

        /** @param windowsOfStore for each of the tree's windows its number within the store, -1 when it is not kept there */
        Place(int store, int cell, int firstSeries, int[] windowsOfStore, Shape shape) {
            this.store = store;
            this.cell = cell;
            this.firstSeries = firstSeries;
            this.windowsOfStore = windowsOfStore;
            this.shape = shape;
        }

        int store() {
            return store;
        }

        int cell() {
            return cell;
        }

        int columns() {
            return shape.columns();
        }

        /** The store's number of one of the tree's windows, -1 when it does not keep it. */
        int windowOfStore(int window) {
            return windowsOfStore[window];
        }

        /** Whether the store keeps that window of the tree's. */
        public boolean has(int window) {
            return windowsOfStore[window] >= 0;
        }

        /** Whether history keeps what every step brought, to be added up, rather than the numbers themselves. */
        public boolean addsUp() {
            return shape.sort() == Shape.Sort.FLOW;
        }

        /** Number under which history keeps one of the tree's windows and a column. */
        public int series(int window, int column) {
            return firstSeries + shape.series(windowsOfStore[window], column);
        }

        /** Number under which history keeps what it was when a period of a calendar window ended. */
        public int closing(int window, int column) {
            return firstSeries + shape.closing(windowsOfStore[window], column);
        }

        /** What a number is while nothing has happened. */
        public long empty() {
            return shape.empty();
        }
    }
}
