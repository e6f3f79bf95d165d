package io.polestar.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What does counting a new metric over the journal's past cost those who watch the others? Fills a journal, then posts at a fixed rate, and
 * measures from event to value before and while the definition changes. At the end the new metric must be what counting the
 * whole journal afresh gives, or the run is void.
 */
@Command(
        name = "redefine",
        description = "Adds metrics to a definition under load, and measures until values arrive on a WebSocket.",
        mixinStandardHelpOptions = true)
public final class RedefineCommand implements Callable<Integer> {
    private static final Pattern NUMBER = Pattern.compile("\"value\":([-0-9.E+]+)");
    private static final Pattern STATE = Pattern.compile("\"state\":\"(\\w+)\"");
    private static final int CLIENTS = 2;
    private static final int FILLING_BATCH = 1_000;
    private static final int POLL_MILLIS = 100;

    @Option(
            names = "--past",
            defaultValue = "5000000",
            description = "events in the journal (default ${DEFAULT-VALUE})")
    private int past;

    @Option(names = "--rate", defaultValue = "50000", description = "events a second (default ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--events", defaultValue = "500", description = "events in a batch (default ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "measured time before the change (default ${DEFAULT-VALUE})")
    private int seconds;

    private final Histogram before = new ConcurrentHistogram(3);
    private final Histogram during = new ConcurrentHistogram(3);
    private final AtomicReference<@Nullable Histogram> phase = new AtomicReference<>();

    @Override
    public Integer call() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (ServerProcess server = new ServerProcess(Workload.everydayDefinition(), List.of())) {
            fill(server);
            OpenLoop load = new OpenLoop(rate, events, past, System.nanoTime());
            ValueWatch watch = new ValueWatch(past, events, (batch, now) -> record(load, batch, now), alert -> {});
            WebSocket socket = watch.subscribe(server, "all", "1d");
            AtomicBoolean enough = new AtomicBoolean();
            List<Future<?>> clients = post(threads, server, load, enough);
            TimeUnit.SECONDS.sleep(seconds / 2);
            phase.set(before);
            TimeUnit.SECONDS.sleep(seconds);
            phase.set(during);
            long began = System.nanoTime();
            String state = redefine(server);
            double took = (System.nanoTime() - began) / 1e9;
            phase.set(null);
            enough.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
            socket.abort();
            System.out.printf(
                    "definition %s after %.1f s, %,d events in the journal%n",
                    state, took, past + (long) watch.counted() * events);
            print("before", before);
            print("during", during);
            return state.equals("adopted") && sameAsAfresh(server) ? 0 : 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private void fill(ServerProcess server) throws IOException {
        List<Workload.Body> bodies = Workload.bodies(FILLING_BATCH, 1);
        try (KeptConnection connection = new KeptConnection(server.port())) {
            for (int batch = 0; batch < past / FILLING_BATCH; batch++) {
                Workload.Body body = bodies.get(batch % bodies.size());
                body.stamp((long) batch * FILLING_BATCH, System.currentTimeMillis());
                int status = connection.post(body.bytes(), body.bytes().length);
                if (status == 429) {
                    batch--;
                } else if (status != 200) {
                    throw new IOException("a batch was not taken: " + status + " " + connection.reply());
                }
            }
        }
    }

    private List<Future<?>> post(ExecutorService threads, ServerProcess server, OpenLoop load, AtomicBoolean enough) {
        List<Future<?>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            long seed = client;
            clients.add(threads.submit(() -> {
                load.post(server.port(), seed, batch -> !enough.get());
                return null;
            }));
        }
        return clients;
    }

    private void record(OpenLoop load, int batch, long now) {
        Histogram current = phase.get();
        if (current != null) {
            current.recordValue(Math.max(0, now - load.dueNanos(batch)) / 1000);
        }
    }

    /** Puts the larger definition in force; returns the state the change ended in. */
    private static String redefine(ServerProcess server) throws IOException, InterruptedException {
        HttpResponse<String> begun = server.client()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/definition"))
                                .PUT(HttpRequest.BodyPublishers.ofString(Workload.everydayDefinitionWithUsers()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (begun.statusCode() != 202) {
            throw new IOException("the definition was not taken: " + begun.body());
        }
        while (true) {
            Matcher state = STATE.matcher(server.get("/v1/definition/change").body());
            if (state.find() && !state.group(1).equals("counting")) {
                return state.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Whether every new metric is what counting the whole journal afresh gives. */
    private static boolean sameAsAfresh(ServerProcess server) throws IOException, InterruptedException {
        boolean same = true;
        for (String metric : List.of("users", "large")) {
            double live =
                    number(server.get("/v1/metrics/" + metric + "?window=1d").body());
            HttpResponse<String> counted = server.client()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port()
                                            + "/v1/reconcile?window=1d&metric=" + metric))
                                    .POST(HttpRequest.BodyPublishers.ofString(Workload.everydayDefinitionWithUsers()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            double afresh = number(counted.body());
            System.out.printf("%s: %,.0f live, %,.0f counted afresh%n", metric, live, afresh);
            same &= live == afresh;
        }
        return same;
    }

    private static double number(String json) throws IOException {
        Matcher value = NUMBER.matcher(json);
        if (!value.find()) {
            throw new IOException("no value in " + json);
        }
        return Double.parseDouble(value.group(1));
    }

    private static void print(String when, Histogram micros) {
        System.out.printf(
                "event to value %s the change: p50 %.2f ms, p90 %.2f, p99 %.2f, max %.2f (%,d batches)%n",
                when,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3,
                micros.getTotalCount());
    }
}
