package io.polestar.engine.alert;

import io.polestar.engine.tree.Hours;
import io.polestar.engine.tree.Level;
import io.polestar.engine.tree.Level.Side;
import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Rule.Severity;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Timing;
import io.polestar.engine.tree.Trigger;
import io.polestar.engine.tree.Watched;
import io.polestar.engine.tree.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules for tests: on one metric over a day, named "rule", firing and resolved at once unless told otherwise. */
final class RuleBuilder {
    private Trigger trigger;
    private String id = "rule";
    private String label = "Rule";
    private String metric = "cancellation_rate";
    private @Nullable Segment segment;
    private @Nullable String each;
    private long forMillis;
    private long keepFiringForMillis;
    private @Nullable Hours hours;
    private boolean once;
    private boolean provisional;
    private final Map<String, String> tags = new HashMap<>();
    private final List<String> inhibits = new ArrayList<>();

    private RuleBuilder(Trigger trigger) {
        this.trigger = trigger;
    }

    static RuleBuilder above(double threshold) {
        return new RuleBuilder(new Trigger.Threshold(Level.of(Side.ABOVE, threshold)));
    }

    static RuleBuilder below(double threshold) {
        return new RuleBuilder(new Trigger.Threshold(Level.of(Side.BELOW, threshold)));
    }

    static RuleBuilder on(Trigger trigger) {
        return new RuleBuilder(trigger);
    }

    RuleBuilder clearing(double clear) {
        trigger = new Trigger.Threshold(
                new Level(trigger.level().side(), trigger.level().at(), clear));
        return this;
    }

    RuleBuilder named(String id) {
        this.id = id;
        return this;
    }

    RuleBuilder labelled(String label) {
        this.label = label;
        return this;
    }

    RuleBuilder watching(String metric) {
        this.metric = metric;
        return this;
    }

    RuleBuilder in(String country) {
        this.segment = new Segment("country", country);
        return this;
    }

    RuleBuilder each(String dimension) {
        this.each = dimension;
        return this;
    }

    RuleBuilder waiting(long forMillis) {
        this.forMillis = forMillis;
        return this;
    }

    RuleBuilder keeping(long keepFiringForMillis) {
        this.keepFiringForMillis = keepFiringForMillis;
        return this;
    }

    RuleBuilder during(Hours hours) {
        this.hours = hours;
        return this;
    }

    RuleBuilder once() {
        this.once = true;
        return this;
    }

    RuleBuilder provisional() {
        this.provisional = true;
        return this;
    }

    RuleBuilder tagged(String name, String value) {
        tags.put(name, value);
        return this;
    }

    RuleBuilder inhibiting(String rule) {
        inhibits.add(rule);
        return this;
    }

    Rule build() {
        return new Rule(
                id,
                Map.of("en", label),
                new Watched(metric, Window.parse("1d"), segment, each),
                trigger,
                new Timing(forMillis, keepFiringForMillis, hours, once, provisional),
                Severity.WARNING,
                "ops@example.com",
                tags,
                inhibits,
                List.of());
    }
}
