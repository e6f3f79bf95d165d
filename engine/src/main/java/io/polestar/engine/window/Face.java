package io.polestar.engine.window;

import java.util.Arrays;

/** One of the two published copies of all window totals and trust figures. Written by {@link Board} only. */
public final class Face implements Cells {
    private final Windows windows;
    private final Store[] stores;
    private final CellSet[] changed;
    private final long[][][] totals;
    private final Figures figures = new Figures();

    /** By store, window and cell; rows are as long as there are cells that are not exact. */
    private final double[][][] errors;

    private long[] sourceFigures = new long[0];
    private int sourceCount;
    private long sequence;
    private long eventWallMillis;
    private long clockMillis = Long.MIN_VALUE;
    private boolean uncorrected;

    Face(Windows windows) {
        this.windows = windows;
        this.stores = windows.stores();
        this.changed = new CellSet[stores.length];
        this.totals = new long[stores.length][][];
        this.errors = new double[stores.length][][];
        for (int store = 0; store < stores.length; store++) {
            changed[store] = new CellSet();
            totals[store] = new long[stores[store].shape().windows().size()][0];
            errors[store] = new double[stores[store].shape().windows().size()][0];
        }
    }

    int changedCells() {
        int cells = 0;
        for (int store = 0; store < stores.length; store++) {
            cells += changed[store].size() + stores[store].unpublished().size();
        }
        return cells;
    }

    /** Takes over what changed since the last publication, for this face and for the other. */
    void noteChanges(Face other) {
        windows.flush();
        windows.noteChanges();
        for (int store = 0; store < stores.length; store++) {
            CellSet fresh = stores[store].unpublished();
            changed[store].addAll(fresh);
            other.changed[store].addAll(fresh);
            fresh.clear();
        }
    }

    void update(long newSequence, long newEventWallMillis) {
        for (int store = 0; store < stores.length; store++) {
            copy(stores[store], totals[store], changed[store]);
            copyErrors(stores[store], errors[store], changed[store]);
            changed[store].clear();
        }
        SourceBook sources = windows.sources();
        sourceCount = sources.size();
        sourceFigures = sources.copyInto(sourceFigures);
        sequence = newSequence;
        eventWallMillis = newEventWallMillis;
        clockMillis = windows.clockMillis();
        figures.copyFrom(windows.figures());
        uncorrected = windows.hasUncorrected();
    }

    /**
     * Has stores make ready what is no total.
     *
     * @param quiet whether nothing may come for long
     */
    void publishTables(long wallMillis, boolean quiet) {
        for (Store store : stores) {
            store.publish(wallMillis, quiet);
        }
    }

    private static void copy(Store store, long[][] target, CellSet cells) {
        Shape shape = store.shape();
        int columns = shape.columns();
        int entries = store.cells() * columns;
        for (int window = 0; window < target.length; window++) {
            if (target[window].length < entries) {
                target[window] = withRoom(target[window], entries, shape.empty());
            }
            long[] to = target[window];
            for (int index = 0; index < cells.size(); index++) {
                int cell = cells.get(index);
                for (int column = 0; column < columns; column++) {
                    to[cell * columns + column] = store.total(window, cell, column);
                }
            }
        }
    }

    private static void copyErrors(Store store, double[][] target, CellSet cells) {
        for (int window = 0; window < target.length; window++) {
            for (int index = 0; index < cells.size(); index++) {
                int cell = cells.get(index);
                double error = store.standardError(window, cell);
                if (cell < target[window].length) {
                    target[window][cell] = error;
                } else if (error > 0) {
                    target[window] = Arrays.copyOf(target[window], cell + 1);
                    target[window][cell] = error;
                }
            }
        }
    }

    private static long[] withRoom(long[] row, int entries, long empty) {
        long[] larger = Ring.withRoom(row, entries);
        Arrays.fill(larger, row.length, larger.length, empty);
        return larger;
    }

    @Override
    public long read(Place place, int window, int column) {
        if (!place.has(window)) {
            return UNKNOWN;
        }
        long[] row = totals[place.store()][place.windowOfStore(window)];
        int at = place.cell() * place.columns() + column;
        return at < row.length ? row[at] : place.empty();
    }

    @Override
    public double standardError(Place place, int window) {
        if (!place.has(window)) {
            return 0;
        }
        double[] row = errors[place.store()][place.windowOfStore(window)];
        return place.cell() < row.length ? row[place.cell()] : 0;
    }

    /** Sequence of the last record counted. */
    public long sequence() {
        return sequence;
    }

    /** Wall clock at which the last batch of events was journalled; 0 before the first. */
    public long eventWallMillis() {
        return eventWallMillis;
    }

    /** Exclusive end of all windows; {@code Long.MIN_VALUE} before the first record. */
    public long clockMillis() {
        return clockMillis;
    }

    /** What is told of the counting besides values, as of the same moment. */
    public Figures figures() {
        return figures;
    }

    /** Whether a correction waits for some metrics to be counted anew. */
    public boolean hasUncorrected() {
        return uncorrected;
    }

    /** Number of sources that have sent events. */
    public int sourceCount() {
        return sourceCount;
    }

    public String sourceName(int source) {
        return windows.sources().name(source);
    }

    /** Time of a source's newest event; 0 before the first. */
    public long sourceNewestMillis(int source) {
        return sourceFigure(source, SourceBook.NEWEST);
    }

    /** Events accepted from a source. */
    public long sourceEvents(int source) {
        return sourceFigure(source, SourceBook.EVENTS);
    }

    /** Events of a source that came behind its watermark. */
    public long sourceLate(int source) {
        return sourceFigure(source, SourceBook.LATE);
    }

    /** Wall clock at which the last event of a source was journalled; 0 before the first. */
    public long sourceArrivalMillis(int source) {
        return sourceFigure(source, SourceBook.ARRIVAL);
    }

    /** How long after its time a source's newest event was journalled, milliseconds; less than 0 if it was ahead. */
    public long sourceLagMillis(int source) {
        return sourceFigure(source, SourceBook.LAG);
    }

    /** The furthest that an event of a source was ahead of the wall clock, milliseconds, 0 or more. */
    public long sourceSkewMillis(int source) {
        return sourceFigure(source, SourceBook.SKEW);
    }

    /** Events of a source left out as seen before. */
    public long sourceDuplicates(int source) {
        return sourceFigure(source, SourceBook.DUPLICATES);
    }

    /** Events of a source refused as invalid. */
    public long sourceRefused(int source) {
        return sourceFigure(source, SourceBook.REFUSED);
    }

    /** Events accepted from a source within the 60 s before the last record. */
    public long sourceLastMinuteEvents(int source) {
        return sourceFigure(source, SourceBook.LATELY);
    }

    private long sourceFigure(int source, int column) {
        return sourceFigures[source * SourceBook.COLUMNS + column];
    }
}
