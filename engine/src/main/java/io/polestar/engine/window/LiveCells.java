package io.polestar.engine.window;

/** The windows as they stand at this moment, for the thread that writes them. */
public final class LiveCells implements Cells {
    private final Store[] stores;

    public LiveCells(Windows windows) {
        this.stores = windows.stores();
    }

    @Override
    public long read(Place place, int window, int column) {
        return place.has(window)
                ? stores[place.store()].total(place.windowOfStore(window), place.cell(), column)
                : UNKNOWN;
    }
}
