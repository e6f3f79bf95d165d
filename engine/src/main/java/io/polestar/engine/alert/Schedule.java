package io.polestar.engine.alert;

import io.polestar.engine.tree.Hours;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which order rules are judged, and which of them are within their active hours. One thread. */
final class Schedule {
    private static final long MINUTE_MILLIS = 60_000;

    private final List<Rule> rules;
    private final boolean[] active;
    private final int[] limited;
    private final int[] combinations;
    private final List<int[]> users = new ArrayList<>();
    private long minute = Long.MIN_VALUE;

    Schedule(List<Rule> rules) {
        this.rules = rules;
        this.active = new boolean[rules.size()];
        Arrays.fill(active, true);
        List<Integer> withHours = new ArrayList<>();
        Map<String, Integer> ordinals = new HashMap<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            ordinals.put(rules.get(rule).id(), rule);
            if (rules.get(rule).timing().activeHours() != null) {
                withHours.add(rule);
            }
        }
        this.limited = withHours.stream().mapToInt(Integer::intValue).toArray();
        Set<Integer> ordered = new LinkedHashSet<>();
        List<Set<Integer>> usersOf = new ArrayList<>();
        rules.forEach(rule -> usersOf.add(new LinkedHashSet<>()));
        for (int rule = 0; rule < rules.size(); rule++) {
            order(rule, ordinals, ordered, usersOf);
        }
        this.combinations = ordered.stream().mapToInt(Integer::intValue).toArray();
        usersOf.forEach(
                all -> users.add(all.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** A combination comes after those it names; definitions have no circles. */
    private void order(int rule, Map<String, Integer> ordinals, Set<Integer> ordered, List<Set<Integer>> usersOf) {
        if (!(rules.get(rule).trigger() instanceof Trigger.Combination combination) || ordered.contains(rule)) {
            return;
        }
        for (String name : combination.rules()) {
            Integer named = ordinals.get(name);
            if (named != null) {
                order(named, ordinals, ordered, usersOf);
                usersOf.get(named).add(rule);
            }
        }
        ordered.add(rule);
    }

    boolean isCombination(int rule) {
        return rules.get(rule).trigger() instanceof Trigger.Combination;
    }

    /** The combinations, each after those it names. */
    int[] combinations() {
        return combinations;
    }

    /** The combinations that name a rule. */
    int[] users(int rule) {
        return users.get(rule);
    }

    /** Moves the clock; marks the rules whose active hours began. */
    void advance(long clockMillis, RuleMarker marker) {
        if (limited.length == 0 || Math.floorDiv(clockMillis, MINUTE_MILLIS) == minute) {
            return;
        }
        minute = Math.floorDiv(clockMillis, MINUTE_MILLIS);
        for (int rule : limited) {
            Hours hours = rules.get(rule).timing().activeHours();
            boolean now = hours == null || hours.contains(clockMillis);
            if (now && !active[rule]) {
                marker.mark(rule);
            }
            active[rule] = now;
        }
    }

    /** The minute up to which the clock was moved; for the snapshot. */
    long minute() {
        return minute;
    }

    /** Goes on from a minute that a snapshot names. */
    void restore(long savedMinute) {
        if (savedMinute != Long.MIN_VALUE) {
            advance(savedMinute * MINUTE_MILLIS, rule -> {});
        }
        minute = savedMinute;
    }

    /** Takes a rule all of whose places are to be looked at. */
    interface RuleMarker {
        void mark(int rule);
    }

    boolean isActive(int rule) {
        return active[rule];
    }
}
