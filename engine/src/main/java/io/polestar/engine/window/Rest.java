package io.polestar.engine.window;

/**
 * The numbers of a whole without those of some of its segments. An {@link Evaluator} over them gives the value of all other segments
 * together: a ratio from what is left above and below its line, a sum to the last unit. One thread.
 *
 * <p>Only numbers that add up over segments can be taken from a whole; the others are unknown here, and {@link #isPartial} tells of it.
 */
public final class Rest implements Cells {
    private final Catalog catalog;
    private final Cells cells;
    private final int dimension;
    private final int[] segments;
    private boolean partial;

    /**
     * @param cells where the numbers of the whole and of the segments come from
     * @param dimension the dimension of the segments that are taken away
     * @param segments their numbers
     */
    public Rest(Catalog catalog, Cells cells, int dimension, int[] segments) {
        this.catalog = catalog;
        this.cells = cells;
        this.dimension = dimension;
        this.segments = segments.clone();
    }

    @Override
    public long read(Place place, int window, int column) {
        if (!catalog.addsUp(place.store())) {
            partial = true;
            return UNKNOWN;
        }
        long rest = cells.read(place, window, column);
        for (int index = 0; index < segments.length && rest != UNKNOWN; index++) {
            Place segment = catalog.placeIn(place.store(), dimension, segments[index]);
            if (segment != null) {
                long part = cells.read(segment, window, column);
                rest = part == UNKNOWN ? UNKNOWN : rest - part;
            }
        }
        return rest;
    }

    /** Whether a number was asked for that does not add up over segments. */
    public boolean isPartial() {
        return partial;
    }
}
