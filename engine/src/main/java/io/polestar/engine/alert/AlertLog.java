package io.polestar.engine.alert;

import io.polestar.engine.view.AlertReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** What readers see of alerts: how each stands and the latest transitions. One thread writes; any may read. */
final class AlertLog {
    private final Deque<AlertReading> newestFirst = new ArrayDeque<>(AlertBook.LOG_CAPACITY);
    private final List<List<AlertReading>> byRule;
    private volatile Shown shown;

    private record Shown(List<List<AlertReading>> byRule, List<AlertReading> log) {}

    AlertLog(int rules) {
        byRule = new ArrayList<>(rules);
        for (int rule = 0; rule < rules; rule++) {
            byRule.add(List.of());
        }
        shown = new Shown(List.of(), List.of());
    }

    void add(AlertReading transition) {
        if (newestFirst.size() == AlertBook.LOG_CAPACITY) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(transition);
    }

    void put(int rule, List<AlertReading> readings) {
        byRule.set(rule, readings);
    }

    void takeOver(Collection<AlertReading> log) {
        newestFirst.clear();
        newestFirst.addAll(log);
    }

    void publish() {
        shown = new Shown(List.copyOf(byRule), List.copyOf(newestFirst));
    }

    Collection<AlertReading> entries() {
        return newestFirst;
    }

    List<AlertReading> current() {
        List<AlertReading> all = new ArrayList<>();
        shown.byRule.forEach(all::addAll);
        return List.copyOf(all);
    }

    List<AlertReading> log() {
        return shown.log;
    }
}
