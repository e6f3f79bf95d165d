package io.polestar.engine.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What becomes of data directories, for tests elsewhere. */
public final class DataFolder {
    private DataFolder() {}

    /** The directory as the death of its engine, which may be running, would leave it. */
    public static Path dead(Path live, Path copy) throws IOException {
        return Disk.copy(live, copy);
    }

    /** Deletes the snapshot that an engine took as it closed. */
    public static void forgetClose(Path closed) throws IOException {
        List<Path> snapshots = Disk.snapshots(closed);
        Files.delete(snapshots.get(snapshots.size() - 1));
    }

    /** Deletes what can be made of the journal again. */
    public static void forgetAllButJournal(Path closed) throws IOException {
        Disk.delete(closed.resolve("snapshots"));
        Disk.delete(closed.resolve("history"));
    }
}
