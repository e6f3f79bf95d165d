package io.polestar.bench.load;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Rounds;
import io.polestar.bench.figure.Unit;
import java.util.Arrays;
import java.util.List;

/**
 * How long until a server is ready: with nothing in its journal, and after {@code kill -9} with millions of events to replay? The rate of
 * replaying is taken from the time above that of an empty start.
 */
public final class StartUp implements Measurement {
    private static final int BATCH = 1_000;
    private static final int CONNECTIONS = 2;

    @Override
    public String title() {
        return "Start, and replay of the journal";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int events = profile.either(3_000_000, 30_000_000);
        int runs = profile.either(3, 5);
        List<String> options = List.of("--snapshot-every", "1d", "--journal-max", "40g");
        try (ServerProcess server = new ServerProcess(Workload.Tree.WIDE.definition(0, 0), options);
                Flood flood = new Flood(server, CONNECTIONS)) {
            double[] empty = Rounds.of(1, runs, () -> server.restart(false) / 1e9);
            findings.add(Figure.of("start.empty", "start to ready, empty", Unit.SECONDS, empty));
            flood.fill(BATCH, events);
            flood.check();
            double[] full = Rounds.of(0, runs, () -> server.restart(false) / 1e9);
            flood.check();
            double emptySeconds =
                    findings.figure("start.empty").map(Figure::median).orElse(0.0);
            findings.add(Figure.of(
                    "start.full",
                    "start to ready, %,d events in the journal".formatted(flood.sent()),
                    Unit.SECONDS,
                    full));
            findings.add(Figure.of(
                    "replay",
                    "replay at start-up, wide tree",
                    Unit.EVENTS_A_SECOND,
                    Arrays.stream(full)
                            .map(seconds -> flood.sent() / (seconds - emptySeconds))
                            .toArray()));
        }
    }
}
