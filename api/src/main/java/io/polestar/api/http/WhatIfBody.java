package io.polestar.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.Refusal;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a what-if: a window and the values of some metrics. What breaks a rule is told by field, value and rule, all of it at once.
 *
 * @param window the window's name
 * @param values finite, by the id of a metric that has the window; at least one
 */
record WhatIfBody(String window, Map<String, Double> values) {
    /** The most bytes of a body. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 8;
    private static final int MOST_SHOWN = 100;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());

    /** Reads a body; ends the request when it breaks a rule. */
    static WhatIfBody read(byte[] bytes, Definition definition) {
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(Problems.tooLarge("a body must be at most " + MAX_BYTES + " bytes"));
        }
        JsonNode body = parse(bytes);
        List<Refusal> refusals = new ArrayList<>();
        Set<String> known = Set.of("window", "values");
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                refusals.add(refusal(refusals, name, body.get(name), "a field is window or values"));
            }
        });
        Window window = window(body.get("window"), definition, refusals);
        Map<String, Double> values = values(body.get("values"), window, definition, refusals);
        if (!refusals.isEmpty() || window == null) {
            throw new ProblemException(Problems.invalid("see rejected").withRejected(refusals));
        }
        return new WhatIfBody(window.name(), values);
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode body = MAPPER.readTree(bytes);
            if (body != null && body.isObject()) {
                return body;
            }
            throw ReadQuery.invalid(
                    "a body must be a JSON object such as {\"window\":\"7d\",\"values\":{\"buyers\":1200}}");
        } catch (JsonProcessingException e) {
            throw ReadQuery.invalid("a body must be JSON, " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static @Nullable Window window(@Nullable JsonNode name, Definition definition, List<Refusal> refusals) {
        List<Window> windows = definition.windows();
        if (name == null) {
            return windows.get(0);
        }
        for (Window window : windows) {
            if (name.isTextual() && window.name().equals(name.textValue())) {
                return window;
            }
        }
        String names = windows.stream().map(Window::name).toList().toString();
        refusals.add(refusal(refusals, "window", name, "a window is one of " + names));
        return null;
    }

    private static Map<String, Double> values(
            @Nullable JsonNode list, @Nullable Window window, Definition definition, List<Refusal> refusals) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (list == null || !list.isObject() || list.isEmpty()) {
            refusals.add(
                    refusal(refusals, "values", list, "values are an object with at least one metric's id and number"));
            return values;
        }
        list.fields().forEachRemaining(entry -> {
            String rule = broken(entry.getKey(), entry.getValue(), window, definition);
            if (rule == null) {
                values.put(entry.getKey(), entry.getValue().doubleValue());
            } else {
                refusals.add(refusal(refusals, "values." + entry.getKey(), entry.getValue(), rule));
            }
        });
        return values;
    }

    private static @Nullable String broken(String id, JsonNode value, @Nullable Window window, Definition definition) {
        Metric metric = definition.find(id).orElse(null);
        if (metric == null) {
            return "the tree has this metric";
        }
        if (window != null && metric.windows().stream().noneMatch(one -> one.sameSpan(window))) {
            return "the metric has the window " + window.name();
        }
        return value.isNumber() && Double.isFinite(value.doubleValue()) ? null : "a value is a finite number";
    }

    private static Refusal refusal(List<Refusal> before, String field, @Nullable JsonNode value, String rule) {
        String text = value == null ? "" : value.toString();
        return new Refusal(before.size(), shortened(field), shortened(text), rule);
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
