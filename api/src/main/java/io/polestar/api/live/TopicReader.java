package io.polestar.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads topics from a WebSocket message or a query, and refuses those the definition does not have. */
final class TopicReader {
    private final Definition definition;

    TopicReader(Definition definition) {
        this.definition = definition;
    }

    /** The topics of a message's {@code topics} field. */
    List<Topic> read(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw invalid("topics must be a list with at least one topic");
        }
        List<Topic> topics = new ArrayList<>();
        for (JsonNode node : list) {
            topics.add(one(node));
        }
        return topics;
    }

    /** The topics of a query: {@code metric} (may be repeated), {@code window}, {@code by}, {@code segment}, {@code tree}, {@code alerts}. */
    List<Topic> read(Context request) {
        List<Topic> topics = new ArrayList<>();
        for (String metric : request.queryParams("metric")) {
            topics.add(ofMetric(
                    metric, request.queryParam("window"), request.queryParam("by"), request.queryParam("segment")));
        }
        for (String window : request.queryParams("tree")) {
            topics.add(ofTree(window));
        }
        if ("true".equals(request.queryParam("alerts"))) {
            topics.add(new Topic.OfAlerts());
        }
        if (topics.isEmpty()) {
            throw invalid("a subscription must name a metric, a tree or alerts=true");
        }
        return topics;
    }

    private Topic one(JsonNode node) {
        if (node.path("alerts").asBoolean(false)) {
            return new Topic.OfAlerts();
        }
        String tree = text(node, "tree");
        if (tree != null) {
            return ofTree(tree);
        }
        String metric = text(node, "metric");
        if (metric == null) {
            throw invalid("a topic must be {\"metric\":…}, {\"tree\":…} or {\"alerts\":true}");
        }
        return ofMetric(metric, text(node, "window"), text(node, "by"), text(node, "segment"));
    }

    private Topic ofTree(String window) {
        boolean known = definition.metrics().stream()
                .flatMap(metric -> metric.windows().stream())
                .anyMatch(one -> one.name().equals(window));
        if (!known) {
            throw invalid("no metric has this window, tree=" + window);
        }
        return new Topic.OfTree(window);
    }

    private Topic ofMetric(String id, @Nullable String window, @Nullable String by, @Nullable String segment) {
        Metric metric = definition.find(id).orElseThrow(() -> invalid("no such metric, metric=" + id));
        String name = window == null ? metric.windows().get(0).name() : window;
        if (metric.windows().stream().noneMatch(one -> one.name().equals(name))) {
            throw invalid("the metric does not have this window, metric=" + id + ", window=" + name);
        }
        if (by != null && !metric.by().contains(by)) {
            throw invalid("the metric is not kept by this dimension, metric=" + id + ", by=" + by);
        }
        if (segment != null && by == null) {
            throw invalid("a segment needs its dimension in by, segment=" + segment);
        }
        return new Topic.OfMetric(id, name, by, segment);
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(field + " must be a text");
        }
        return value.textValue();
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problems.invalid(detail));
    }
}
