package io.polestar.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many events a second does a server journal and count, its load generator beside it? */
@Command(
        name = "throughput",
        description = "Posts NDJSON batches as fast as they are answered and counts what was counted.",
        mixinStandardHelpOptions = true)
public final class ThroughputCommand implements Callable<Integer> {
    @Option(names = "--events", defaultValue = "1000", description = "events in a batch (default ${DEFAULT-VALUE})")
    private int events;

    @Option(names = "--connections", defaultValue = "2", description = "clients (default ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--seconds", defaultValue = "5", description = "length of a run (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "counted runs, after a warm-up (default ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--tree",
            defaultValue = "WIDE",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Workload.Tree tree = Workload.Tree.WIDE;

    @Option(names = "--acks", defaultValue = "journal", description = "journal or sync (default ${DEFAULT-VALUE})")
    private String acks = "journal";

    private static final long RETRY_NANOS = 2_000_000;
    private static final String SEQUENCE = "\"sequence\":";

    private final AtomicLong nextId = new AtomicLong();
    private final AtomicLong lastSequence = new AtomicLong();

    @Override
    public Integer call() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try (ServerProcess server = new ServerProcess(definition(), List.of("--acks", acks))) {
            run(server, threads, 2 * seconds);
            double[] rates = new double[runs];
            for (int run = 0; run < runs; run++) {
                rates[run] = run(server, threads, seconds);
                System.out.printf("run %d: %,.0f events/s%n", run + 1, rates[run]);
            }
            check(server);
            Arrays.sort(rates);
            System.out.printf(
                    "median %,.0f events/s (%,.0f to %,.0f), %,d events sent and counted, server used %.1f s of CPU%n",
                    rates[runs / 2],
                    rates[0],
                    rates[runs - 1],
                    nextId.get(),
                    server.cpu().toMillis() / 1000.0);
            return 0;
        } finally {
            threads.shutdownNow();
        }
    }

    private String definition() {
        return tree.definition(0, 0);
    }

    private double run(ServerProcess server, ExecutorService threads, int forSeconds) throws Exception {
        long began = System.nanoTime();
        long until = began + forSeconds * 1_000_000_000L;
        List<Future<Long>> clients = new ArrayList<>();
        for (int client = 0; client < connections; client++) {
            long seed = client;
            clients.add(threads.submit(() -> post(server.port(), seed, until)));
        }
        long sent = 0;
        for (Future<Long> client : clients) {
            sent += client.get();
        }
        return sent * 1e9 / (System.nanoTime() - began);
    }

    private long post(int port, long seed, long until) throws IOException {
        List<Workload.Body> bodies = Workload.bodies(events, seed);
        String accepted = "\"accepted\":" + events + ",";
        long sent = 0;
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int request = 0; System.nanoTime() < until; request++) {
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
            String reply = connection.reply();
            String digits =
                    reply.substring(reply.indexOf(SEQUENCE) + SEQUENCE.length()).replaceAll("\\D", "");
            lastSequence.accumulateAndGet(Long.parseLong(digits), Math::max);
        }
        return sent;
    }

    /** The figure is void unless the server has counted exactly what was sent. */
    private void check(ServerProcess server) throws IOException, InterruptedException {
        double all = new ObjectMapper()
                .readTree(server.get("/v1/metrics/all?window=1d&minSequence=" + lastSequence.get())
                        .body())
                .path("value")
                .asDouble(-1);
        long counted = server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("polestar_engine_events_total "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
        if (counted != nextId.get() || all != nextId.get()) {
            throw new IOException("void: " + nextId.get() + " events sent, " + counted + " taken, " + all + " counted");
        }
    }
}
