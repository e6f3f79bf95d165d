package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.problem.Problem;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.tree.TimeLength;
import io.polestar.engine.tree.Window;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a read, checked against the definition. A parameter that breaks a rule ends the request. */
final class ReadQuery {
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

    /** The dimension asked for, null when none is. */
    @Nullable
    String by(Metric metric) {
        String by = request.queryParam("by");
        if (by == null || by.isEmpty()) {
            return null;
        }
        if (!metric.by().contains(by)) {
            throw invalid("by must be one of " + metric.by() + " for metric " + metric.id() + ", by=" + by);
        }
        return by;
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
