package io.polestar.bench.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.ring.InputRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Does the counting thread see everything that was written before the hand-off, and does whoever looks at what it has counted see that? The
 * ring and its thread are those of the whole test. Results are whether a reader found the work done, and what the counting thread
 * then had found. Run with {@code bin/polestar bench stress -t HandOffStress}.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not counted yet")
@Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "counted, with what was written before")
@Outcome(expect = FORBIDDEN, desc = "counted without what was written before the hand-off")
@State
public class HandOffStress {
    private static final int WRITTEN = 7;
    private static final InputRing RING = ring();

    private int written;
    private int counted;
    private volatile boolean done;

    private static InputRing ring() {
        InputRing ring = new InputRing(1_024, 1 << 20, new Idle(), batch -> {}, failure -> {}, task -> {
            Thread thread = new Thread(task, "counting");
            thread.setDaemon(true);
            return thread;
        });
        ring.start();
        return ring;
    }

    /** No batch ever comes: the hand-off is that of a call. */
    private static final class Idle implements InputRing.Stage {
        @Override
        public void batch(EventBatch batch, long sequence, long wallMillis, boolean endOfBatch) {
            throw new IllegalStateException("a batch that nobody published, sequence=" + sequence);
        }

        @Override
        public void tick(long sequence, long wallMillis, boolean endOfBatch) {
            throw new IllegalStateException("a tick that nobody published, sequence=" + sequence);
        }
    }

    private void count() {
        counted = written;
        done = true;
    }

    @Actor
    public void sender() {
        written = WRITTEN;
        RING.call(this::count);
    }

    @Actor
    public void reader(II_Result seen) {
        boolean found = done;
        seen.r1 = found ? 1 : 0;
        seen.r2 = found ? counted : 0;
    }
}
