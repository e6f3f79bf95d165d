package io.polestar.bench.load;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
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
import org.jspecify.annotations.Nullable;

/** One run of {@link Latency} against a server that runs: so many seconds of batches at a fixed rate, and probes that each fire an alert. */
final class LatencyRun {
    private static final Pattern RULE = Pattern.compile("\"rule\":\"probe_(\\d+)\".*?\"state\":\"firing\"");
    private static final int CLIENTS = 4;
    private static final int PROBE_EVERY_MILLIS = 30;
    private static final int LAST_WITHIN_SECONDS = 10;

    private final ServerProcess server;
    private final int rate;
    private final int events;
    private final long eventsBefore;
    private final int firstProbe;
    private final int probes;
    private final Histogram acks = new ConcurrentHistogram(3);
    private final Histogram values = new ConcurrentHistogram(3);
    private final Histogram alerts = new ConcurrentHistogram(3);
    private final ConcurrentHashMap<Integer, Long> probesDue = new ConcurrentHashMap<>();
    private int batches;

    /**
     * @param eventsBefore what the server has counted already
     * @param firstProbe number of the first rule that has not fired
     * @param probes how many may fire
     */
    LatencyRun(ServerProcess server, int rate, int events, long eventsBefore, int firstProbe, int probes) {
        this.server = server;
        this.rate = rate;
        this.events = events;
        this.eventsBefore = eventsBefore;
        this.firstProbe = firstProbe;
        this.probes = probes;
    }

    /** Events posted, without the probes. */
    long events() {
        return (long) batches * events;
    }

    Histogram acks() {
        return acks;
    }

    Histogram values() {
        return values;
    }

    Histogram alerts() {
        return alerts;
    }

    /** Posts for so long; fails when a batch is refused, or when not all of them show up in the value. */
    void run(int seconds) throws Exception {
        batches = rate / events * seconds;
        int probing = Math.min(probes, seconds * 1000 / PROBE_EVERY_MILLIS);
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1);
        try {
            OpenLoop load =
                    new OpenLoop(rate, events, eventsBefore, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500));
            acks.setStartTimeStamp(System.currentTimeMillis());
            values.setStartTimeStamp(System.currentTimeMillis());
            alerts.setStartTimeStamp(System.currentTimeMillis());
            ValueWatch watch = new ValueWatch(
                    eventsBefore, events, (batch, now) -> record(values, load.dueNanos(batch), now), this::alert);
            WebSocket socket = watch.subscribe(server, "all", "1d");
            List<Callable<@Nullable Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                long seed = client;
                clients.add(() -> {
                    load.post(
                            server.port(),
                            seed,
                            batch -> batch < batches,
                            (batch, now) -> record(acks, load.dueNanos(batch), now));
                    return null;
                });
            }
            clients.add(() -> probe(probing, load.dueNanos(0)));
            for (var client : threads.invokeAll(clients)) {
                client.get();
            }
            awaitLast(watch, probing);
            socket.abort();
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable Void probe(int count, long from) throws IOException {
        try (KeptConnection connection = new KeptConnection(server.port())) {
            for (int probe = firstProbe; probe < firstProbe + count; probe++) {
                long at = from + (probe - firstProbe) * TimeUnit.MILLISECONDS.toNanos(PROBE_EVERY_MILLIS);
                OpenLoop.waitUntil(at);
                probesDue.put(probe, at);
                byte[] event = "{\"type\":\"probe\",\"id\":\"probe%d\",\"data\":{\"probe\":\"p%04d\"}}"
                        .formatted(probe, probe)
                        .getBytes(StandardCharsets.US_ASCII);
                connection.post(event, event.length);
            }
        }
        return null;
    }

    private static void record(Histogram histogram, long dueNanos, long now) {
        histogram.recordValue(Math.max(0, now - dueNanos));
    }

    private void alert(String text) {
        long now = System.nanoTime();
        Matcher alert = RULE.matcher(text);
        if (alert.find()) {
            Long at = probesDue.remove(Integer.parseInt(alert.group(1)));
            if (at != null) {
                record(alerts, at, now);
            }
        }
    }

    private void awaitLast(ValueWatch watch, int probing) throws InterruptedException, IOException {
        long deadline =
                System.nanoTime() + Duration.ofSeconds(LAST_WITHIN_SECONDS).toNanos();
        while ((watch.counted() < batches || alerts.getTotalCount() < probing) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        if (watch.counted() != batches || alerts.getTotalCount() != probing) {
            throw new IOException("%,d batches and %,d probes sent, %,d and %,d seen on the socket"
                    .formatted(batches, probing, watch.counted(), alerts.getTotalCount()));
        }
        acks.setEndTimeStamp(System.currentTimeMillis());
        values.setEndTimeStamp(System.currentTimeMillis());
        alerts.setEndTimeStamp(System.currentTimeMillis());
    }
}
