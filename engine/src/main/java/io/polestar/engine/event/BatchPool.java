package io.polestar.engine.event;

import java.util.function.Supplier;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;

/** Batches that are between two uses. Keeps few and no oversized ones; safe from any thread, allocates only new batches. */
public final class BatchPool {
    private static final int MAX_KEPT = 64;
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private final ManyToManyConcurrentArrayQueue<EventBatch> free = new ManyToManyConcurrentArrayQueue<>(MAX_KEPT);
    private final Supplier<EventBatch> maker;

    /** @param maker makes a batch when none is free */
    public BatchPool(Supplier<EventBatch> maker) {
        this.maker = maker;
    }

    /** An empty batch. */
    public EventBatch take() {
        EventBatch batch = free.poll();
        if (batch == null) {
            return maker.get();
        }
        batch.reset();
        return batch;
    }

    /** Takes a batch back that nobody uses any more; drops it when enough are kept. */
    public void giveBack(EventBatch batch) {
        if (batch.capacityBytes() <= MAX_KEPT_BYTES) {
            free.offer(batch);
        }
    }
}
