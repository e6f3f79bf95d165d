package io.polestar.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import io.polestar.engine.view.Slice;
import io.polestar.engine.view.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * The topics of a query: {@code metric} (may be repeated), {@code window}, {@code by}, {@code segment}, {@code where}, {@code top},
     * {@code tree}, {@code against}, {@code alerts}.
     */
    List<Topic> read(Context request) {
        List<Topic> topics = new ArrayList<>();
        String against = request.queryParam("against");
        for (String metric : request.queryParams("metric")) {
            Map<String, String> where = where(String.join(",", request.queryParams("where")));
            Slice slice = slice(where, request.queryParam("by"), top(request.queryParam("top")));
            topics.add(ofMetric(metric, request.queryParam("window"), slice, request.queryParam("segment"), against));
        }
        for (String window : request.queryParams("tree")) {
            topics.add(ofTree(window, against));
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
            return ofTree(tree, text(node, "against"));
        }
        String metric = text(node, "metric");
        if (metric == null) {
            throw invalid("a topic must be {\"metric\":…}, {\"tree\":…} or {\"alerts\":true}");
        }
        JsonNode top = node.path("top");
        Slice slice =
                slice(where(node.path("where")), text(node, "by"), top(top.isMissingNode() ? null : top.asText()));
        return ofMetric(metric, text(node, "window"), slice, text(node, "segment"), text(node, "against"));
    }

    /** A filter as an object, or as the text that a query has for it. */
    private static Map<String, String> where(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Map.of();
        }
        if (node.isTextual()) {
            return where(node.textValue());
        }
        if (!node.isObject()) {
            throw invalid("where must be an object or a text, where=" + node);
        }
        Map<String, String> where = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> condition : node.properties()) {
            if (!condition.getValue().isTextual()) {
                throw invalid("where must have texts for values, where=" + node);
            }
            where.put(condition.getKey(), condition.getValue().textValue());
        }
        return where;
    }

    private static Map<String, String> where(String text) {
        try {
            return Where.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static int top(@Nullable String text) {
        if (text == null || text.isEmpty() || text.equals("null")) {
            return 0;
        }
        if (!text.matches("[1-9][0-9]{0,2}|1000")) {
            throw invalid("top must be a whole number from 1 to 1000, top=" + text);
        }
        return Integer.parseInt(text);
    }

    private static Slice slice(Map<String, String> where, @Nullable String by, int top) {
        if (top > 0 && by == null) {
            throw invalid("top wants by, the dimension whose largest segments it is to show, top=" + top);
        }
        return new Slice(where, by, top);
    }

    private Topic ofTree(String name, @Nullable String against) {
        Window window = definition.metrics().stream()
                .flatMap(metric -> metric.windows().stream())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("no metric has this window, tree=" + name));
        return new Topic.OfTree(name, against(against, window));
    }

    private Topic ofMetric(
            String id, @Nullable String windowName, Slice slice, @Nullable String segment, @Nullable String against) {
        Metric metric = definition.find(id).orElseThrow(() -> invalid("no such metric, metric=" + id));
        String name = windowName == null ? metric.windows().get(0).name() : windowName;
        Window window = metric.windows().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("the metric does not have this window, metric=" + id + ", window=" + name));
        try {
            slice.check(definition, metric);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
        if (segment != null && slice.by() == null) {
            throw invalid("a segment needs its dimension in by, segment=" + segment);
        }
        return new Topic.OfMetric(id, name, slice, segment, against(against, window));
    }

    private static Comparison against(@Nullable String word, Window window) {
        if (word == null || word.isEmpty()) {
            return Comparison.PREVIOUS;
        }
        try {
            return Comparison.of(word, window);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
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
