package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rules see as a test sets it: a value for each rule, or each segment of it; all are looked at each time. */
final class SetValues implements RuleValues {
    private final List<Rule> rules;
    private final Map<String, Double> values = new HashMap<>();
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Map<String, Double> later = new HashMap<>();
    private final List<String> segments = new ArrayList<>();
    private long watermarkMillis = Long.MIN_VALUE;
    private double otherwise = Double.NaN;

    SetValues(Rule... rules) {
        this.rules = List.of(rules);
    }

    static SetValues all(double value, Rule... rules) {
        SetValues values = new SetValues(rules);
        values.otherwise = value;
        return values;
    }

    SetValues set(String rule, double value) {
        values.put(rule, value);
        verdicts.remove(rule);
        return this;
    }

    SetValues set(String rule, String segment, double value) {
        if (!segments.contains(segment)) {
            segments.add(segment);
        }
        return set(rule + "/" + segment, value);
    }

    /** Has a rule see that there is nothing to be seen, and why. */
    SetValues judge(String rule, Verdict verdict) {
        verdicts.put(rule, verdict);
        return this;
    }

    /** What is found of the past when all events are in. */
    SetValues turnsOut(String rule, double value, long watermark) {
        later.put(rule, value);
        watermarkMillis = watermark;
        return this;
    }

    @Override
    public void reconsider() {}

    @Override
    public void mark(long clockMillis, Marks marks) {
        for (int rule = 0; rule < rules.size(); rule++) {
            marks.markAll(rule, rules.get(rule).watched().each() == null ? 1 : segments.size());
        }
    }

    private String key(int rule, int place) {
        Segment segment = segment(rule, place);
        return rules.get(rule).watched().each() == null || segment == null
                ? rules.get(rule).id()
                : rules.get(rule).id() + "/" + segment.value();
    }

    @Override
    public void look(int rule, int place, long clockMillis, Sight sight) {
        String key = key(rule, place);
        sight.see(values.getOrDefault(key, otherwise), rules.get(rule).trigger().level());
        Verdict verdict = verdicts.get(key);
        if (verdict != null) {
            sight.judge(verdict);
        }
    }

    @Override
    public void lookBack(int rule, int place, long momentMillis, Sight sight) {
        sight.see(
                later.getOrDefault(key(rule, place), Double.NaN),
                rules.get(rule).trigger().level());
    }

    @Override
    public long watermarkMillis() {
        return watermarkMillis;
    }

    @Override
    public @Nullable Segment segment(int rule, int place) {
        String each = rules.get(rule).watched().each();
        return each == null ? rules.get(rule).segment() : new Segment(each, segments.get(place));
    }

    @Override
    public int place(int rule, @Nullable Segment segment) {
        return rules.get(rule).watched().each() == null ? 0 : segment == null ? -1 : segments.indexOf(segment.value());
    }
}
