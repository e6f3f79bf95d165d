package io.polestar.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
    private static final Pattern VALUE = Pattern.compile("\"data\":\\{.*?\"value\":([0-9.E+]+)");
    private static final Pattern RULE = Pattern.compile("\"rule\":\"probe_(\\d+)\",\"state\":\"firing\"");
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

    @Option(names = "--hlog", description = "file for the histograms")
    private @Nullable Path hlog;

    private final Histogram values = new ConcurrentHistogram(3);
    private final Histogram alerts = new ConcurrentHistogram(3);
    private final ConcurrentHashMap<Integer, Long> probesDue = new ConcurrentHashMap<>();
    private final AtomicInteger seen = new AtomicInteger();
    private long[] due = new long[0];

    @Override
    public Integer call() throws Exception {
        int batchesASecond = rate / events;
        int warmUp = batchesASecond * seconds / 2;
        int batches = warmUp + batchesASecond * seconds;
        due = new long[batches];
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try (ServerProcess server = new ServerProcess(Workload.definition(rules), List.of())) {
            WebSocket socket = subscribe(server, warmUp);
            long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            for (int batch = 0; batch < batches; batch++) {
                due[batch] = start + batch * 1_000_000_000L / batchesASecond;
            }
            AtomicInteger next = new AtomicInteger();
            List<Callable<@Nullable Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                long seed = client;
                clients.add(() -> post(server.port(), seed, next));
            }
            clients.add(() -> probe(server.port(), due[warmUp]));
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
            awaitLast(batches);
            socket.abort();
            print("event to value", values);
            print("event to alert", alerts);
            write(hlog);
            return alerts.getTotalCount() > 0 ? 0 : 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable Void post(int port, long seed, AtomicInteger next) throws IOException {
        List<Workload.Body> bodies = Workload.bodies(events, seed);
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int batch = next.getAndIncrement(); batch < due.length; batch = next.getAndIncrement()) {
                Workload.Body body = bodies.get(batch % bodies.size());
                waitUntil(due[batch]);
                body.stamp((long) batch * events, System.currentTimeMillis());
                int status = connection.post(body.bytes(), body.bytes().length);
                if (status != 200) {
                    throw new IOException("a batch was not taken: " + status + " " + connection.reply());
                }
            }
        }
        return null;
    }

    private @Nullable Void probe(int port, long from) throws IOException {
        int probes = Math.min(rules, seconds * 1000 / PROBE_EVERY_MILLIS);
        try (KeptConnection connection = new KeptConnection(port)) {
            for (int probe = 0; probe < probes; probe++) {
                long at = from + probe * TimeUnit.MILLISECONDS.toNanos(PROBE_EVERY_MILLIS);
                waitUntil(at);
                probesDue.put(probe, at);
                byte[] event = "{\"type\":\"probe\",\"id\":\"probe%d\",\"data\":{\"probe\":\"p%04d\"}}"
                        .formatted(probe, probe)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                connection.post(event, event.length);
            }
        }
        return null;
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private WebSocket subscribe(ServerProcess server, int warmUp) {
        WebSocket socket = server.client()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/v1/live"), new Listener(warmUp))
                .join();
        socket.sendText(
                        "{\"op\":\"subscribe\",\"topics\":[{\"metric\":\"all\",\"window\":\"1d\"},{\"alerts\":true}]}",
                        true)
                .join();
        return socket;
    }

    /** Reads what the socket brings: a value of n events means that all batches up to n have been counted. */
    private final class Listener implements WebSocket.Listener {
        private final int warmUp;
        private final StringBuilder message = new StringBuilder();

        Listener(int warmUp) {
            this.warmUp = warmUp;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            long now = System.nanoTime();
            message.append(part);
            if (last) {
                read(message.toString(), now);
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void read(String text, long now) {
            Matcher alert = RULE.matcher(text);
            if (text.startsWith("{\"type\":\"alert\"") && alert.find()) {
                Long at = probesDue.remove(Integer.parseInt(alert.group(1)));
                if (at != null) {
                    alerts.recordValue((now - at) / 1000);
                }
                return;
            }
            Matcher value = VALUE.matcher(text);
            if (value.find()) {
                int counted = (int) (Double.parseDouble(value.group(1)) / events);
                for (int batch = seen.get(); batch < counted; batch++) {
                    if (batch >= warmUp) {
                        values.recordValue(Math.max(0, now - due[batch]) / 1000);
                    }
                }
                seen.accumulateAndGet(counted, Math::max);
            }
        }
    }

    private void awaitLast(int batches) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (seen.get() < batches && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        if (seen.get() < batches) {
            throw new IOException("void: " + batches + " batches sent, " + seen.get() + " seen on the socket");
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
