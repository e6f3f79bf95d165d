package io.polestar.engine.window;

/**
 * Which cells of some stores may have changed since they were last drained. A cell that has changed is always among them; which others
 * are depends on when values were published, so nothing may follow from a cell's being among them. One thread, the one that counts.
 */
public final class ChangedCells {
    private final Windows windows;
    private final CellSet[] cells;
    private final boolean[] watched;

    ChangedCells(Windows windows, boolean[] watched) {
        this.windows = windows;
        this.watched = watched;
        this.cells = new CellSet[watched.length];
        for (int store = 0; store < watched.length; store++) {
            cells[store] = new CellSet();
        }
    }

    /** Told of a cell. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param store number of the store, as {@link Catalog#stores} gives it
         * @param dimension number of the dimension, {@link Catalog#WHOLE} for the whole
         * @param segment number of the segment, ignored for the whole
         */
        void changed(int store, int dimension, int segment);
    }

    /** Takes over what is about to be published, before it is forgotten. */
    void note() {
        for (int store = 0; store < cells.length; store++) {
            if (watched[store]) {
                cells[store].addAll(windows.stores()[store].unpublished());
            }
        }
    }

    /** Tells of all, after bringing totals up to the last event, and forgets them. */
    public void drain(Visitor visitor) {
        windows.flush();
        note();
        for (int store = 0; store < cells.length; store++) {
            CellSet changed = cells[store];
            MetricCells places = windows.plan().accumulations.get(store).cells();
            for (int index = 0; index < changed.size(); index++) {
                int cell = changed.get(index);
                visitor.changed(store, places.dimensionOf(cell), places.segmentOf(cell));
            }
            changed.clear();
        }
    }
}
