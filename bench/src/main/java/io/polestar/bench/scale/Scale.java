package io.polestar.bench.scale;

import io.polestar.bench.figure.Curve;
import io.polestar.bench.figure.Curve.Point;
import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Unit;
import io.polestar.engine.tree.DefinitionException;
import java.util.ArrayList;
import java.util.List;

/** What does an event cost, and what does everything take, as a tree grows in metrics, segments and users? One thread counts. */
public final class Scale implements Measurement {
    private static final List<Integer> METRICS = List.of(10, 100, 1_000);
    private static final List<Integer> SEGMENTS = List.of(10, 100, 1_000, 10_000, 100_000);
    private static final List<Integer> USERS = List.of(10_000, 100_000, 1_000_000, 10_000_000);

    @Override
    public String title() {
        return "How cost and memory grow";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws DefinitionException {
        curves("metrics", METRICS, ScaledTree::ofMetrics, profile, findings);
        curves("segments", SEGMENTS, ScaledTree::ofSegments, profile, findings);
        List<Integer> users = USERS.subList(0, profile.either(USERS.size() - 1, USERS.size()));
        curves("users", users, ScaledTree::ofUsers, profile, findings);
    }

    private interface Sized {
        ScaledTree of(int size) throws DefinitionException;
    }

    private static void curves(String what, List<Integer> sizes, Sized tree, Profile profile, Findings findings)
            throws DefinitionException {
        List<Point> cost = new ArrayList<>();
        List<Point> memory = new ArrayList<>();
        for (int size : sizes) {
            CountingCost measured = CountingCost.of(tree.of(size), profile);
            cost.add(new Point(
                    size,
                    Figure.of("scale." + what + ".cost." + size, "an event", Unit.NANOS, measured.nanosAnEvent())));
            memory.add(new Point(
                    size, Figure.of("scale." + what + ".memory." + size, "memory", Unit.BYTES, measured.heapBytes())));
        }
        findings.add(new Curve("scale." + what + ".cost", "nanoseconds to count an event", what, cost));
        findings.add(new Curve("scale." + what + ".memory", "bytes on the heap", what, memory));
    }
}
