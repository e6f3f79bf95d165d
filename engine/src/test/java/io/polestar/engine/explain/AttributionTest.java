package io.polestar.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explanations of random trees of 200 nodes and 3 dimensions; a failure prints the seed. */
class AttributionTest {
    private static final int NODES = 200;
    private static final int TREES = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void contributionsAddUpToTheChangeOfEveryNodeAndInEveryDimension(long seed) {
        Random random = new Random(seed);
        int told = 0;
        for (int round = 0; round < TREES; round++) {
            RandomTree tree = new RandomTree(random, NODES);
            Definition definition = tree.definition();
            Map<String, Figures> figures = tree.figures();
            Nesting nesting = new Nesting(definition, tree.root(), NODES);
            Attribution attribution = new Attribution(definition, nesting, figures, 1 + random.nextInt(12));
            told += assertAddsUp(attribution.of(tree.root()), "seed=" + seed + " round=" + round);
            for (String id : figures.keySet()) {
                Nesting alone = new Nesting(definition, id, 1);
                assertAddsUp(new Attribution(definition, alone, figures, 5).of(id), "seed=" + seed + " round=" + round);
            }
        }
        assertThat(told).as("changes explained").isGreaterThan(TREES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRatioOfSumsIsExplainedByItsSegmentsAlone(long seed) {
        Random random = new Random(seed);
        int ratios = 0;
        for (int round = 0; round < TREES; round++) {
            RandomTree tree = new RandomTree(random, NODES);
            Definition definition = tree.definition();
            Map<String, Figures> figures = tree.figures();
            for (Metric metric : definition.metrics()) {
                boolean ofSums = metric.kind() instanceof Kind.Average
                        || (metric.kind() instanceof Kind.Ratio
                                && metric.kind().inputs().stream()
                                        .allMatch(input ->
                                                definition.metric(input).kind() instanceof Kind.Sum));
                MetricChange change = new Attribution(definition, new Nesting(definition, metric.id(), 1), figures, 5)
                        .of(metric.id());
                if (ofSums && change.presence() == Presence.BOTH) {
                    ratios++;
                    assertThat(change.dimensions())
                            .as("seed=%d round=%d metric=%s", seed, round, metric.id())
                            .allSatisfy(dimension ->
                                    assertThat(dimension.remainder()).isZero());
                }
            }
        }
        assertThat(ratios).isGreaterThan(10 * TREES);
    }

    /** The number of changes in the explanation. */
    private static int assertAddsUp(MetricChange change, String where) {
        String what = where + " metric=" + change.metric();
        if (change.component() != null) {
            assertAddsUp(change, change.component(), what);
        }
        if (change.inputs() != null) {
            assertAddsUp(change, change.inputs(), what);
        }
        assertThat(change.dimensions()).as(what).hasSize(3);
        change.dimensions().forEach(dimension -> assertAddsUp(change, dimension, what));
        int told = 1;
        for (MetricChange child : change.children()) {
            told += assertAddsUp(child, where);
        }
        return told;
    }

    private static void assertAddsUp(MetricChange change, FormulaChange formula, String what) {
        List<Double> contributions = formula.contributions().stream()
                .map(Contribution::contribution)
                .filter(part -> !Double.isNaN(part))
                .toList();
        if (change.presence() == Presence.BOTH) {
            assertSum(contributions, change.change(), what + " " + formula);
        } else {
            assertThat(contributions).as(what).isEmpty();
        }
    }

    private static void assertAddsUp(MetricChange change, DimensionChange dimension, String what) {
        if (change.presence() == Presence.BOTH) {
            List<Double> contributions = new ArrayList<>(dimension.segments().stream()
                    .map(SegmentChange::contribution)
                    .toList());
            contributions.add(dimension.rest());
            contributions.add(dimension.remainder());
            assertSum(contributions, change.change(), what + " " + dimension);
            if (dimension.method() == Method.DIFFERENCE) {
                assertThat(dimension.remainder()).as(what).isZero();
            }
        } else {
            assertThat(dimension.remainder()).as(what).isNaN();
            assertThat(dimension.segments()).as(what).allMatch(segment -> Double.isNaN(segment.contribution()));
        }
    }

    private static void assertSum(List<Double> parts, double change, String what) {
        double sum = 0;
        double largest = 0;
        for (double part : parts) {
            sum += part;
            largest = Math.max(largest, Math.abs(part));
        }
        assertThat(sum).as(what).isCloseTo(change, within(1e-9 * Math.abs(change) + parts.size() * Math.ulp(largest)));
    }
}
