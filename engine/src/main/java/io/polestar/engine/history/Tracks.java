package io.polestar.engine.history;

import io.polestar.engine.tree.HistoryTiers;
import java.util.ArrayList;
import java.util.List;

/**
 * All tracks: every tier of both kinds, and the arithmetic of answering from them. Every row goes to all tiers, so each tier is
 * complete on its own from its first step on.
 *
 * <p>Written by the keeper's thread only, under its write lock; read under the read lock.
 */
final class Tracks {

    private static final int MAX_STEPS_PER_TIER = 1_000_000;

    private final HistoryTiers tiers;
    private final Track[] additive = new Track[Tier.FINEST_FIRST.length];
    private final Track[] absolute = new Track[Tier.FINEST_FIRST.length];
    private SeriesSet forgotten = SeriesSet.NONE;
    private long newestMillis = Long.MIN_VALUE;

    Tracks(HistoryTiers tiers) {
        this.tiers = tiers;
        for (Tier tier : Tier.FINEST_FIRST) {
            long steps = tier.keptMillis(tiers) / tier.stepMillis();
            if (steps > MAX_STEPS_PER_TIER) {
                throw new IllegalArgumentException("a tier of history keeps at most " + MAX_STEPS_PER_TIER
                        + " steps, tier=" + tier.label() + ", steps=" + steps);
            }
            additive[tier.ordinal()] = new Track(tier, SeriesKind.ADDITIVE);
            absolute[tier.ordinal()] = new Track(tier, SeriesKind.ABSOLUTE);
        }
    }

    /** The time of the newest row; {@link Long#MIN_VALUE} before the first. */
    long newestMillis() {
        return newestMillis;
    }

    Track track(Tier tier, SeriesKind kind) {
        return (kind == SeriesKind.ADDITIVE ? additive : absolute)[tier.ordinal()];
    }

    List<Track> all() {
        List<Track> all = new ArrayList<>(List.of(additive));
        all.addAll(List.of(absolute));
        return all;
    }

    HistoryTiers tiers() {
        return tiers;
    }

    /** The first step of each tier, by its ordinal. */
    List<Long> firstSteps() {
        List<Long> firstSteps = new ArrayList<>();
        for (Track track : additive) {
            firstSteps.add(track.firstStep());
        }
        return firstSteps;
    }

    /** The series that are read as if nothing had ever been told of them. */
    SeriesSet forgotten() {
        return forgotten;
    }

    void forget(SeriesSet more) {
        forgotten = forgotten.with(more);
        all().forEach(track -> track.forget(forgotten));
    }

    /**
     * Goes on from a checkpoint, or from another history's newest moment: what either of the two no longer keeps is not kept. Neither
     * time nor the first steps go back.
     */
    void resume(long newest, List<Long> firstSteps) {
        for (Tier tier : Tier.FINEST_FIRST) {
            additive[tier.ordinal()].keepFrom(firstSteps.get(tier.ordinal()));
            absolute[tier.ordinal()].keepFrom(firstSteps.get(tier.ordinal()));
        }
        if (newest != Long.MIN_VALUE) {
            advance(Math.max(newest, newestMillis));
        }
    }

    void apply(HistoryRow row) {
        if (row.timeMillis() > newestMillis) {
            advance(row.timeMillis());
        }
        for (Track track : row.absolute() ? absolute : additive) {
            track.apply(row);
        }
    }

    long recentBytes() {
        long bytes = 0;
        for (Track track : additive) {
            bytes += track.recent().bytes();
        }
        for (Track track : absolute) {
            bytes += track.recent().bytes();
        }
        return bytes;
    }

    /** The finest tier that still holds a time; the coarsest if none does. */
    Tier tierOf(long timeMillis) {
        for (Tier tier : Tier.FINEST_FIRST) {
            if (timeMillis >= startMillis(tier)) {
                return tier;
            }
        }
        return Tier.DAY;
    }

    Totals total(int series, long fromMillis, long toMillis) {
        Tier tier = tierOf(fromMillis);
        long from = Math.max(tier.floor(fromMillis), startMillis(tier));
        long to = Math.max(tier.floor(toMillis), from);
        Sums sums = new Sums();
        addUp(tier, series, from, to, sums);
        return new Totals(sums.count, sums.sum, from, to);
    }

