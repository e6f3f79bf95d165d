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

    private final Definition definition;
    private final boolean streamClock;
    private final LongSupplier wallMillis;
    private final SourceReader sources;

    /**
     * @param streamClock whether the clock holds when data stops
     * @param wallMillis the wall clock, by which holding is seen
     */
    public TrustReader(Definition definition, boolean streamClock, LongSupplier wallMillis) {
        this.definition = definition;
        this.streamClock = streamClock;
        this.wallMillis = wallMillis;
        this.sources = new SourceReader(definition, streamClock, wallMillis);
    }

    /** How far what a face holds may be trusted; exact values are taken for granted. */
    public Trust read(Face face) {
        List<SourceReading> heard = sources.heard(face);
        return new Trust(
                face.sequence(),
                Math.max(0, face.clockMillis()),
                watermark(heard, face.clockMillis()),
                heard,
                face.figures().late(),
                face.figures().duplicates(),
                face.figures().refused(),
                definition.version(),
                0,
                streamClock && wallMillis.getAsLong() - face.eventWallMillis() > HELD_AFTER_MILLIS,
                face.figures().sinceMillis() == Long.MAX_VALUE
                        ? 0
                        : face.figures().sinceMillis());
    }

    /** All sources, those too that are declared and have never sent. */
    SourcesReading sources(Face face) {
        Trust trust = read(face);
        List<SourceReading> all = new ArrayList<>(trust.sources());
        all.addAll(sources.unheard(all));
        return new SourcesReading(all, trust);
    }

    /** The least of those whose newest event is not older than they may be silent; the newest of all when there is none. */
    private static long watermark(List<SourceReading> heard, long clockMillis) {
        long least = Long.MAX_VALUE;
        long newest = 0;
        for (SourceReading source : heard) {
            SourceReading.Times times = source.times();
            newest = Math.max(newest, times.watermarkMillis());
            if (source.state() != SourceState.SILENT && clockMillis - times.newestMillis() <= source.staleMillis()) {
                least = Math.min(least, times.watermarkMillis());
            }
        }
        return least == Long.MAX_VALUE ? newest : least;
    }
}
