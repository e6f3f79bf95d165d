package io.polestar.api.http;

import io.polestar.ingest.wire.BodyReader;
import io.polestar.ingest.wire.EventReader;
import io.polestar.ingest.wire.Limits;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What one request needs to read its body: a buffer and a parser, kept for the next request.
 *
 * @param body reads and inflates the bytes
 * @param events reads the events
 */
record Desk(BodyReader body, EventReader events) {
    /** Desks that are free: as many as there are server threads are kept, a further one is left to the collector. */
    static final class Pool {
        private final BlockingQueue<Desk> free;
        private final Limits limits;

        Pool(int capacity, Limits limits) {
            this.free = new ArrayBlockingQueue<>(capacity);
            this.limits = limits;
        }

        Desk take() {
            Desk desk = free.poll();
            return desk == null ? new Desk(new BodyReader(limits), new EventReader(limits)) : desk;
        }

        void giveBack(Desk desk) {
            free.offer(desk);
        }
    }
}
