package io.polestar.engine.history;

import io.polestar.engine.tree.HistoryTiers;

/**
 * How many bytes the files of a history can come to.
 *
 * <p>A full set is an entry of each series in each step kept. Usually the disk holds little more than one. At worst, when a tier has turned
 * over wholly between two checkpoints as in the import of a long past, it holds four: one of the older checkpoint, one of the newer, the
 * steps since then, and what these are being merged into.
 *
 * <pre>
 *   1,000 series, default tiers: 9,735 steps and 8 at the edges × 24 bytes × 1,000 = 234 MB a set, 939 MB at worst
 * </pre>
 */
final class DiskBound {

    private static final int SETS = 4;
    private static final int EDGE_STEPS = 2;

    /** A step that is being filled has an entry in many runs, and each run has an index. */
    private static final int RUNS = 2 * (MergePolicy.MANY + 1);

    private static final long BYTES_PER_RUN = RunFormat.ENTRY_BYTES + RunFormat.INDEX_ENTRY_BYTES;
    private static final long FIXED_BYTES = 64 << 10;

    private DiskBound() {}

    static long bytes(HistoryTiers tiers, long series) {
        long perSeries = 0;
        for (Tier tier : Tier.FINEST_FIRST) {
            long steps = tier.keptMillis(tiers) / tier.stepMillis() + EDGE_STEPS;
            perSeries += SETS * steps * RunFormat.ENTRY_BYTES + RUNS * BYTES_PER_RUN;
        }
        return Math.addExact(Math.multiplyExact(series, perSeries), FIXED_BYTES);
    }
}
