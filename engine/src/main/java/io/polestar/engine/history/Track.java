package io.polestar.engine.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The past of one kind of series in one tier: a few immutable runs, oldest written first, and the steps told since in memory. Steps
 * before {@link #firstStep()} are not kept; until their bytes are gone, readers pass over them.
 *
 * <p>Written by the keeper's thread only, under its write lock; read under the read lock.
 */
final class Track {

    private final Tier tier;
    private final SeriesKind kind;
    private final RecentSteps recent;
    private List<Run> runs = List.of();
    private SeriesSet forgotten = SeriesSet.NONE;
    private long firstStep = Long.MIN_VALUE;

    Track(Tier tier, SeriesKind kind) {
        this.tier = tier;
        this.kind = kind;
        this.recent = new RecentSteps(tier, kind);
    }

    Tier tier() {
        return tier;
    }

    SeriesKind kind() {
        return kind;
    }

    /** The first step kept; {@link Long#MIN_VALUE} as long as nothing was told. */
    long firstStep() {
        return firstStep;
    }

    /** Lets go of what is before a step; never goes back. */
    void keepFrom(long step) {
        if (step > firstStep) {
            firstStep = step;
            recent.dropBefore(step);
        }
    }

    /** The series that are read as if nothing had ever been told of them; merges leave them out. */
    void forget(SeriesSet series) {
        forgotten = series;
    }

    void apply(HistoryRow row) {
        recent.apply(row, firstStep);
    }

    /** Shows the kept entries of a series with fromStep ≤ step < toStep, a step possibly in several parts. */
    void visit(int series, long fromStep, long toStep, EntryVisitor visitor) {
        if (forgotten.contains(series)) {
            return;
        }
        long from = Math.max(fromStep, firstStep);
        for (Run run : runs) {
            run.visit(series, from, toStep, visitor);
        }
        recent.visit(series, from, toStep, visitor);
    }

    /** Offers the newest entry of a series at or before a step. */
    void floor(int series, long step, Newest newest) {
        if (forgotten.contains(series)) {
            return;
        }
        for (Run run : runs) {
            run.floor(series, step, newest);
        }
        recent.floor(series, step, newest);
    }

    RecentSteps recent() {
        return recent;
    }

    List<Run> runs() {
        return runs;
    }

    /** Puts other runs in the place of those there and, if asked, forgets the steps in memory because a run has them now. */
    void replace(List<Run> newRuns, boolean forgetRecent) {
        runs = List.copyOf(newRuns);
        if (forgetRecent) {
            recent.clear();
        }
    }

    /** A walk over everything kept: the runs and the steps in memory as one. */
    SeriesCursor cursor() {
        List<SeriesCursor> sources = new ArrayList<>();
        for (Run run : runs) {
            sources.add(run.cursor());
        }
        sources.add(recent.cursor());
        return merged(sources);
    }

    /** What is still kept of some cursors, as one; they are given oldest written first. */
    SeriesCursor merged(List<SeriesCursor> sources) {
        return new MergedCursor(sources, kind, firstStep, forgotten);
    }

    /** Whether something is held, forgotten or not, under a number from a first to a last one, both included. */
    boolean hasSeriesWithin(int first, int last) {
        return runs.stream().anyMatch(run -> run.hasSeriesWithin(first, last)) || recent.hasSeriesWithin(first, last);
    }
}
