package io.polestar.bench.load;

import io.polestar.bench.figure.Distribution;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long from an event to its acknowledgement, to its value and from a crossed threshold to its alert, on a WebSocket? Open loop: batches
 * are due at a fixed rate and each latency counts from when its batch was due, so a stall of the server is not hidden by a client that
 * waits for it.
 *
 * @param rate events a second
 * @param events events in a batch
 * @param rules alert rules, each of which fires once at most
 * @param loadRules rules more that watch the load itself and do not fire
 */
public record Latency(String id, Workload.Tree tree, int rate, int events, int rules, int loadRules)
        implements Measurement {
    @Override
    public String title() {
        return "Latency at %,d events a second in batches of %,d".formatted(rate, events);
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int seconds = profile.either(4, 20);
        int runs = profile.runs();
        List<Histogram> acks = new ArrayList<>();
        List<Histogram> values = new ArrayList<>();
        List<Histogram> alerts = new ArrayList<>();
        try (ServerProcess server = new ServerProcess(tree.definition(rules, loadRules), List.of())) {
            LatencyRun warmUp = new LatencyRun(server, rate, events, 0, 0, 0);
            warmUp.run(seconds);
            long events = warmUp.events();
            for (int run = 0; run < runs; run++) {
                LatencyRun counted =
                        new LatencyRun(server, rate, this.events, events, run * rules / runs, rules / runs);
                counted.run(seconds);
                events += counted.events();
                acks.add(counted.acks());
                values.add(counted.values());
                alerts.add(counted.alerts());
            }
        }
        findings.add(new Distribution(id + ".ack", "due to acknowledged", acks));
        findings.add(new Distribution(id + ".value", "due to its value on a WebSocket", values));
        if (rules > 0) {
            findings.add(new Distribution(id + ".alert", "due to its alert on a WebSocket", alerts));
        }
    }
}
