package io.polestar.bench.load;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Rounds;
import io.polestar.bench.figure.Unit;
import java.util.List;
import java.util.Locale;

/**
 * How many events a second does a server take over HTTP, validate, deduplicate, journal and count, its load generator beside it?
 *
 * @param tree what counts them
 * @param acks {@code journal} or {@code sync}
 * @param connections clients that send at once, each its next batch when the last is answered
 * @param batches events in a batch, for each of which a figure is measured on the same server
 */
public record HttpThroughput(Workload.Tree tree, String acks, int connections, List<Integer> batches)
        implements Measurement {
    private static final String DEDUP_IDS = "10000000";

    @Override
    public String title() {
        return "NDJSON over HTTP, " + treeName() + " tree, acks=" + acks;
    }

    /** How its figures are named: {@code http.wide.journal.1000}. */
    private String id(int events) {
        return "http." + treeName() + "." + acks + "." + events;
    }

    private String treeName() {
        return tree.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        try (ServerProcess server =
                        new ServerProcess(tree.definition(0, 0), List.of("--acks", acks, "--dedup-ids", DEDUP_IDS));
                Flood flood = new Flood(server, connections)) {
            flood.run(batches.get(0), profile.either(8, 30)); // two processors compile and serve at once
            for (int events : batches) {
                measure(events, profile, findings, server, flood);
            }
            ServerProfile profiled = ServerProfile.of(server, () -> flood.run(batches.get(0), profile.seconds()));
            findings.remark("a profile of batches of %,d, share of samples:".formatted(batches.get(0)));
            profiled.lines().forEach(findings::remark);
            findings.remark(
                    "the last %s ids are deduplicated by: at this rate a span of %.0f s (held at the end: %,.0f ids)"
                            .formatted(
                                    DEDUP_IDS,
                                    server.counter("polestar_engine_dedup_span_millis") / 1_000,
                                    server.counter("polestar_engine_dedup_ids")));
        }
    }

    private void measure(int events, Profile profile, Findings findings, ServerProcess server, Flood flood)
            throws Exception {
        String title = "batches of %,d events".formatted(events);
        long cpuBefore = server.cpu().toNanos();
        long sentBefore = flood.sent();
        double[] rates = Rounds.of(1, profile.runs(), () -> flood.run(events, profile.seconds()));
        double cpuNanosAnEvent = (double) (server.cpu().toNanos() - cpuBefore) / (flood.sent() - sentBefore);
        flood.check();
        findings.add(Figure.of(id(events), title, Unit.EVENTS_A_SECOND, rates));
        findings.add(Figure.of(
                id(events) + ".cpu", title + ", processor time of the server an event", Unit.NANOS, cpuNanosAnEvent));
    }
}
