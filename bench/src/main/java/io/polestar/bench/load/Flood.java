package io.polestar.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that post batches as fast as they are answered; a batch refused with 429 is sent again. Every event has an id of its own, so
 * that {@link #check} can hold the server to the number sent.
 */
final class Flood implements AutoCloseable {
    private static final long RETRY_NANOS = 2_000_000;
    private static final String SEQUENCE = "\"sequence\":";

    private final ServerProcess server;
    private final int connections;
    private final ExecutorService threads;
    private final Map<Integer, List<List<Workload.Body>>> bodiesBySize = new HashMap<>();
    private final AtomicLong nextId = new AtomicLong();
    private final AtomicLong lastSequence = new AtomicLong();

    Flood(ServerProcess server, int connections) {
        this.server = server;
        this.connections = connections;
        this.threads = Executors.newFixedThreadPool(connections);
    }

    /** Posts batches of so many events for so long, and gives the events a second. */
    double run(int events, int seconds) throws Exception {
        List<List<Workload.Body>> bodies = bodies(events);
        long began = System.nanoTime();
        long until = began + TimeUnit.SECONDS.toNanos(seconds);
        long sent = post(bodies, sentByOne -> System.nanoTime() < until);
        return sent * 1e9 / (System.nanoTime() - began);
    }

    /** Posts a number of events, to the next whole batch of each client. */
    void fill(int events, long number) throws Exception {
        post(bodies(events), sentByOne -> sentByOne < number / connections);
    }

    /** Those of each client. */
    private List<List<Workload.Body>> bodies(int events) {
        return bodiesBySize.computeIfAbsent(
                events,
                size -> IntStream.range(0, connections)
                        .mapToObj(client -> Workload.bodies(size, client))
                        .toList());
    }

    private interface More {
        boolean after(long sentByOne);
    }

    private long post(List<List<Workload.Body>> bodies, More more) throws Exception {
        List<Future<Long>> clients = new ArrayList<>();
        for (List<Workload.Body> ofOne : bodies) {
            clients.add(threads.submit(() -> postOne(ofOne, more)));
        }
        long sent = 0;
        for (Future<Long> client : clients) {
            sent += client.get();
        }
        return sent;
    }

    private long postOne(List<Workload.Body> bodies, More more) throws IOException {
        int events = bodies.get(0).events();
        String accepted = "\"accepted\":" + events + ",";
        long sent = 0;
        try (KeptConnection connection = new KeptConnection(server.port())) {
            for (int request = 0; more.after(sent); request++) {
                Workload.Body body = bodies.get(request % bodies.size());
                body.stamp(nextId.getAndAdd(events), System.currentTimeMillis());
                int status = connection.post(body.bytes(), body.bytes().length);
                while (status == 429) {
                    LockSupport.parkNanos(RETRY_NANOS);
                    status = connection.post(body.bytes(), body.bytes().length);
                }
                if (status != 200 || !connection.reply().contains(accepted)) {
                    throw new IOException("a batch was not taken: " + status + " " + connection.reply());
                }
                sent += events;
            }
            lastSequence.accumulateAndGet(sequence(connection.reply()), Math::max);
        }
        return sent;
    }

    /** The sequence that an answer names. */
    static long sequence(String reply) {
        String digits =
                reply.substring(reply.indexOf(SEQUENCE) + SEQUENCE.length()).replaceAll("\\D", "");
        return Long.parseLong(digits);
    }

    /** Events sent so far. */
    long sent() {
        return nextId.get();
    }

    /** Fails unless the server has taken and counted exactly what was sent: then no figure of this flood counts. */
    void check() throws IOException, InterruptedException {
        double all = server.value("all", lastSequence.get());
        double taken = server.counter("polestar_engine_events_total");
        if (taken != nextId.get() || all != nextId.get()) {
            throw new IOException("%,d events sent, %,.0f taken, %,.0f counted".formatted(nextId.get(), taken, all));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
