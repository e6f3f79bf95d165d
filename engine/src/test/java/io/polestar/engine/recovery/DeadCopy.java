package io.polestar.engine.recovery;

import java.io.IOException;
import java.nio.file.Path;

/** What the death of a process leaves of its data directory, for tests elsewhere. */
public final class DeadCopy {
    private DeadCopy() {}

    /** Copies the directory of an engine that may be running. */
    public static Path of(Path live, Path copy) throws IOException {
        return Disk.copy(live, copy);
    }
}
