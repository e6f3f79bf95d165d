package io.polestar.engine.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps every event a store was given and computes each of its numbers from all of them anew. */
abstract class NaiveStore {
    /** One event as a store sees it. */
    record Fed(int cell, long timeMillis, long key, long value) {}

    private final List<Fed> events = new ArrayList<>();

    final void add(Fed event) {
        events.add(event);
    }

    final void remove(Fed event) {
        events.remove(event);
    }

    /** The number of a column over [from, to). */
    final long total(int cell, int column, long from, long to) {
        Map<Long, List<Fed>> bySubject = new TreeMap<>();
        for (Fed event : events) {
            if (event.cell == cell) {
                bySubject.computeIfAbsent(event.key, key -> new ArrayList<>()).add(event);
            }
        }
        long total = 0;
        for (List<Fed> ofSubject : bySubject.values()) {
            total += ofSubject(ofSubject, column, from, to);
        }
        return total;
    }

    /** What one subject adds, of all its events in the order they came. */
    abstract long ofSubject(List<Fed> events, int column, long from, long to);
}
