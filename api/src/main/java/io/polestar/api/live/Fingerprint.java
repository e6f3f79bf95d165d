package io.polestar.api.live;

import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.NodeReading;
import io.polestar.engine.view.PreviousReading;
import io.polestar.engine.view.SegmentReading;
import io.polestar.engine.view.StepsReading;
import io.polestar.engine.view.TreeReading;
import io.polestar.engine.view.Trust;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a reading makes a change worth sending: its values, its states, whether the clock is held and the definition.
 * The interval and the counters move with every tick and every event and do not.
 */
final class Fingerprint {
    private final Object[] names;
    private final double[] numbers;

    private Fingerprint(Object[] names, double[] numbers) {
        this.names = names;
        this.numbers = numbers;
    }

    static Fingerprint of(MetricReading reading) {
        int segments = reading.segments().size();
        Object[] names = new Object[segments + 3];
        names[segments + 2] = reading.known();
        List<StepsReading.Step> steps =
                reading.steps() == null ? List.of() : reading.steps().steps();
        double[] numbers = new double[2 * segments + 2 + steps.size()];
        numbers[0] = reading.value();
        numbers[1] = value(reading.previous());
        for (int i = 0; i < segments; i++) {
            SegmentReading segment = reading.segments().get(i);
            names[i + 2] = segment.segment();
            numbers[2 * i + 2] = segment.value();
            numbers[2 * i + 3] = value(segment.previous());
        }
        for (int i = 0; i < steps.size(); i++) {
            numbers[2 * segments + 2 + i] = steps.get(i).reached();
        }
        return of(names, numbers, reading.trust());
    }

    static Fingerprint of(TreeReading reading) {
        int nodes = reading.nodes().size();
        int count = reading.nodes().stream()
                .mapToInt(node -> 3 + node.sparkline().length)
                .sum();
        Object[] names = new Object[2 * nodes + 2];
        double[] numbers = new double[count];
        int at = 0;
        for (int i = 0; i < nodes; i++) {
            NodeReading node = reading.nodes().get(i);
            names[2 * i + 2] = node.metric();
            names[2 * i + 3] = node.state();
            numbers[at++] = node.value();
            numbers[at++] = value(node.previous());
            numbers[at++] = node.residual();
            System.arraycopy(node.sparkline(), 0, numbers, at, node.sparkline().length);
            at += node.sparkline().length;
        }
        return of(names, numbers, reading.trust());
    }

    private static Fingerprint of(Object[] names, double[] numbers, Trust trust) {
        names[0] = trust.definition();
        names[1] = trust.held();
        return new Fingerprint(names, numbers);
    }

    private static double value(@Nullable PreviousReading previous) {
        return previous == null ? Double.NaN : previous.value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that
                && Arrays.equals(numbers, that.numbers)
                && Arrays.equals(names, that.names);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(numbers);
    }
}
