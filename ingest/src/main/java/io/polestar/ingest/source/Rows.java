package io.polestar.ingest.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one file, in their order. Used by one thread. */
interface Rows extends Closeable {

    /** What became of the next row, or null at the end. */
    @Nullable
    RowOutcome next() throws IOException;

    /** Passes over the next row; false at the end. */
    boolean skip() throws IOException;

    /** What was read of the file. */
    FileBytes bytes();
}
