package io.polestar.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Clients that post the events of {@link Workload} in InfluxDB's line protocol as fast as they are acknowledged. */
final class LineFlood {
    private final int port;
    private final List<List<Workload.Body>> bodies;
    private final AtomicLong nextId = new AtomicLong();

    LineFlood(int port, int events, int connections) {
        this.port = port;
        this.bodies = IntStream.range(0, connections)
                .mapToObj(client -> Workload.lineBodies(events, client))
                .toList();
    }

    /** Posts for so many seconds, and gives the events a second. */
    double run(int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(bodies.size());
        try {
            long began = System.nanoTime();
            long until = began + TimeUnit.SECONDS.toNanos(seconds);
            List<Future<Long>> clients = new ArrayList<>();
            for (List<Workload.Body> ofOne : bodies) {
                clients.add(threads.submit(() -> postOne(ofOne, until)));
            }
            long sent = 0;
            for (Future<Long> client : clients) {
                sent += client.get();
            }
            return sent * 1e9 / (System.nanoTime() - began);
        } finally {
            threads.shutdownNow();
        }
    }

    private long postOne(List<Workload.Body> bodies, long until) throws IOException {
        int events = bodies.get(0).events();
        long sent = 0;
        try (KeptConnection connection = new KeptConnection(port, "/write?precision=ms", "text/plain")) {
            for (int request = 0; System.nanoTime() < until; request++) {
                Workload.Body body = bodies.get(request % bodies.size());
                body.stamp(nextId.getAndAdd(events), System.currentTimeMillis());
                int status = connection.post(body.bytes(), body.bytes().length);
                if (status / 100 != 2) {
                    throw new IOException("a batch was not taken: " + status + " " + connection.reply());
                }
                sent += events;
            }
        }
        return sent;
    }

    /** Events sent so far. */
    long sent() {
        return nextId.get();
    }
}
