package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.view.AlertReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All alerts that were ever more than inactive, by rule and place, and those of them that wait for something. A place of which nothing has
 * been seen yet costs a reference. One thread.
 */
final class AlertTable {
    private static final Comparator<Alert> BY_PLACE =
            Comparator.<Alert>comparingInt(alert -> alert.rule).thenComparingInt(alert -> alert.place);

    private final List<Rule> rules;
    private final Alert[][] alerts;
    private final List<List<Alert>> open = new ArrayList<>();
    private final Map<String, Alert> byEpisode = new HashMap<>();
    private List<Alert> waiting = new ArrayList<>();
    private long earliestDue = Long.MAX_VALUE;
    private final List<Alert> provisional = new ArrayList<>();

    AlertTable(List<Rule> rules) {
        this.rules = rules;
        this.alerts = new Alert[rules.size()][0];
        clear();
    }

    /** Forgets all alerts. */
    void clear() {
        Arrays.fill(alerts, new Alert[0]);
        open.clear();
        for (int rule = 0; rule < rules.size(); rule++) {
            open.add(List.of());
        }
        byEpisode.clear();
        waiting.clear();
        earliestDue = Long.MAX_VALUE;
        provisional.clear();
    }

    @Nullable
    Alert find(int rule, int place) {
        return place < alerts[rule].length ? alerts[rule][place] : null;
    }

    void put(Alert alert) {
        Alert[] row = alerts[alert.rule];
        if (alert.place >= row.length) {
            row = Arrays.copyOf(row, rules.get(alert.rule).watched().each() == null ? 1 : larger(alert.place));
            alerts[alert.rule] = row;
        }
        row[alert.place] = alert;
        place(alert);
    }

    private static int larger(int place) {
        return Math.max(8, place + 1 + (place >> 1));
    }

    /** Puts an alert among those that wait for what its state waits for. */
    void place(Alert alert) {
        List<Alert> ofRule = open.get(alert.rule);
        int at = Collections.binarySearch(ofRule, alert, BY_PLACE);
        if (alert.open && at < 0) {
            if (ofRule.isEmpty()) {
                ofRule = new ArrayList<>();
                open.set(alert.rule, ofRule);
            }
            ofRule.add(-at - 1, alert);
            byEpisode.put(alert.episode, alert);
        } else if (!alert.open && at >= 0) {
            ofRule.remove(at);
            byEpisode.remove(alert.episode);
        }
        long due = alert.dueMillis(rules.get(alert.rule).timing());
        if (due != Long.MAX_VALUE) {
            waiting.add(alert);
            earliestDue = Math.min(earliestDue, due);
        }
        if (alert.provisionalMillis != 0 && !provisional.contains(alert)) {
            provisional.add(alert);
        }
    }

    /** Marks those that time alone may move. */
    void markDue(long clockMillis, MarkSet marks) {
        if (clockMillis < earliestDue) {
            return;
        }
        List<Alert> still = new ArrayList<>();
        earliestDue = Long.MAX_VALUE;
        for (Alert alert : waiting) {
            long due = alert.dueMillis(rules.get(alert.rule).timing());
            if (due <= clockMillis) {
                marks.mark(alert.rule, alert.place);
            }
            if (due != Long.MAX_VALUE) {
                still.add(alert);
                earliestDue = Math.min(earliestDue, Math.max(due, clockMillis + 1));
            }
        }
        waiting = still;
    }

    /** Those whose firing is provisional and need not be any more, in their order; they are forgotten here. */
    List<Alert> takeSettled(long watermarkMillis) {
        List<Alert> settled = new ArrayList<>();
        for (Alert alert : provisional) {
            if (alert.provisionalMillis != 0 && alert.provisionalMillis <= watermarkMillis) {
                settled.add(alert);
            }
        }
        provisional.removeIf(alert -> alert.provisionalMillis == 0 || settled.contains(alert));
        settled.sort(BY_PLACE);
        return settled;
    }

    boolean hasProvisional() {
        return !provisional.isEmpty();
    }

    /** The alerts of a rule whose episode goes on, by place. */
    List<Alert> open(int rule) {
        return open.get(rule);
    }

    /** The alert of an episode that goes on; null for none. */
    @Nullable
    Alert byEpisode(String episode) {
        return byEpisode.get(episode);
    }

    /** All alerts of a rule, by place; with gaps. */
    Alert[] row(int rule) {
        return alerts[rule];
    }

    /** What is shown of a rule: its one alert, or each that has made a transition, or that there is none. */
    List<AlertReading> readings(int rule, AlertReading inactive) {
        List<AlertReading> readings = new ArrayList<>();
        for (Alert alert : alerts[rule]) {
            if (alert != null) {
                readings.add(alert.reading);
            }
        }
        return readings.isEmpty() ? List.of(inactive) : List.copyOf(readings);
    }
}
