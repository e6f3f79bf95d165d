package io.polestar.bench.load;

import io.polestar.bench.figure.Distribution;
import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Unit;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What do many dashboards cost the senders? The same open loop with and without subscribers, each on a WebSocket of its own with ten metrics
 * at four updates a second; compared is the time until a batch is acknowledged. Every subscriber must at the end have been sent the
 * final values.
 *
 * @param subscribers WebSockets
 * @param rate events a second
 */
public record Subscribers(int subscribers, int rate) implements Measurement {
    private static final int EVENTS = 1_000;

    @Override
    public String title() {
        return "%,d subscribers, 10 metrics each, 4 updates a second, at %,d events a second"
                .formatted(subscribers, rate);
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int seconds = profile.either(3, 15);
        int runs = profile.runs();
        List<Histogram> without = new ArrayList<>();
        List<Histogram> with = new ArrayList<>();
        double[] growth = new double[runs];
        long events = 0;
        List<String> options = List.of("--live-gap", "250ms", "--max-live", "10000");
        try (ServerProcess server = new ServerProcess(Workload.Tree.EVERYDAY.definition(0, 0), options)) {
            for (int run = -1; run < runs; run++) {
                LatencyRun alone = new LatencyRun(server, rate, EVENTS, events, 0, 0);
                alone.run(seconds);
                events += alone.events();
                LatencyRun watched = new LatencyRun(server, rate, EVENTS, events, 0, 0);
                try (Audience audience = new Audience(server, subscribers)) {
                    watched.run(seconds);
                    events += watched.events();
                    audience.awaitSum(events);
                }
                if (run >= 0) {
                    without.add(alone.acks());
                    with.add(watched.acks());
                    growth[run] = (double) watched.acks().getValueAtPercentile(99)
                            / Math.max(1, alone.acks().getValueAtPercentile(99));
                }
            }
        }
        findings.add(new Distribution("subscribers.without", "due to acknowledged, nobody subscribed", without));
        findings.add(new Distribution("subscribers.with", "due to acknowledged, all subscribed", with));
        findings.add(Figure.of("subscribers.growth", "growth of the ingest p99", Unit.TIMES_LONGER, growth));
    }
}
