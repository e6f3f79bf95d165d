package io.polestar.engine.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A reckoning that takes one subject after the other. */
interface NaiveSubjects extends StoreTrial.Naive {
    /** What one subject adds to a column over [from, to), of all its events in the order they came. */
    long ofSubject(List<StoreTrial.Counted> events, int column, long from, long to);

    @Override
    default long total(List<StoreTrial.Counted> events, long from, long to, int column) {
        Map<Long, List<StoreTrial.Counted>> bySubject = new TreeMap<>();
        for (StoreTrial.Counted event : events) {
            bySubject.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event);
        }
        long total = 0;
        for (List<StoreTrial.Counted> ofSubject : bySubject.values()) {
            total += ofSubject(ofSubject, column, from, to);
        }
        return total;
    }
}
