package io.polestar.engine.ring;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.LiteBlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.polestar.engine.event.EventBatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands journalled batches, ticks and calls to the one thread that counts, in order. Bounded in slots and in bytes. One thread at a
 * time publishes (the intake's lock sees to it).
 */
public final class InputRing implements AutoCloseable {
    private static final long CLOSE_SECONDS = 30;

    /** What the counting thread does with a slot. */
    public interface Stage {
        /**
         * A journalled batch; it goes back to its pool afterwards.
         *
         * @param endOfBatch whether no other slot is waiting
         */
        void batch(EventBatch batch, long sequence, long wallMillis, boolean endOfBatch) throws Exception;

        /** A journalled tick. */
        void tick(long sequence, long wallMillis, boolean endOfBatch) throws Exception;
    }

    private static final class Slot {
        @Nullable
        EventBatch batch;

        @Nullable
        Runnable call;

        long sequence;
        long wallMillis;
    }

    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;
    private final AtomicLong bytesInFlight = new AtomicLong();
    private final long maxBytes;

    /**
     * @param slots a power of two
     * @param maxBytes bytes of batches that may be in the ring at once
     * @param release takes a counted batch back
     * @param failed told the first failure of the stage, after which nothing is counted any more
     */
    public InputRing(
            int slots,
            long maxBytes,
            Stage stage,
            Consumer<EventBatch> release,
            Consumer<Throwable> failed,
            ThreadFactory threads) {
        this.maxBytes = maxBytes;
        this.disruptor = new Disruptor<>(Slot::new, slots, threads, ProducerType.MULTI, new LiteBlockingWaitStrategy());
        disruptor.setDefaultExceptionHandler(new StopOnFailure(failed));
        disruptor.handleEventsWith(new Handler(stage, release));
        this.ring = disruptor.getRingBuffer();
    }

    /** Begins to count. */
    public void start() {
        disruptor.start();
    }

    /** Whether a batch of that many bytes may be published now. A batch larger than the bound passes when the ring is empty. */
    public boolean hasRoom(long bytes) {
        long inFlight = bytesInFlight.get();
        return ring.hasAvailableCapacity(1) && (inFlight == 0 || inFlight + bytes <= maxBytes);
    }

    /** Publishes a journalled batch, to be called only when there is room. */
    public void publish(EventBatch batch, long sequence, long wallMillis) {
        bytesInFlight.addAndGet(batch.lengthBytes());
        long at = ring.next();
        Slot slot = ring.get(at);
        slot.batch = batch;
        slot.call = null;
        slot.sequence = sequence;
        slot.wallMillis = wallMillis;
        ring.publish(at);
    }

    /** Publishes a journalled tick, to be called only when there is room. */
    public void publishTick(long sequence, long wallMillis) {
        publishCall(null, sequence, wallMillis);
    }

    /** Has the counting thread run something after all that was published before. */
    public void call(Runnable call) {
        publishCall(call, 0, 0);
    }

    private void publishCall(@Nullable Runnable call, long sequence, long wallMillis) {
        long at = ring.next();
        Slot slot = ring.get(at);
        slot.batch = null;
        slot.call = call;
        slot.sequence = sequence;
        slot.wallMillis = wallMillis;
        ring.publish(at);
    }

    /** Slots in use. */
    public long used() {
        return ring.getBufferSize() - ring.remainingCapacity();
    }

    public int slots() {
        return ring.getBufferSize();
    }

    /** Bytes of batches in the ring. */
    public long bytesInFlight() {
        return bytesInFlight.get();
    }

    /** Counts what has been published, then stops the thread. */
    @Override
    public void close() {
        try {
            disruptor.shutdown(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException failure) {
            disruptor.halt();
            throw new IllegalStateException(
                    "the ring was not counted to its end within " + CLOSE_SECONDS + " s", failure);
        }
    }

    private final class Handler implements EventHandler<Slot> {
        private final Stage stage;
        private final Consumer<EventBatch> release;

        Handler(Stage stage, Consumer<EventBatch> release) {
            this.stage = stage;
            this.release = release;
        }

        @Override
        public void onEvent(Slot slot, long at, boolean endOfBatch) throws Exception {
            EventBatch batch = slot.batch;
            Runnable call = slot.call;
            if (batch != null) {
                slot.batch = null;
                stage.batch(batch, slot.sequence, slot.wallMillis, endOfBatch);
                bytesInFlight.addAndGet(-batch.lengthBytes());
                release.accept(batch);
            } else if (call != null) {
                slot.call = null;
                call.run();
            } else {
                stage.tick(slot.sequence, slot.wallMillis, endOfBatch);
            }
        }
    }

    /** A stage that has failed has lost an event: it must not count on as if nothing had happened. */
    private static final class StopOnFailure implements ExceptionHandler<Slot> {
        private final Consumer<Throwable> failed;

        StopOnFailure(Consumer<Throwable> failed) {
            this.failed = failed;
        }

        @Override
        public void handleEventException(Throwable failure, long at, Slot slot) {
            failed.accept(failure);
            throw new IllegalStateException("counting has stopped", failure);
        }

        @Override
        public void handleOnStartException(Throwable failure) {
            failed.accept(failure);
        }

        @Override
        public void handleOnShutdownException(Throwable failure) {
            failed.accept(failure);
        }
    }
}
