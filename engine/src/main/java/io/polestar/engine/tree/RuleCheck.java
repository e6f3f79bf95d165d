package io.polestar.engine.tree;

import io.polestar.engine.tree.EdgeReader.ComponentDraft;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks rules against the rest of the tree: what their triggers need, and what they name. */
final class RuleCheck {
    private final Problems problems;
    private final Map<String, MetricDraft> metrics;
    private final Set<String> made;
    private final List<Guardrail> guardrails;
    private final Set<String> sources;

    RuleCheck(
            Problems problems,
            Map<String, MetricDraft> metrics,
            List<ComponentDraft> components,
            List<Guardrail> guardrails,
            Collection<String> sources) {
        this.problems = problems;
        this.metrics = metrics;
        this.made = components.stream().map(draft -> draft.component().parent()).collect(Collectors.toSet());
        this.guardrails = guardrails;
        this.sources = Set.copyOf(sources);
    }

    /** @param bodies where each rule was read, by id */
    void check(Map<String, Rule> rules, Map<String, Section> bodies) {
        rules.forEach((id, rule) -> {
            Section body = bodies.get(id);
            if (body != null) {
                checkTrigger(rule, body);
                checkNames(rule, body, rules.keySet());
            }
        });
        checkCircles(rules, bodies);
    }

    private void checkTrigger(Rule rule, Section body) {
        Trigger trigger = rule.trigger();
        if (trigger instanceof Trigger.Change change) {
            checkComparison(change.against(), rule, body);
        } else if (trigger instanceof Trigger.Share share) {
            checkComparison(share.against(), rule, body);
            require(!rule.watched().whole(), body, "compares segments with the whole", "add segment: or each:");
        } else if (trigger instanceof Trigger.Target) {
            require(
                    rule.window().calendar(),
                    body,
                    "has a target for no calendar window",
                    "use today, week, month, quarter or year");
        } else if (trigger instanceof Trigger.Residual) {
            require(rule.watched().whole(), body, "watches the residual of a segment", "remove segment and each");
            require(
                    made.contains(rule.metric()),
                    body,
                    "watches the residual of '" + rule.metric() + "', which has no component",
                    "watch a parent under components");
        } else if (trigger instanceof Trigger.Absence) {
            require(rule.watched().whole(), body, "counts absences in a segment", "remove segment and each");
        } else if (trigger instanceof Trigger.Guard guard) {
            checkComparison(guard.against(), rule, body);
            List<String> guarded = guardrails.stream()
                    .filter(edge -> edge.metric().equals(rule.metric()))
                    .map(Guardrail::guards)
                    .toList();
            require(
                    !guarded.isEmpty(),
                    body,
                    "watches '" + rule.metric() + "', which guards no metric",
                    "name it under guardrails");
            checkWindows(guarded, rule, body);
        } else if (trigger instanceof Trigger.Hollow hollow) {
            checkComparison(hollow.against(), rule, body);
            List<String> guards = guardrails.stream()
                    .filter(edge -> edge.guards().equals(rule.metric()))
                    .map(Guardrail::metric)
                    .toList();
            require(
                    !guards.isEmpty(),
                    body,
                    "watches '" + rule.metric() + "', which has no guardrail",
                    "name one under guardrails");
            checkWindows(guards, rule, body);
        }
    }

    private void require(boolean met, Section body, String broken, String fix) {
        if (!met) {
            problems.add(body.at(), body.path() + " " + broken, fix);
        }
    }

    private void checkComparison(Comparison against, Rule rule, Section body) {
        require(
                against.compares(rule.window()),
                body,
                "compares the window " + rule.window().name() + " with " + against.word(),
                "compare it with previous or year");
    }

    private void checkWindows(List<String> others, Rule rule, Section body) {
        for (String other : others) {
            @Nullable MetricDraft metric = metrics.get(other);
            boolean has =
                    metric == null || metric.windows().stream().anyMatch(window -> window.sameSpan(rule.window()));
            require(
                    has,
                    body,
                    "compares with '" + other + "', which has not the window "
                            + rule.window().name(),
                    "add it to that metric's windows");
            String dimension = dimension(rule.watched());
            boolean split = metric == null || dimension == null || metric.by().contains(dimension);
            require(
                    split,
                    body,
                    "compares with '" + other + "', which is not split by " + dimension,
                    "add it to that metric's by");
        }
    }

    private static @Nullable String dimension(Watched watched) {
        Segment segment = watched.segment();
        return segment == null ? watched.each() : segment.dimension();
    }

    private void checkNames(Rule rule, Section body, Set<String> known) {
        if (rule.trigger() instanceof Trigger.Combination combination) {
            checkRules(combination.rules(), combination.word(), body, known);
        }
        checkRules(rule.inhibits(), "inhibits", body, known);
        for (String source : rule.sources()) {
            if (!sources.contains(source)) {
                problems.add(
                        body.at("sources"),
                        "unknown source '" + source + "' in " + body.name("sources"),
                        "declare it under sources");
            }
        }
    }

    private void checkRules(List<String> named, String key, Section body, Set<String> known) {
        for (String name : named) {
            if (!known.contains(name)) {
                problems.add(
                        body.at(key),
                        "unknown alert '" + name + "' in " + body.name(key),
                        problems.nearest(name, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("name another alert"));
            }
        }
    }

    private void checkCircles(Map<String, Rule> rules, Map<String, Section> bodies) {
        Map<String, Boolean> done = new HashMap<>();
        for (String id : rules.keySet()) {
            Section body = bodies.get(id);
            if (body != null && circles(id, rules, done, new HashSet<>())) {
                problems.add(body.at(), body.path() + " is combined from itself", "break the circle");
                return;
            }
        }
    }

    /** Depth is bounded by the rules on the path, of which none is met twice. */
    private static boolean circles(String id, Map<String, Rule> rules, Map<String, Boolean> done, Set<String> path) {
        Rule rule = rules.get(id);
        if (rule == null || !(rule.trigger() instanceof Trigger.Combination combination) || done.containsKey(id)) {
            return false;
        }
        if (!path.add(id)) {
            return true;
        }
        for (String other : combination.rules()) {
            if (other.equals(id) || circles(other, rules, done, path)) {
                return true;
            }
        }
        path.remove(id);
        done.put(id, true);
        return false;
    }
}
