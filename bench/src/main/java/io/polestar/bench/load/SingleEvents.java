package io.polestar.bench.load;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What does an event that comes alone cost beyond the HTTP server? Posts single events over kept connections to Polestar, and the same
 * bodies to a Javalin handler that drains them and answers nothing; in turn, so that both meet the same machine.
 */
public final class SingleEvents implements Measurement {
    private static final int CONNECTIONS = 4;
    private static final int WARM_UPS = 3;
    private static final int WARM_UP_BATCH = 100;

    @Override
    public String title() {
        return "Single events over HTTP, beside an empty Javalin handler";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int port = ServerProcess.freePort();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try (ServerProcess server = new ServerProcess(Workload.Tree.WIDE.definition(0, 0), List.of());
                JavaProcess empty = emptyHandler(port);
                Flood flood = new Flood(server, CONNECTIONS)) {
            double[] polestar = new double[profile.runs()];
            double[] handler = new double[profile.runs()];
            double[] share = new double[profile.runs()];
            flood.run(WARM_UP_BATCH, 2 * profile.seconds()); // single events alone warm reading and counting too slowly
            for (int run = -WARM_UPS; run < profile.runs(); run++) {
                double ofHandler = drain(threads, port, profile.seconds());
                double ofPolestar = flood.run(1, profile.seconds());
                if (run >= 0) {
                    handler[run] = ofHandler;
                    polestar[run] = ofPolestar;
                    share[run] = 100 * ofPolestar / ofHandler;
                }
            }
            flood.check();
            if (!empty.isAlive()) {
                throw new IOException("the empty handler has ended");
            }
            findings.add(Figure.of("limit.javalin", "an empty Javalin handler", Unit.REQUESTS_A_SECOND, handler));
            findings.add(Figure.of("http.single", "single events posted", Unit.REQUESTS_A_SECOND, polestar));
            findings.add(Figure.of("http.single.share", "of the empty handler's rate", Unit.PERCENT, share));
        } finally {
            threads.shutdownNow();
        }
    }

    private static JavaProcess emptyHandler(int port) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(ServerProcess.JVM_FLAGS);
        arguments.addAll(JavaProcess.again(List.of(EmptyHandlerCommand.NAME, "--port", Integer.toString(port))));
        JavaProcess process = JavaProcess.start(arguments);
        process.awaitPort(port);
        return process;
    }

    private static double drain(ExecutorService threads, int port, int seconds) throws Exception {
        long began = System.nanoTime();
        long until = began + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<Long>> clients = new ArrayList<>();
        for (int client = 0; client < CONNECTIONS; client++) {
            long seed = client;
            clients.add(threads.submit(() -> drainOne(port, seed, until)));
        }
        long sent = 0;
        for (Future<Long> client : clients) {
            sent += client.get();
        }
        return sent * 1e9 / (System.nanoTime() - began);
    }

    private static long drainOne(int port, long seed, long until) throws IOException {
        List<Workload.Body> bodies = Workload.bodies(1, seed);
        long sent = 0;
        try (KeptConnection connection = new KeptConnection(port)) {
            for (; System.nanoTime() < until; sent++) {
                byte[] body = bodies.get((int) (sent % bodies.size())).bytes();
                int status = connection.post(body, body.length);
                if (status != 200) {
                    throw new IOException("the empty handler answered " + status);
                }
            }
        }
        return sent;
    }
}
