package io.polestar.bench.micro;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.ring.InputRing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to hand a batch to the counting thread? An operation is a batch given to the ring, which a thread that does nothing
 * takes; {@code andBack} also waits until it has. Run with {@code bin/polestar bench jmh -prof gc HandOff}.
 */
public class HandOffBenchmark extends NanosAnOperation {
    private static final int SLOTS = 1_024;
    private static final long BYTES = 128L << 20;

    private final EventBatch batch = new EventBatch(Sales.HASH);
    private final Taken taken = new Taken();
    private final InputRing ring = new InputRing(SLOTS, BYTES, taken, given -> {}, failure -> {}, Thread::new);
    private long sequence;

    /** What the counting thread has got to. */
    private static final class Taken implements InputRing.Stage {
        volatile long sequence;

        @Override
        public void batch(EventBatch batch, long number, long wallMillis, boolean endOfBatch) {
            sequence = number;
        }

        @Override
        public void tick(long number, long wallMillis, boolean endOfBatch) {
            sequence = number;
        }
    }

    @Setup
    public void start() {
        batch.seal();
        ring.start();
    }

    @Benchmark
    public long publish() {
        while (!ring.hasRoom(batch.lengthBytes())) {
            Thread.onSpinWait();
        }
        ring.publish(batch, ++sequence, Sales.NOON);
        return sequence;
    }

    @Benchmark
    public long andBack() {
        long published = publish();
        while (taken.sequence < published) {
            Thread.onSpinWait();
        }
        return published;
    }

    @TearDown
    public void stop() {
        ring.close();
    }
}
