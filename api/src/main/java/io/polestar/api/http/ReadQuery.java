package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.problem.Problem;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.TimeLength;
import io.polestar.engine.tree.Window;
import io.polestar.engine.view.Slice;
import io.polestar.engine.view.Where;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a read, checked against the definition. A parameter that breaks a rule ends the request. */
final class ReadQuery {
    /** The most segments that {@code top} may ask for. */
    static final int MAX_TOP = 1_000;

    private final Context request;
    private final Definition definition;

    ReadQuery(Context request, Definition definition) {
        this.request = request;
        this.definition = definition;
    }

    /** The metric of the path. */
    Metric metric() {
        String id = request.pathParam("id");
        return definition
                .find(id)
                .orElseThrow(() -> new ProblemException(Problems.notFound("no such metric, metric=" + id)));
    }

    /** The window asked for among those offered, by default the first. */
    Window window(List<Window> offered) {
        String name = request.queryParam("window");
        if (name == null) {
            return offered.get(0);
        }
        return offered.stream()
                .filter(window -> window.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("window must be one of "
                        + offered.stream().map(Window::name).toList() + ", window=" + name));
    }

    /** Which part of the metric is asked for: {@code where}, which may be repeated, {@code by} and {@code top}. */
    Slice slice(Metric metric) {
        String by = text("by");
        int top = number("top", 1, MAX_TOP, 0);
        if (top > 0 && by == null) {
            throw invalid("top wants by, the dimension whose largest segments it is to show, top=" + top);
        }
        try {
            Slice slice = new Slice(Where.parse(String.join(",", request.queryParams("where"))), by, top);
            slice.check(definition, metric);
            return slice;
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** The dimension asked for, null when none is. */
    @Nullable
    String by(Metric metric) {
        String by = text("by");
        if (by != null && !metric.by().contains(by)) {
            throw invalid("by must be one of " + metric.by() + " for metric " + metric.id() + ", by=" + by);
        }
        return by;
    }

    private @Nullable String text(String name) {
        String text = request.queryParam(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** Which earlier window to compare with, by default the one right before. */
    Comparison against(Window window) {
        String word = request.queryParam("against");
        if (word == null || word.isEmpty()) {
            return Comparison.PREVIOUS;
        }
        try {
            return Comparison.of(word, window);
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Whether what a component formula leaves is asked for instead of the metric itself. */
    boolean residual(Metric metric, Slice slice) {
        if (!flag("residual")) {
            return false;
        }
        if (definition.components().stream().noneMatch(edge -> edge.parent().equals(metric.id()))) {
            throw invalid("residual=true wants a metric with a component edge, metric=" + metric.id());
        }
        if (!slice.equals(Slice.WHOLE)) {
            throw invalid("residual=true is of the metric as a whole, without by and where");
        }
        return true;
    }

    /** Whether a switch is on: {@code true}; {@code false} or nothing for off. */
    private boolean flag(String name) {
        String text = request.queryParam(name);
        if (text == null || text.isEmpty() || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw invalid(name + " must be true or false, " + name + "=" + text);
    }

    /** A whole number within bounds. */
    int number(String name, int least, int most, int otherwise) {
        String text = request.queryParam(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw invalid(name + " must be a whole number from " + least + " to " + most + ", " + name + "=" + text);
    }

    /** A number. */
    double decimal(String name, double otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw invalid(name + " must be a number, " + name + "=" + text);
        }
    }

    /** A moment as epoch milliseconds, null when it is not given; RFC 3339 or a number of epoch milliseconds. */
    @Nullable
    Long time(String name) {
        String text = request.queryParam(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return text.indexOf('T') < 0
                    ? Long.parseLong(text)
                    : OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw invalid(name + " must be RFC 3339 with a zone or epoch milliseconds, " + name + "=" + text);
        }
    }

    /** A duration in milliseconds, null when it is not given. */
    @Nullable
    Long durationMillis(String name) {
        String text = request.queryParam(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return TimeLength.parseMillis(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name + ": " + e.getMessage());
        }
    }

    /** A sequence, 0 when it is not given. */
    long sequence(String name) {
        String text = request.queryParam(name);
        if (text == null || text.isEmpty()) {
            return 0;
        }
        try {
            long sequence = Long.parseLong(text);
            if (sequence >= 0) {
                return sequence;
            }
        } catch (NumberFormatException e) {
            throw invalidSequence(name, text);
        }
        throw invalidSequence(name, text);
    }

    private static ProblemException invalidSequence(String name, String text) {
        return invalid(name + " must be a whole number from 0, " + name + "=" + text);
    }

    static ProblemException invalid(String detail) {
        Problem problem = Problems.invalid(detail);
        return new ProblemException(problem);
    }
}
