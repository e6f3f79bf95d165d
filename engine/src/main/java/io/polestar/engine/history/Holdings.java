package io.polestar.engine.history;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that a history holds, all of it in files which stay until its directory is deleted.
 *
 * @param newestMillis the time of its newest row; {@link Long#MIN_VALUE} if there was none
 * @param firstSteps the first step kept, by the ordinal of the tier
 * @param runs its runs, those of one tier and kind in the order they were written
 * @param forgotten the series that the runs may still have but that are no more
 */
record Holdings(long newestMillis, List<Long> firstSteps, List<LentRun> runs, SeriesSet forgotten) {

    /** A run file where it lies, and what its directory says of it. */
    record LentRun(Path file, Manifest.RunFile told) {}

    Holdings {
        firstSteps = List.copyOf(firstSteps);
        runs = List.copyOf(runs);
    }
}
