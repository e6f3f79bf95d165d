package io.polestar.engine.history;

/**
 * A walk over entries by ascending series. At each series its entries lie in three parallel columns, by ascending step; the columns
 * are only valid until the next {@link #next()}.
 */
interface SeriesCursor {

    /** Goes to the next series; false at the end. */
    boolean next();

    /** The current series. */
    int series();

    /** The entries of the current series. */
    Columns columns();
}
