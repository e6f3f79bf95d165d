package io.polestar.engine.view;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.window.Face;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Makes the trust fields of a reading. Safe from any thread. */
public final class TrustReader {
    /** A stream clock is held when no event has come for so long. */
    private static final long HELD_AFTER_MILLIS = 2_000;

    /** A source is live while its newest event is within the longest of this and ten times the allowed lateness. */
    private static final long LIVE_MILLIS = 3_600_000;

    private static final int LIVE_LATENESSES = 10;

    private final Definition definition;
    private final boolean streamClock;
    private final LongSupplier wallMillis;

    /**
     * @param streamClock whether the clock holds when data stops
     * @param wallMillis the wall clock, by which holding is seen
     */
    public TrustReader(Definition definition, boolean streamClock, LongSupplier wallMillis) {
        this.definition = definition;
        this.streamClock = streamClock;
        this.wallMillis = wallMillis;
    }

    /** How far what a face holds may be trusted. */
    public Trust read(Face face) {
        long liveSince = face.clockMillis() - Math.max(LIVE_MILLIS, LIVE_LATENESSES * definition.latenessMillis());
        List<SourceReading> sources = new ArrayList<>();
        long watermark = Long.MAX_VALUE;
        long newest = 0;
        for (int source = 0; source < face.sourceCount(); source++) {
            long sourceNewest = face.sourceNewestMillis(source);
            long sourceWatermark = sourceNewest - definition.latenessMillis();
            newest = Math.max(newest, sourceWatermark);
            if (sourceNewest >= liveSince) {
                watermark = Math.min(watermark, sourceWatermark);
            }
            sources.add(new SourceReading(
                    face.sourceName(source),
                    sourceNewest,
                    sourceWatermark,
                    face.sourceEvents(source),
                    face.sourceLate(source)));
        }
        return new Trust(
                face.sequence(),
                Math.max(0, face.clockMillis()),
                watermark == Long.MAX_VALUE ? newest : watermark,
                sources,
                face.late(),
                face.duplicates(),
                face.refused(),
                definition.version(),
                0,
                streamClock && wallMillis.getAsLong() - face.eventWallMillis() > HELD_AFTER_MILLIS,
                face.sinceMillis() == Long.MAX_VALUE ? 0 : face.sinceMillis());
    }
}
