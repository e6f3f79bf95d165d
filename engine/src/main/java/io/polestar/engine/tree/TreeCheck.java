package io.polestar.engine.tree;

import io.polestar.engine.tree.EdgeReader.ComponentDraft;
import io.polestar.engine.tree.EdgeReader.Edge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks how the metrics of a tree hang together: windows and dimensions of inputs, cycles, units, dead corners. */
final class TreeCheck {
    private final Problems problems;
    private final Map<String, MetricDraft> metrics;
    private final List<ComponentDraft> components;
    private final UnitCheck units;
    private final RatioCheck ratios;

    TreeCheck(Problems problems, Map<String, MetricDraft> metrics, List<ComponentDraft> components) {
        this.problems = problems;
        this.metrics = metrics;
        this.components = components;
        this.units = new UnitCheck(problems);
        this.ratios = new RatioCheck(problems);
    }

    /**
     * Checks all but dead corners.
     *
     * @return the metrics' units
     */
    UnitCheck check() {
        metrics.values().forEach(metric -> {
            checkInputs(metric);
            WindowCheck.check(metric, problems);
        });
        components.forEach(this::checkChildren);
        checkComponentCycles();
        for (String id : metricsInOrder()) {
            MetricDraft metric = metrics.get(id);
            if (metric != null) {
                units.metric(metric);
                ratios.metric(metric);
            }
        }
        components.forEach(draft -> units.component(draft.component(), draft.at(), draft.name()));
        return units;
    }

    /** Refuses metrics that do not lead to the north star over these edges or as inputs of others. */
    void checkDeadCorners(String northStar, List<Edge> edges) {
        List<Edge> all = new ArrayList<>(edges);
        metrics.forEach((id, metric) -> metric.inputs().forEach(input -> all.add(new Edge(input, id))));
        for (String id : ReachabilityCheck.deadCorners(northStar, metrics.keySet(), all)) {
            problems.add(
                    at(id),
                    "metric '" + id + "' is a dead corner, nothing leads from it to the north star '" + northStar + "'",
                    "name it in components, influences, guardrails or as the input of a metric that leads there, or remove it");
        }
    }

    private void checkInputs(MetricDraft metric) {
        for (String id :
                metric.kind() == null ? List.<String>of() : metric.kind().inputs()) {
            MetricDraft input = metrics.get(id);
            if (input != null) {
                checkWindows(metric, input, metric.section().at("windows"));
                List<String> missing = new ArrayList<>(metric.by());
                missing.removeAll(input.by());
                if (!missing.isEmpty()) {
                    problems.add(
                            metric.section().at("by"),
                            "metric '" + metric.id() + "' is split by " + String.join(", ", missing)
                                    + " but its input '" + id + "' is not",
                            "add it to the by of '" + id + "'");
                }
            }
        }
    }

    private void checkChildren(ComponentDraft draft) {
        MetricDraft parent = metrics.get(draft.component().parent());
        for (String id : draft.component().formula().variables()) {
            MetricDraft child = metrics.get(id);
            if (parent != null && child != null) {
                checkWindows(parent, child, draft.at());
            }
        }
    }

    private void checkWindows(MetricDraft user, MetricDraft used, YamlNode at) {
        List<Window> missing = new ArrayList<>(user.windows());
        missing.removeAll(used.windows());
        if (!missing.isEmpty() && !used.windows().isEmpty()) {
            String names = missing.stream().map(Window::name).collect(Collectors.joining(", "));
            problems.add(
                    at,
                    "metric '" + user.id() + "' has the window " + names + " but '" + used.id()
                            + "', which it is computed from, has not",
                    "add it to the windows of '" + used.id() + "'");
        }
    }

    private List<String> metricsInOrder() {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        metrics.forEach((id, metric) -> inputs.put(id, metric.inputs()));
        CycleCheck.Outcome outcome = CycleCheck.of(inputs);
        for (List<String> cycle : outcome.cycles()) {
            problems.add(
                    at(cycle.get(0)),
                    "metrics are computed from themselves, " + shown(cycle),
                    "take one of these inputs out");
        }
        return outcome.order();
    }

    private void checkComponentCycles() {
        Map<String, List<String>> children = new LinkedHashMap<>();
        metrics.keySet().forEach(id -> children.put(id, List.of()));
        Map<String, YamlNode> places = new LinkedHashMap<>();
        components.forEach(draft -> {
            children.replace(draft.component().parent(), draft.children());
            places.put(draft.component().parent(), draft.at());
        });
        for (List<String> cycle : CycleCheck.of(children).cycles()) {
            problems.add(
                    places.getOrDefault(cycle.get(0), at(cycle.get(0))),
                    "components are made of themselves, " + shown(cycle),
                    "take one of these components out");
        }
    }

    private YamlNode at(String id) {
        MetricDraft metric = metrics.get(id);
        if (metric == null) {
            throw new IllegalArgumentException("the file declares no such metric, metric=" + id);
        }
        return metric.section().at();
    }

    private static String shown(List<String> cycle) {
        return String.join(" → ", cycle) + " → " + cycle.get(0);
    }
}
