package io.polestar.engine.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders metrics so that each comes after what it needs, and finds the cycles that prevent it.
 *
 * <p>Metrics that need nothing more are taken off one after the other (Kahn 1962). What remains lies on a cycle or behind one, so that
 * walking from need to need must come round; that cycle is reported and taken off, and so on until nothing remains. O(metrics + edges)
 * and as much again for each cycle.
 */
final class CycleCheck {
    private final Map<String, Set<String>> needs = new LinkedHashMap<>();
    private final Map<String, List<String>> neededBy = new HashMap<>();
    private final Deque<String> free = new ArrayDeque<>();
    private final List<String> order = new ArrayList<>();
    private final List<List<String>> cycles = new ArrayList<>();

    private CycleCheck(Map<String, List<String>> inputs) {
        inputs.forEach((id, ids) -> needs.put(id, new LinkedHashSet<>(ids)));
        needs.forEach((id, ids) -> {
            ids.retainAll(needs.keySet());
            ids.forEach(input ->
                    neededBy.computeIfAbsent(input, key -> new ArrayList<>()).add(id));
            if (ids.isEmpty()) {
                free.add(id);
            }
        });
    }

    /**
     * The outcome.
     *
     * @param order all ids, each after what it needs but for the edges of cycles
     * @param cycles each as the ids in order of need, the first one not repeated
     */
    record Outcome(List<String> order, List<List<String>> cycles) {}

    /** For each id what it needs; ids that are not keys are ignored. */
    static Outcome of(Map<String, List<String>> inputs) {
        CycleCheck check = new CycleCheck(inputs);
        check.takeFree();
        while (!check.needs.isEmpty()) {
            check.takeCycle();
            check.takeFree();
        }
        return new Outcome(check.order, check.cycles);
    }

    private void takeFree() {
        while (!free.isEmpty()) {
            take(free.remove());
        }
    }

    private void take(String id) {
        if (needs.remove(id) == null) {
            return;
        }
        order.add(id);
        for (String user : neededBy.getOrDefault(id, List.of())) {
            Set<String> open = needs.get(user);
            if (open != null && open.remove(id) && open.isEmpty()) {
                free.add(user);
            }
        }
    }

    private void takeCycle() {
        Set<String> walked = new LinkedHashSet<>();
        String at = needs.keySet().iterator().next();
        while (walked.add(at)) {
            at = needs.getOrDefault(at, Set.of()).iterator().next();
        }
        List<String> path = new ArrayList<>(walked);
        List<String> cycle = List.copyOf(path.subList(path.indexOf(at), path.size()));
        cycles.add(cycle);
        cycle.forEach(this::take);
    }
}
