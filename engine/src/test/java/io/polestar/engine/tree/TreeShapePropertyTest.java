package io.polestar.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.tree.EdgeReader.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cycles, order and dead corners of random graphs against the closure of their edges; a failure prints the seed. */
class TreeShapePropertyTest {
    private static final int ROUNDS = 500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void cyclesAreFoundExactlyWhereSomethingNeedsItself(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, List<String>> needs = graph(random);
            boolean[][] closure = closure(needs);
            CycleCheck.Outcome outcome = CycleCheck.of(needs);

            assertThat(outcome.order()).containsExactlyInAnyOrderElementsOf(needs.keySet());
            assertThat(outcome.cycles().isEmpty())
                    .as("seed=%d round=%d graph=%s", seed, round, needs)
                    .isEqualTo(needs.keySet().stream().noneMatch(id -> closure[place(id)][place(id)]));
            assertThat(outcome.cycles()).allSatisfy(cycle -> assertNeedsItself(cycle, needs));
            if (outcome.cycles().isEmpty()) {
                assertEachComesAfterWhatItNeeds(outcome.order(), needs);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aMetricIsADeadCornerIfNoPathLeadsToTheNorthStar(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, List<String>> leads = graph(random);
            boolean[][] closure = closure(leads);
            List<Edge> edges = new ArrayList<>();
            leads.forEach((from, targets) -> targets.forEach(to -> edges.add(new Edge(from, to))));

            assertThat(ReachabilityCheck.deadCorners("0", leads.keySet(), edges))
                    .as("seed=%d round=%d graph=%s", seed, round, leads)
                    .containsExactlyElementsOf(leads.keySet().stream()
                            .filter(id -> !id.equals("0") && !closure[place(id)][0])
                            .toList());
        }
    }

    private static void assertNeedsItself(List<String> cycle, Map<String, List<String>> needs) {
        for (int i = 0; i < cycle.size(); i++) {
            assertThat(needs.get(cycle.get(i))).contains(cycle.get((i + 1) % cycle.size()));
        }
    }

    private static void assertEachComesAfterWhatItNeeds(List<String> order, Map<String, List<String>> needs) {
        needs.forEach(
                (id, ids) -> assertThat(order.subList(0, order.indexOf(id))).containsAll(ids));
    }

    /** Up to ten nodes named by their place, with few or many edges. */
    private static Map<String, List<String>> graph(Random random) {
        int nodes = 1 + random.nextInt(10);
        int sparsity = 2 + random.nextInt(nodes + 3);
        Map<String, List<String>> graph = new LinkedHashMap<>();
        for (int from = 0; from < nodes; from++) {
            List<String> targets = new ArrayList<>();
            for (int to = 0; to < nodes; to++) {
                if (random.nextInt(sparsity) == 0) {
                    targets.add(Integer.toString(to));
                }
            }
            graph.put(Integer.toString(from), targets);
        }
        return graph;
    }

    /** Which node leads to which over any number of edges (Warshall). */
    private static boolean[][] closure(Map<String, List<String>> graph) {
        int nodes = graph.size();
        boolean[][] closure = new boolean[nodes][nodes];
        graph.forEach((from, targets) -> targets.forEach(to -> closure[place(from)][place(to)] = true));
        for (int via = 0; via < nodes; via++) {
            for (int from = 0; from < nodes; from++) {
                for (int to = 0; to < nodes; to++) {
                    closure[from][to] |= closure[from][via] && closure[via][to];
                }
            }
        }
        return closure;
    }

    private static int place(String id) {
        return Integer.parseInt(id);
    }
}
