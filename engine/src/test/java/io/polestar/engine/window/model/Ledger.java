package io.polestar.engine.window.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that a metric has taken, by segment as {@code dimension=segment}, "" the whole. */
final class Ledger {
    private final Leaf leaf;
    private final List<String> by;
    private final Map<String, List<Taken>> bySegment = new HashMap<>();

    Ledger(Leaf leaf, List<String> by) {
        this.leaf = leaf;
        this.by = by;
    }

    void add(RawEvent event, Admitted segments) {
        List<Taken> takes = leaf.takes(event);
        if (!takes.isEmpty()) {
            enter("", takes);
            for (String dimension : by) {
                enter(dimension + "=" + segments.segment(dimension, event), takes);
            }
        }
    }

    private void enter(String segment, List<Taken> takes) {
        bySegment.computeIfAbsent(segment, key -> new ArrayList<>()).addAll(takes);
    }

    /** Forgets an event, wherever it was counted. Like every event, word of it admits its segments. */
    void remove(RawEvent event, Admitted segments) {
        if (!leaf.takes(event).isEmpty()) {
            by.forEach(dimension -> segments.segment(dimension, event));
        }
        bySegment.values().forEach(taken -> taken.removeIf(one -> one.event() == event));
    }

    List<Taken> of(String segment) {
        return bySegment.getOrDefault(segment, List.of());
    }
}
