package io.polestar.engine.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the metrics that read earlier values, themselves or through what they are computed from. O(metrics + inputs). */
final class EarlierUsers {
    private EarlierUsers() {}

    /** Their ids. */
    static Set<String> of(Collection<MetricDraft> metrics) {
        Map<String, List<String>> users = new HashMap<>();
        Set<String> found = new HashSet<>();
        for (MetricDraft metric : metrics) {
            metric.inputs()
                    .forEach(input -> users.computeIfAbsent(input, key -> new ArrayList<>())
                            .add(metric.id()));
            if (metric.kind() instanceof Kind.Derived derived
                    && !derived.earlier().isEmpty()) {
                found.add(metric.id());
            }
        }
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (String user : users.getOrDefault(open.remove(), List.of())) {
                if (found.add(user)) {
                    open.add(user);
                }
            }
        }
        return found;
    }
}
