package io.polestar.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * Between two turns of the tails a value allocates no more than {@code StrictMath.pow} does for the few that are in a tail, by the JVM's own count for this
 * thread.
 */
class DetectorAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int LEARNT = 29 * 1_440;
    private static final int MEASURED = 20_000;

    @Test
    void judgingAndLearningAValueAllocatesAByteOrTwo() {
        SeededCounts series = new SeededCounts(1, 1_000, 45, 1, 0.5, 0.3);
        SeasonalDetector detector = new SeasonalDetector(Settings.defaults());
        Judgement judgement = new Judgement();
        observe(series, detector, judgement, 0, LEARNT);
        long thread = Thread.currentThread().getId();

        long before = THREADS.getThreadAllocatedBytes(thread);
        observe(series, detector, judgement, LEARNT, LEARNT + MEASURED);
        long allocatedBytes = THREADS.getThreadAllocatedBytes(thread) - before;

        assertThat(allocatedBytes).as("bytes for %d values", MEASURED).isLessThan(2 * MEASURED);
    }

    private static void observe(
            SeededCounts series, SeasonalDetector detector, Judgement judgement, int from, int until) {
        for (int place = from; place < until; place++) {
            detector.observe(series.millis(place), series.counts[place], judgement);
        }
    }
}