    void totals(int series, long firstMillis, long stepMillis, int n, long[] counts, long[] sums) {
        Tier tier = tierOf(firstMillis);
        for (int i = tier.ordinal() + 1; i < Tier.FINEST_FIRST.length; i++) {
            Tier coarser = Tier.FINEST_FIRST[i];
            if (stepMillis % coarser.stepMillis() == 0 && coarser.isOnStep(firstMillis)) {
                tier = coarser;
            }
        }
        long entryMillis = tier.stepMillis();
        long lastMillis = firstMillis + n * stepMillis;
        // An entry belongs to the bucket whose floored edges enclose its whole step.
        additive[tier.ordinal()].visit(
                series,
                Math.floorDiv(firstMillis, entryMillis),
                Math.floorDiv(lastMillis, entryMillis),
                (step, count, sum) -> {
                    long lastMoment = step * entryMillis + entryMillis - 1;
                    int bucket = (int) ((lastMoment - firstMillis) / stepMillis);
                    counts[bucket] = Math.addExact(counts[bucket], count);
                    sums[bucket] = Math.addExact(sums[bucket], sum);
                });
    }

    void last(int series, long[] timesMillis, long[] values) {
        Newest newest = new Newest();
        Tier searched = Tier.DAY;
        long searchedStep = Long.MAX_VALUE;
        for (int i = 0; i < timesMillis.length; i++) {
            Tier tier = tierOf(timesMillis[i]);
            long step = Math.floorDiv(timesMillis[i], tier.stepMillis());
            if (tier != searched || step < searchedStep) {
                newest.clear();
            }
            Track track = absolute[tier.ordinal()];
            if (step >= track.firstStep()) {
                track.floor(series, step, newest);
                newest.searched(step);
                values[i] = newest.valueOrUnknown();
            } else {
                values[i] = Long.MIN_VALUE;
            }
            searched = tier;
            searchedStep = step;
        }
    }

    /** A hash of what is kept, the same however it is spread over runs and memory. */
    long stateHash() {
        long hash = mix(newestMillis);
        for (Track track : all()) {
            SeriesCursor cursor = track.cursor();
            long salt = mix(track.tier().ordinal() * 2L + track.kind().ordinal() + 1);
            while (cursor.next()) {
                long key = mix(salt + cursor.series());
                Columns columns = cursor.columns();
                for (int i = 0; i < columns.size(); i++) {
                    boolean empty =
                            track.kind() == SeriesKind.ADDITIVE && columns.first(i) == 0 && columns.second(i) == 0;
                    if (!empty) {
                        hash += mix(mix(mix(key ^ columns.step(i)) ^ columns.first(i)) ^ columns.second(i));
                    }
                }
            }
        }
        return hash;
    }

    private void advance(long newest) {
        newestMillis = newest;
        for (Tier tier : Tier.FINEST_FIRST) {
            long firstStep = Math.floorDiv(newest - tier.keptMillis(tiers), tier.stepMillis());
            additive[tier.ordinal()].keepFrom(firstStep);
            absolute[tier.ordinal()].keepFrom(firstStep);
        }
    }

    /** The first instant a tier holds; {@link Long#MIN_VALUE} before the first row. */
    private long startMillis(Tier tier) {
        long firstStep = additive[tier.ordinal()].firstStep();
        return firstStep == Long.MIN_VALUE ? Long.MIN_VALUE : firstStep * tier.stepMillis();
    }

    /** Adds up [from, to), both on the tier's steps: the middle from coarser tiers, so that a year costs hundreds of steps. */
    private void addUp(Tier tier, int series, long from, long to, Sums sums) {
        if (from >= to) {
            return;
        }
        if (tier != Tier.DAY) {
            Tier coarser = Tier.FINEST_FIRST[tier.ordinal() + 1];
            long middleFrom = coarser.isOnStep(from) ? from : coarser.floor(from) + coarser.stepMillis();
            long middleTo = coarser.floor(to);
            if (middleFrom < middleTo) {
                addSteps(tier, series, from, middleFrom, sums);
                addUp(coarser, series, middleFrom, middleTo, sums);
                addSteps(tier, series, middleTo, to, sums);
                return;
            }
        }
        addSteps(tier, series, from, to, sums);
    }

    private void addSteps(Tier tier, int series, long from, long to, Sums sums) {
        if (from < to) {
            additive[tier.ordinal()].visit(series, from / tier.stepMillis(), to / tier.stepMillis(), sums);
        }
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static final class Sums implements EntryVisitor {
        private long count;
        private long sum;

        @Override
        public void entry(long step, long first, long second) {
            count = Math.addExact(count, first);
            sum = Math.addExact(sum, second);
        }
    }
}
