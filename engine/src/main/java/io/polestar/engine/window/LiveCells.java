package io.polestar.engine.window;

/** The windows as they stand at this moment, for the thread that writes them. */
public final class LiveCells implements Cells {
    private final Store[] stores;

    public LiveCells(Windows windows) {
        this.stores = windows.stores();
    }

    @Override
    public long read(Place place, int window, int column) {
        int ofStore = place.windowsOfStore()[window];
        return ofStore < 0 ? UNKNOWN : stores[place.store()].total(ofStore, place.cell(), column);
    }
}
