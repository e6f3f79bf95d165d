package io.polestar.engine.alert;

import io.polestar.engine.tree.Rule;
import io.polestar.engine.tree.Rule.Direction;
import io.polestar.engine.tree.Rule.Severity;
import io.polestar.engine.tree.Segment;
import io.polestar.engine.tree.Window;
import java.util.Map;

/** Rules for tests: on one metric over a day, named "rule", firing and resolved at once unless told otherwise. */
final class RuleBuilder {
    private final Direction direction;
    private final double threshold;
    private String id = "rule";
    private String label = "Rule";
    private String country = "";
    private long forMillis;
    private long keepFiringForMillis;

    private RuleBuilder(Direction direction, double threshold) {
        this.direction = direction;
        this.threshold = threshold;
    }

    static RuleBuilder above(double threshold) {
        return new RuleBuilder(Direction.ABOVE, threshold);
    }

    static RuleBuilder below(double threshold) {
        return new RuleBuilder(Direction.BELOW, threshold);
    }

    RuleBuilder named(String id) {
        this.id = id;
        return this;
    }

    RuleBuilder labelled(String label) {
        this.label = label;
        return this;
    }

    RuleBuilder in(String country) {
        this.country = country;
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

    Rule build() {
        return new Rule(
                id,
                Map.of("en", label),
                "cancellation_rate",
                Window.parse("1d"),
                country.isEmpty() ? null : new Segment("country", country),
                direction,
                threshold,
                forMillis,
                keepFiringForMillis,
                Severity.WARNING,
                "ops@example.com");
    }
}
