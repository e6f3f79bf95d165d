package io.polestar.ingest.source;

/** Is told what an import does, on the import's thread. */
public interface ImportListener {

    /** Tells no one. */
    ImportListener SILENT = new ImportListener() {};

    /** The import continues after that row, as an earlier run left it. */
    default void resumed(long row) {}

    /** There is a progress file, but it cannot be used; the import begins at the first row. */
    default void beganAnew(String reason) {}

    /** A batch was acknowledged, or the import is about to wait for the next event's time. */
    default void progress(ImportProgress progress) {}
}
