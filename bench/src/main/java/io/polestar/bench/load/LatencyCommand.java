package io.polestar.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long from an event to its value, and from a crossed threshold to its alert, on a WebSocket? Open loop: batches are due at a fixed
 * rate and each latency counts from when its batch was due, so a stall of the server is not hidden by a client that waits for it.
 */
@Command(
        name = "latency",
        description = "Posts batches at a fixed rate and measures until values and alerts arrive on a WebSocket.",
        mixinStandardHelpOptions = true)
public final class LatencyCommand implements Callable<Integer> {
    private static final Pattern RULE = Pattern.compile("\"rule\":\"probe_(\\d+)\".*?\"state\":\"firing\"");
    private static final int CLIENTS = 4;
    private static final int PROBE_EVERY_MILLIS = 50;

    @Option(names = "--rate", defaultValue = "20000", description = "events a second (default ${DEFAULT-VALUE})")
    private int rate;

    @Option(names = "--events", defaultValue = "100", description = "events in a batch (default ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "measured time, after a warm-up of half of it (default ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--rules",
            defaultValue = "500",
            description = "alert rules, each fires once (default ${DEFAULT-VALUE})")
    private int rules;

    @Option(
            names = "--tree",
            defaultValue = "WIDE",
            description = "what is counted: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Workload.Tree tree = Workload.Tree.WIDE;

    @Option(
            names = "--load-rules",
            defaultValue = "0",
            description =
                    "alert rules more that watch the load, of several kinds, and do not fire (default ${DEFAULT-VALUE})")
    private int loadRules;

    @Option(names = "--hlog", description = "file for the histograms")
    private @Nullable Path hlog;

    private final Histogram values = new ConcurrentHistogram(3);
    private final Histogram alerts = new ConcurrentHistogram(3);
    private final ConcurrentHashMap<Integer, Long> probesDue = new ConcurrentHashMap<>();

    @Override
    public Integer call() throws Exception {
        int batchesASecond = rate / events;
        int warmUp = batchesASecond * seconds / 2;
        int batches = warmUp + batchesASecond * seconds;
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try (ServerProcess server = new ServerProcess(tree.definition(rules, loadRules), List.of())) {
            OpenLoop load = new OpenLoop(rate, events, 0, System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
            ValueWatch watch = new ValueWatch(0, events, (batch, now) -> record(load, batch, now, warmUp), this::alert);
            WebSocket socket = watch.subscribe(server, "all", "1d");
            List<Callable<@Nullable Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                long seed = client;
                clients.add(() -> {
                    load.post(server.port(), seed, batch -> batch < batches);
                    return null;
                });
            }
            clients.add(() -> probe(server.port(), load.dueNanos(warmUp)));
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
            awaitLast(watch, batches);
            socket.abort();
            print("event to value", values);
            print("event to alert", alerts);
            write(hlog);
            return alerts.getTotalCount() > 0 ? 0 : 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable Void probe(int port, long from) throws IOException {
        int probes = Math.min(rules, seconds * 1000 / PROBE_EVERY_MILLIS);
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int probe = 0; probe < probes; probe++) {
                long at = from + probe * TimeUnit.MILLISECONDS.toNanos(PROBE_EVERY_MILLIS);
                OpenLoop.waitUntil(at);
                probesDue.put(probe, at);
                byte[] event = "{\"type\":\"probe\",\"id\":\"probe%d\",\"data\":{\"probe\":\"p%04d\"}}"
                        .formatted(probe, probe)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                connection.post(event, event.length);
            }
        }
        return null;
    }

    private void record(OpenLoop load, int batch, long now, int warmUp) {
        if (batch >= warmUp) {
            values.recordValue(Math.max(0, now - load.dueNanos(batch)) / 1000);
        }
    }

    private void alert(String text) {
        long now = System.nanoTime();
        Matcher alert = RULE.matcher(text);
        if (alert.find()) {
            Long at = probesDue.remove(Integer.parseInt(alert.group(1)));
            if (at != null) {
                alerts.recordValue((now - at) / 1000);
            }
        }
    }

    private static void awaitLast(ValueWatch watch, int batches) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (watch.counted() < batches && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        if (watch.counted() < batches) {
            throw new IOException("void: " + batches + " batches sent, " + watch.counted() + " seen on the socket");
        }
    }

    private static void print(String what, Histogram micros) {
        System.out.printf(
                "%s: p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.2f (%,d samples)%n",
                what,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3,
                micros.getTotalCount());
    }

    private void write(@Nullable Path file) throws IOException {
        if (file == null) {
            return;
        }
        try (PrintStream out = new PrintStream(Files.newOutputStream(file))) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            log.outputLegend();
            values.setTag("value");
            log.outputIntervalHistogram(values);
            alerts.setTag("alert");
            log.outputIntervalHistogram(alerts);
        }
    }
}
