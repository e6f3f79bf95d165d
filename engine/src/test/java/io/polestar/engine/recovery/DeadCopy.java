package io.polestar.engine.recovery;

import java.io.IOException;
import java.nio.file.Path;

/** What the death of a process leaves of its data directory, for tests elsewhere. */
public final class DeadCopy {
    private DeadCopy() {}

    /**
     * Copies the directory of an engine that may be running.
     *
     * @param journalOnly without what can be made of the journal again
     */
    public static Path of(Path live, Path copy, boolean journalOnly) throws IOException {
        Disk.copy(live, copy);
        if (journalOnly) {
            Disk.delete(copy.resolve("snapshots"));
            Disk.delete(copy.resolve("history"));
        }
        return copy;
    }
}
