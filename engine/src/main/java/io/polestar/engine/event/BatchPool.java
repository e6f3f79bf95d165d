package io.polestar.engine.event;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Batches that are between two uses. Keeps few and no oversized ones; safe from any thread. */
public final class BatchPool {
    private static final int MAX_KEPT = 64;
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private final ConcurrentLinkedQueue<EventBatch> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
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
        kept.decrementAndGet();
        batch.reset();
        return batch;
    }

    /** Takes a batch back that nobody uses any more. */
    public void giveBack(EventBatch batch) {
        if (batch.capacityBytes() <= MAX_KEPT_BYTES && kept.incrementAndGet() <= MAX_KEPT) {
            free.add(batch);
        } else if (batch.capacityBytes() <= MAX_KEPT_BYTES) {
            kept.decrementAndGet();
        }
    }
}
