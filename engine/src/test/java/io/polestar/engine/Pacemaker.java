package io.polestar.engine;

import io.polestar.engine.dispatch.MessageFeed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Moves an engine on step by step: tells its journal the time and waits until all of it is counted. */
public final class Pacemaker {
    private static final long SECONDS = 30;

    private Pacemaker() {}

    /** Journals what the engine's clock says by now, and returns when that is counted. */
    public static void tick(Engine engine) throws Exception {
        engine.required().appender().tick(1);
        settle(engine);
    }

    /** Returns when everything that was appended is counted. */
    public static void settle(Engine engine) throws Exception {
        CompletableFuture<Void> counted = new CompletableFuture<>();
        engine.required().call(() -> {
            engine.required().counter().publish();
            counted.complete(null);
        });
        counted.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Has messages taken, those that wait among them; returns when they are. */
    public static void deliver(Engine engine, MessageFeed.Taker taker) throws Exception {
        engine.deliverTo(taker);
        settle(engine);
    }

    /** Takes a snapshot and returns when it is on disk. */
    public static void snapshot(Engine engine) throws Exception {
        tick(engine);
        Care care = engine.required().care();
        long before = care.snapshotSequence();
        care.snapshotSoon();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (care.snapshotSequence() == before && engine.required().counter().sequence() > before) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("no snapshot within " + SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
