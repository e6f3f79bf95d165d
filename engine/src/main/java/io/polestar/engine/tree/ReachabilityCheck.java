package io.polestar.engine.tree;

import io.polestar.engine.tree.EdgeReader.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds dead corners: metrics from which no path of edges leads to the north star. O(metrics + edges). */
final class ReachabilityCheck {
    private ReachabilityCheck() {}

    /** The dead ones among these metrics, in their order; an edge to {@link EdgeReader#UNKNOWN} may lead anywhere. */
    static List<String> deadCorners(String northStar, Collection<String> metrics, Collection<Edge> edges) {
        Map<String, List<String>> leadingTo = new HashMap<>();
        edges.forEach(edge ->
                leadingTo.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(edge.from()));
        Set<String> alive = new HashSet<>(Set.of(northStar, EdgeReader.UNKNOWN));
        Deque<String> open = new ArrayDeque<>(alive);
        while (!open.isEmpty()) {
            for (String from : leadingTo.getOrDefault(open.remove(), List.of())) {
                if (alive.add(from)) {
                    open.add(from);
                }
            }
        }
        return metrics.stream().filter(metric -> !alive.contains(metric)).toList();
    }
}
