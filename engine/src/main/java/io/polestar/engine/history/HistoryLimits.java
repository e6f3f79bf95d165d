package io.polestar.engine.history;

/**
 * How much the keeper holds before it writes.
 *
 * @param recentBytes the bytes of steps in memory at which they are written to files without a checkpoint having asked
 * @param maxRunBytes the most bytes of runs that are merged into one
 */
record HistoryLimits(long recentBytes, long maxRunBytes) {

    static final HistoryLimits DEFAULT = new HistoryLimits(64L << 20, 1L << 30);
}
