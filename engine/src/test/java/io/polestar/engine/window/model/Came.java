package io.polestar.engine.window.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Events by whose they are. */
final class Came {
    private Came() {}

    /** Number of subjects. */
    static final Reckoning DISTINCT =
            (events, from, to) -> bySubject(events, from, to).size();

    /** Share of the subjects that came so many times, or with so many distinct values. */
    static Reckoning repeat(int times, boolean distinct) {
        return (events, from, to) -> {
            Map<Object, List<Taken>> subjects = bySubject(events, from, to);
            double repeated = 0;
            for (List<Taken> came : subjects.values()) {
                HashSet<Object> values = new HashSet<>();
                came.forEach(event -> values.add(event.value()));
                repeated += (distinct ? values.size() : came.size()) >= times ? 1 : 0;
            }
            return subjects.isEmpty() ? Double.NaN : repeated / subjects.size();
        };
    }

    /** The events of [from, to) of each subject, in the order they came. */
    static Map<Object, List<Taken>> bySubject(List<Taken> events, long from, long to) {
        Map<Object, List<Taken>> bySubject = new HashMap<>();
        for (Taken event : events) {
            if (event.isIn(from, to)) {
                bySubject.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event);
            }
        }
        return bySubject;
    }
}
