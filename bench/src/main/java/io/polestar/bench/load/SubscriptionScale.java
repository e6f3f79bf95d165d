package io.polestar.bench.load;

import io.polestar.bench.figure.Curve;
import io.polestar.bench.figure.Curve.Point;
import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Unit;
import java.util.ArrayList;
import java.util.List;

/** What do ever more subscribers cost? An open loop of 20,000 events a second, watched by 1 to 5,000 WebSockets of ten metrics each. */
public final class SubscriptionScale implements Measurement {
    private static final List<Integer> SUBSCRIBERS = List.of(1, 10, 100, 1_000, 5_000);
    private static final int RATE = 20_000;
    private static final int EVENTS = 200;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String title() {
        return "How cost grows with subscribers";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int seconds = profile.either(3, 15);
        List<Point> acks = new ArrayList<>();
        List<Point> cpu = new ArrayList<>();
        List<String> options = List.of("--live-gap", "250ms", "--max-live", "10000");
        try (ServerProcess server = new ServerProcess(Workload.Tree.EVERYDAY.definition(0, 0), options)) {
            LatencyRun warmUp = new LatencyRun(server, RATE, EVENTS, 0, 0, 0);
            warmUp.run(seconds);
            long events = warmUp.events();
            for (int subscribers : SUBSCRIBERS) {
                LatencyRun run = new LatencyRun(server, RATE, EVENTS, events, 0, 0);
                try (Audience audience = new Audience(server, subscribers)) {
                    long before = server.cpu().toMillis();
                    run.run(seconds);
                    double busy = 100.0 * (server.cpu().toMillis() - before) / (seconds * 1000.0);
                    events += run.events();
                    audience.awaitSum(events);
                    cpu.add(new Point(
                            subscribers,
                            Figure.of("scale.subscribers.cpu." + subscribers, "processor", Unit.PERCENT, busy)));
                }
                acks.add(new Point(
                        subscribers,
                        Figure.of(
                                "scale.subscribers.ack." + subscribers,
                                "p99",
                                Unit.MILLIS,
                                run.acks().getValueAtPercentile(99) / NANOS_PER_MILLI)));
            }
        }
        findings.add(new Curve("scale.subscribers.ack", "ingest p99, milliseconds", "subscribers", acks));
        findings.add(new Curve(
                "scale.subscribers.cpu", "percent of one processor that the server uses", "subscribers", cpu));
    }
}
