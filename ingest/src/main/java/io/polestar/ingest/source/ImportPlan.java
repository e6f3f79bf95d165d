package io.polestar.ingest.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to import and how.
 *
 * @param file the file, plain or gzip
 * @param format what its rows are
 * @param range the event times that are imported; rows outside are skipped
 * @param speed the seconds of event time in a second of real time; {@link #UNPACED} sends as fast as the sink takes
 * @param batchEvents the most events in a batch, at least 1
 * @param progressFile where the last acknowledged row is kept, and where a run continues; null keeps nothing
 */
public record ImportPlan(
        Path file,
        FileFormat format,
        TimeRange range,
        double speed,
        int batchEvents,
        @Nullable Path progressFile) {

    /** No pacing. */
    public static final double UNPACED = Double.POSITIVE_INFINITY;

    /** Large enough that a request costs little, small enough that progress is seen. */
    public static final int DEFAULT_BATCH_EVENTS = 2_000;

    public ImportPlan {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be greater than 0, speed=" + speed);
        }
        if (batchEvents < 1) {
            throw new IllegalArgumentException("a batch must have room for an event, batchEvents=" + batchEvents);
        }
    }

    /** A whole CSV file, as fast as it goes. */
    public static ImportPlan of(Path file, Mapping mapping) {
        return of(file, new FileFormat.Csv(mapping));
    }

    /** A whole file, as fast as it goes. */
    public static ImportPlan of(Path file, FileFormat format) {
        return new ImportPlan(file, format, TimeRange.ALL, UNPACED, DEFAULT_BATCH_EVENTS, null);
    }

    public ImportPlan within(TimeRange newRange) {
        return new ImportPlan(file, format, newRange, speed, batchEvents, progressFile);
    }

    public ImportPlan atSpeed(double newSpeed) {
        return new ImportPlan(file, format, range, newSpeed, batchEvents, progressFile);
    }

    public ImportPlan inBatchesOf(int newBatchEvents) {
        return new ImportPlan(file, format, range, speed, newBatchEvents, progressFile);
    }

    public ImportPlan resumedFrom(Path newProgressFile) {
        return new ImportPlan(file, format, range, speed, batchEvents, newProgressFile);
    }
}
