package io.polestar.bench.peer;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Unit;
import io.polestar.bench.load.JavaProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How many events does a peer count in a second of processor time, and how many times as many does Polestar? Each peer runs in a JVM of its
 * own, over the same stream; one whose answers are not those added up by hand is void.
 */
public final class Peers implements Measurement {
    private static final String POLESTAR = "Polestar";

    @Override
    public String title() {
        return "The same stream counted by others";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        int usual = profile.either(600_000, 3_000_000);
        for (Peer peer : PeerCommand.all()) {
            measure(peer, peer.events(usual), profile, findings);
            findings.remark("**" + peer.name() + "**: " + peer.work() + ".");
        }
        Figure polestar = findings.figure(id(POLESTAR, "cpu")).orElseThrow();
        for (Peer peer : PeerCommand.all()) {
            if (!peer.name().equals(POLESTAR)) {
                findings.figure(id(peer.name(), "cpu")).ifPresent(other -> findings.add(ratio(peer, polestar, other)));
            }
        }
    }

    /** {@code peer.hazelcast-jet.cpu}. */
    private static String id(String peer, String what) {
        return "peer." + peer.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "." + what;
    }

    private static void measure(Peer peer, int events, Profile profile, Findings findings)
            throws IOException, InterruptedException {
        Answers expected = Orders.of(events).expected();
        String title = peer.name() + ", %,d events".formatted(events);
        List<PeerRun> runs = new ArrayList<>();
        for (String line : JavaProcess.linesOf(List.of(
                PeerCommand.NAME,
                peer.name(),
                "--events",
                Integer.toString(events),
                "--runs",
                Integer.toString(profile.runs()),
                "--warm-ups",
                Integer.toString(profile.either(2, 4))))) {
            PeerRun.of(line).ifPresent(runs::add);
        }
        boolean right = runs.stream()
                .allMatch(run -> run.checksum() == expected.checksum() && run.answers() == expected.given());
        if (right && !runs.isEmpty()) {
            findings.add(
                    figure(peer, "cpu", title, Unit.EVENTS_A_CPU_SECOND, runs, run -> events * 1e9 / run.cpuNanos()));
            findings.add(
                    figure(peer, "wall", title, Unit.EVENTS_A_SECOND, runs, run -> events * 1e9 / run.wallNanos()));
        } else {
            String because = runs.isEmpty() ? "it did not run" : "its answers are not those of the stream";
            findings.add(Figure.ofVoid(id(peer.name(), "cpu"), title, Unit.EVENTS_A_CPU_SECOND, because));
        }
    }

    private static Figure figure(
            Peer peer, String what, String title, Unit unit, List<PeerRun> runs, ToDoubleFunction<PeerRun> value) {
        double[] values = runs.stream().mapToDouble(value).toArray();
        return Figure.of(id(peer.name(), what), title, unit, values);
    }

    private static Figure ratio(Peer peer, Figure polestar, Figure other) {
        String id = id(peer.name(), "ratio");
        String title = "Polestar against " + peer.name() + ", per processor time";
        return polestar.isVoid() || other.isVoid()
                ? Figure.ofVoid(id, title, Unit.TIMES_MORE, "one of the two is")
                : Figure.of(id, title, Unit.TIMES_MORE, polestar.median() / other.median());
    }
}
