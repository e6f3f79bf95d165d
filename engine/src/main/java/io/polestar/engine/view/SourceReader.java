package io.polestar.engine.view;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Source;
import io.polestar.engine.window.Face;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says of each source how far it is and whether it is stale. Silence is measured on the engine's clock: from the last arrival, or on a stream
 * clock, which knows no arrivals, from the newest event. Safe from any thread.
 */
final class SourceReader {
    /** A source that nothing is declared of is live while its newest event is within the longest of this and ten times the lateness. */
    private static final long USUAL_STALE_MILLIS = 3_600_000;

    private static final int LATENESSES = 10;
    private static final double RATE_SECONDS = 60;
    private static final long RATE_MILLIS = 60_000;

    private final Definition definition;
    private final Map<String, Source> declared = new HashMap<>();
    private final boolean streamClock;
    private final LongSupplier wallMillis;
    private final long usualStaleMillis;

    SourceReader(Definition definition, boolean streamClock, LongSupplier wallMillis) {
        this.definition = definition;
        this.streamClock = streamClock;
        this.wallMillis = wallMillis;
        this.usualStaleMillis = Math.max(USUAL_STALE_MILLIS, LATENESSES * definition.latenessMillis());
        definition.sources().forEach(source -> declared.put(source.name(), source));
    }

    /** Those that have sent, in the order of their first event. */
    List<SourceReading> heard(Face face) {
        List<SourceReading> heard = new ArrayList<>();
        for (int source = 0; source < face.sourceCount(); source++) {
            heard.add(reading(face, source));
        }
        return heard;
    }

    /** Those that are declared and are not among these. */
    List<SourceReading> unheard(List<SourceReading> heard) {
        Set<String> names = new HashSet<>();
        heard.forEach(reading -> names.add(reading.source()));
        return definition.sources().stream()
                .filter(source -> !names.contains(source.name()))
                .map(source -> new SourceReading(
                        source.name(),
                        source,
                        SourceState.SILENT,
                        source.staleMillis(),
                        SourceReading.Times.NEVER,
                        0,
                        SourceReading.Counts.NONE))
                .toList();
    }

    private SourceReading reading(Face face, int number) {
        String name = face.sourceName(number);
        @Nullable Source known = declared.get(name);
        long staleMillis = known == null ? usualStaleMillis : known.staleMillis();
        SourceReading.Counts counts = new SourceReading.Counts(
                face.sourceEvents(number),
                face.sourceLate(number),
                face.sourceDuplicates(number),
                face.sourceRefused(number));
        boolean sent = counts.accepted() > 0;
        SourceReading.Times times = sent ? times(face, number) : SourceReading.Times.NEVER;
        return new SourceReading(
                name,
                known,
                sent ? state(face.clockMillis(), times, staleMillis) : SourceState.SILENT,
                staleMillis,
                times,
                sent ? rate(face, number, times) : 0,
                counts);
    }

    private SourceReading.Times times(Face face, int number) {
        long newest = face.sourceNewestMillis(number);
        return new SourceReading.Times(
                newest,
                face.sourceArrivalMillis(number),
                newest - definition.latenessMillis(),
                Math.max(0, face.sourceLagMillis(number)),
                face.sourceSkewMillis(number));
    }

    /** The clock is the exclusive end of all windows: now is a millisecond before. */
    private SourceState state(long clockMillis, SourceReading.Times times, long staleMillis) {
        long heardMillis = streamClock ? times.newestMillis() : times.arrivalMillis();
        long nowMillis = clockMillis - 1;
        return nowMillis - heardMillis > staleMillis ? SourceState.STALE : SourceState.LIVE;
    }

    /** While no record comes the board stands still: what it holds is the past minute's only while that lasts. */
    private double rate(Face face, int number, SourceReading.Times times) {
        boolean past = wallMillis.getAsLong() - times.arrivalMillis() >= RATE_MILLIS;
        return past ? 0 : face.sourceLastMinuteEvents(number) / RATE_SECONDS;
    }
}
