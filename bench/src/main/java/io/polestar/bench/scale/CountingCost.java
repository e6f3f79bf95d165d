package io.polestar.bench.scale;

import io.polestar.bench.figure.Profile;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Windows;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.Reference;
import java.util.SplittableRandom;

/**
 * What counting with a tree costs once everything has been met.
 *
 * @param nanosAnEvent processor time of the counting thread, one for each run
 * @param heapBytes what windows and board take on the heap after a collection
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record CountingCost(double[] nanosAnEvent, double heapBytes) {
    private static final int BATCH = 1_000;
    private static final long NOON = 1_700_049_600_000L;

    static CountingCost of(ScaledTree tree, Profile profile) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        SplittableRandom random = new SplittableRandom(3);
        EventBatch batch = new EventBatch(ScaledTree.HASH);
        long before = usedHeap();
        Windows windows = new Windows(tree.definition(), false, ScaledTree.HASH, row -> {}, clock -> {});
        Board board = new Board(windows);
        long event = 0;
        long warm = Math.max(2L * tree.distinct(), 300_000);
        for (; event < warm; event += BATCH) {
            tree.fill(batch, event, BATCH, NOON, random);
            windows.apply(batch.bytes(), NOON);
        }
        board.publish(1, NOON, NOON);
        double[] nanos = new double[profile.runs()];
        int batches = profile.either(200, 1_000);
        for (int run = 0; run < nanos.length; run++) {
            long spent = 0;
            for (int index = 0; index < batches; index++, event += BATCH) {
                tree.fill(batch, event, BATCH, NOON, random);
                long began = threads.getCurrentThreadCpuTime();
                windows.apply(batch.bytes(), NOON);
                spent += threads.getCurrentThreadCpuTime() - began;
            }
            nanos[run] = (double) spent / batches / BATCH;
            board.publish(2 + run, NOON, NOON);
        }
        try {
            return new CountingCost(nanos, (double) usedHeap() - before);
        } finally {
            Reference.reachabilityFence(board);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
