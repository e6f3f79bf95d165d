package io.polestar.api.prometheus;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.polestar.api.backend.Backend;
import io.polestar.api.channel.ChannelBoard;
import io.polestar.api.http.IngestCounters;
import io.polestar.api.live.Hub;
import io.polestar.engine.Readiness;
import io.polestar.ingest.quarantine.Quarantine;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** {@code GET /metrics}. */
public final class PrometheusRoute implements Handler {
    private final Backend backend;
    private final IngestCounters ingest;
    private final Quarantine quarantine;
    private final ChannelBoard channels;
    private final Hub hub;
    private final RouteLatencies latencies;

    /** The counters of that server. */
    public PrometheusRoute(
            Backend backend,
            IngestCounters ingest,
            Quarantine quarantine,
            ChannelBoard channels,
            Hub hub,
            RouteLatencies latencies) {
        this.quarantine = quarantine;
        this.channels = channels;
        this.backend = backend;
        this.ingest = ingest;
        this.hub = hub;
        this.latencies = latencies;
    }

    @Override
    public void handle(Context request) {
        PrometheusText out = new PrometheusText();
        engine(out);
        ingest(out);
        QuarantineSamples.writeTo(out, quarantine.counts());
        ChannelSamples.writeTo(out, channels, System.currentTimeMillis());
        live(out);
        latencies.writeTo(out);
        machine(out);
        request.contentType(PrometheusText.MEDIA_TYPE).result(out.toString());
    }

    private void engine(PrometheusText out) {
        Readiness readiness = backend.readiness();
        out.single("polestar_ready", "gauge", "1 when events are taken", readiness.isReady() ? 1 : 0);
        out.single(
                "polestar_replayed_events",
                "gauge",
                "Events read back from the journal at the start",
                readiness.replayedEvents());
        EngineSamples.writeTo(out, backend.stats());
    }

    private void ingest(PrometheusText out) {
        out.single("polestar_http_batches_total", "counter", "Batches taken over HTTP", ingest.batches());
        String events = "polestar_http_events_total";
        out.family(events, "counter", "Events that came over HTTP, by what became of them");
        out.sample(events, ingest.accepted(), "outcome", "accepted");
        out.sample(events, ingest.duplicates(), "outcome", "duplicate");
        out.sample(events, ingest.rejected(), "outcome", "rejected");
        String refused = "polestar_http_refused_requests_total";
        out.family(refused, "counter", "Requests with events of which nothing was taken, by reason");
        out.sample(refused, ingest.full(), "reason", "full");
        out.sample(refused, ingest.diskFull(), "reason", "disk-full");
        out.sample(refused, ingest.unreadableBodies(), "reason", "unreadable");
    }

    private void live(PrometheusText out) {
        out.single("polestar_live_connections", "gauge", "Open live connections", hub.connectionCount());
        out.single("polestar_live_topics", "gauge", "Distinct topics held", hub.topicCount());
        out.single(
                "polestar_live_dropped_changes_total",
                "counter",
                "Changes that slow connections were never sent because newer ones came first",
                hub.droppedChanges());
    }

    private static void machine(PrometheusText out) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.single("jvm_memory_heap_used_bytes", "gauge", "Heap in use", heap.getUsed());
        out.single("jvm_memory_heap_committed_bytes", "gauge", "Heap taken from the system", heap.getCommitted());
        out.single("jvm_memory_heap_max_bytes", "gauge", "Largest heap allowed", heap.getMax());
        out.single(
                "jvm_memory_nonheap_used_bytes",
                "gauge",
                "Memory in use outside of the heap that the JVM accounts for",
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
        out.single(
                "jvm_threads",
                "gauge",
                "Live threads",
                ManagementFactory.getThreadMXBean().getThreadCount());
        String pauses = "jvm_gc_seconds_total";
        out.family(pauses, "counter", "Time spent collecting garbage");
        String runs = "jvm_gc_runs_total";
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            out.sample(pauses, collector.getCollectionTime() / 1e3, "gc", collector.getName());
        }
        out.family(runs, "counter", "Collections of garbage");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            out.sample(runs, collector.getCollectionCount(), "gc", collector.getName());
        }
        out.single(
                "process_uptime_seconds",
                "gauge",
                "Time since the start",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }
}
