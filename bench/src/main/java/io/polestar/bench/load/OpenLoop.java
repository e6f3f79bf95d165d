package io.polestar.bench.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Batches that are due at a fixed rate, whatever the server does: one that is late is sent as soon as it can be, and its latency counts
 * from when it was due. Several clients share the schedule.
 */
final class OpenLoop {
    private final int eventsInBatch;
    private final long firstId;
    private final long startNanos;
    private final long gapNanos;
    private final AtomicInteger next = new AtomicInteger();

    /** @param firstId number of the first event's id */
    OpenLoop(int eventsASecond, int eventsInBatch, long firstId, long startNanos) {
        this.eventsInBatch = eventsInBatch;
        this.firstId = firstId;
        this.startNanos = startNanos;
        this.gapNanos = 1_000_000_000L * eventsInBatch / eventsASecond;
    }

    /** When a batch is due. */
    long dueNanos(int batch) {
        return startNanos + batch * gapNanos;
    }

    /** Posts batches as long as the next one is wanted; one client's part. */
    void post(int port, long seed, IntPredicate wanted) throws IOException {
        post(port, seed, wanted, (batch, nanoTime) -> {});
    }

    /** @param acknowledged told of every batch when it was answered */
    void post(int port, long seed, IntPredicate wanted, ValueWatch.Seen acknowledged) throws IOException {
        List<Workload.Body> bodies = Workload.bodies(eventsInBatch, seed);
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int batch = next.getAndIncrement(); wanted.test(batch); batch = next.getAndIncrement()) {
                Workload.Body body = bodies.get(batch % bodies.size());
                waitUntil(dueNanos(batch));
                body.stamp(firstId + (long) batch * eventsInBatch, System.currentTimeMillis());
                int status = connection.post(body.bytes(), body.bytes().length);
                acknowledged.batch(batch, System.nanoTime());
                if (status != 200) {
                    throw new IOException("a batch was not taken: " + status + " " + connection.reply());
                }
            }
        }
    }

    static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
