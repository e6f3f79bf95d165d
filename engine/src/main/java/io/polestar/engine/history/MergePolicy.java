package io.polestar.engine.history;

import java.util.List;

/**
 * Which neighbouring runs of a track to merge. Runs stand in the order they were written, and only neighbours are merged, so that "later
 * written" keeps its meaning.
 *
 * <p>Size-tiered: the newest runs are merged once {@value #FEW} of them are of comparable size, so an entry is rewritten about log₃ of
 * the number of checkpoints it lives through, and a track keeps few runs for a reader to look into. All are merged once they are twice
 * as much as the largest: a run holds no more than a tier keeps when it is written, so what has been told twice or has fallen off the
 * tier's early end never comes to more than that again. Absolute runs that have wholly fallen off are folded into one that keeps one
 * value per series.
 */
final class MergePolicy {

    /** The most runs of a track after its merges, as long as two of them fit into one. */
    static final int MANY = 12;

    private static final int FEW = 4;
    private static final int COMPARABLE = 3;

    private MergePolicy() {}

    /** Neighbouring runs from a position to another, exclusive. */
    record Choice(int from, int to) {

        static final Choice NONE = new Choice(0, 0);

        boolean isNone() {
            return from == to;
        }
    }

    /** What to merge next; {@link Choice#NONE} when nothing needs to be. The result stays within a number of bytes. */
    static Choice choose(List<Run> runs, SeriesKind kind, long firstStep, long maxBytes) {
        if (kind == SeriesKind.ABSOLUTE) {
            Choice fallenOff = fallenOff(runs, firstStep, maxBytes);
            if (!fallenOff.isNone()) {
                return fallenOff;
            }
        }
        if (isTwiceTheLargest(runs, maxBytes)) {
            return new Choice(0, runs.size());
        }
        int comparable = newestComparable(runs, maxBytes);
        if (runs.size() - comparable >= FEW) {
            return new Choice(comparable, runs.size());
        }
        if (runs.size() > MANY) {
            return cheapestPair(runs, maxBytes);
        }
        return Choice.NONE;
    }

    /** The leading runs that end before the first step kept, unless they are one run with one entry per series already. */
    private static Choice fallenOff(List<Run> runs, long firstStep, long maxBytes) {
        int end = 0;
        long bytes = 0;
        while (end < runs.size() && runs.get(end).lastStep() < firstStep) {
            bytes += runs.get(end).sizeBytes();
            if (bytes > maxBytes) {
                break;
            }
            end++;
        }
        boolean settled =
                end == 0 || (end == 1 && runs.get(0).entries() == runs.get(0).seriesCount());
        return settled ? Choice.NONE : new Choice(0, end);
    }

    /** Whether all runs are twice as much as the largest of them, and would fit into one. */
    private static boolean isTwiceTheLargest(List<Run> runs, long maxBytes) {
        long bytes = 0;
        long largest = 0;
        for (Run run : runs) {
            bytes += run.sizeBytes();
            largest = Math.max(largest, run.sizeBytes());
        }
        return runs.size() > 1 && bytes >= 2 * largest && bytes <= maxBytes;
    }

    /** Where the newest runs of comparable size begin: each at most three times as large as all newer ones together. */
    private static int newestComparable(List<Run> runs, long maxBytes) {
        int from = runs.size();
        long bytes = 0;
        while (from > 0) {
            long next = runs.get(from - 1).sizeBytes();
            if ((bytes > 0 && next > COMPARABLE * bytes) || bytes + next > maxBytes) {
                break;
            }
            bytes += next;
            from--;
        }
        return from;
    }

    /** The two neighbours that are the fewest bytes together: bounds the runs whatever their sizes are. */
    private static Choice cheapestPair(List<Run> runs, long maxBytes) {
        Choice cheapest = Choice.NONE;
        long least = maxBytes;
        for (int i = 0; i + 1 < runs.size(); i++) {
            long bytes = runs.get(i).sizeBytes() + runs.get(i + 1).sizeBytes();
            if (bytes <= least) {
                least = bytes;
                cheapest = new Choice(i, i + 2);
            }
        }
        return cheapest;
    }
}
