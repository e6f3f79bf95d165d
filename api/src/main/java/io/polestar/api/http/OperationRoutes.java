package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.OperationJson;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.alert.Act;
import io.polestar.engine.alert.Annotation;
import io.polestar.engine.alert.Silence;
import io.polestar.engine.tree.Matchers;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What operators do about alerts. Each act is journalled and done when the answer comes. */
public final class OperationRoutes {
    private static final int CREATED = 201;

    private final Backend backend;

    public OperationRoutes(Backend backend) {
        this.backend = backend;
    }

    /** {@code POST /v1/alerts/{id}/ack}: takes an alert on; the id is its episode. */
    public void acknowledge(Context request) {
        OperationBody body = OperationBody.read(request, Set.of("owner", "comment"));
        String comment = body.text("comment");
        String owner = body.required("owner");
        done(request, act(() -> new Act.Acknowledge(request.pathParam("id"), owner, comment == null ? "" : comment)));
    }

    /** {@code DELETE /v1/alerts/{id}/ack}: gives it back. */
    public void unacknowledge(Context request) {
        done(request, act(() -> new Act.Unacknowledge(request.pathParam("id"))));
    }

    /** {@code POST /v1/rules/{id}/rearm}: allows a rule that fires once to fire again. */
    public void rearm(Context request) {
        @Nullable
        String segment = OperationBody.read(request, Set.of("segment")).text("segment");
        done(request, act(() -> new Act.Rearm(request.pathParam("id"), segment)));
    }

    /** {@code GET /v1/silences}. */
    public void silences(Context request) {
        requireReady();
        List<Silence> silences = backend.operations().silences();
        long clockMillis = clockMillis();
        Reads.answer(request, out -> OperationJson.silences(out, silences, clockMillis));
    }

    /** {@code POST /v1/silences}: from {@code start}, now without one, to {@code end} or for {@code for}. */
    public void silence(Context request) {
        requireReady();
        OperationBody body = OperationBody.read(request, Set.of("match", "start", "end", "for", "creator", "comment"));
        long start = body.time("start", clockMillis());
        long length = body.length("for");
        long end = body.time("end", start + length);
        if (length == 0 && end == start) {
            throw ReadQuery.invalid("a silence has an end, or a for such as 2h");
        }
        String creator = body.required("creator");
        String comment = body.text("comment");
        request.status(CREATED);
        done(
                request,
                act(() -> new Act.Hush(
                        new Matchers(body.texts("match")), start, end, creator, comment == null ? "" : comment)));
    }

    /** {@code DELETE /v1/silences/{id}}: ends it now. */
    public void endSilence(Context request) {
        done(request, act(() -> new Act.EndSilence(request.pathParam("id"))));
    }

    /** {@code GET /v1/annotations}: all that are kept, oldest first. */
    public void annotations(Context request) {
        requireReady();
        List<Annotation> annotations = backend.operations().annotations();
        Reads.answer(request, out -> OperationJson.annotations(out, annotations));
    }

    /** {@code POST /v1/annotations}: at {@code time}, now without one. */
    public void annotate(Context request) {
        requireReady();
        OperationBody body = OperationBody.read(request, Set.of("time", "metric", "text", "author"));
        String metric = body.text("metric");
        if (metric != null && backend.definition().find(metric).isEmpty()) {
            throw ReadQuery.invalid("the tree has no such metric, metric=" + metric);
        }
        long time = body.time("time", clockMillis());
        request.status(CREATED);
        done(request, act(() -> new Act.Annotate(time, metric, body.required("text"), body.required("author"))));
    }

    private long clockMillis() {
        return backend.views().alerts().trust().clockMillis();
    }

    private Act.Outcome act(Supplier<Act> wanted) {
        requireReady();
        Act act;
        try {
            act = wanted.get();
        } catch (IllegalArgumentException broken) {
            throw ReadQuery.invalid(String.valueOf(broken.getMessage()));
        }
        Act.Outcome outcome = backend.act(act);
        if (!outcome.done()) {
            if (outcome.id().isEmpty()) {
                throw new ProblemException(Problems.full());
            }
            boolean conflict = act instanceof Act.Hush;
            String detail = outcome.rule() + ", id=" + outcome.id();
            throw new ProblemException(conflict ? Problems.conflict(detail) : Problems.notFound(detail));
        }
        return outcome;
    }

    private static void done(Context request, Act.Outcome outcome) {
        Reads.answer(request, out -> OperationJson.done(out, outcome.id()));
    }

    private void requireReady() {
        if (!backend.readiness().isReady()) {
            throw new ProblemException(Problems.notReady(backend.readiness()));
        }
    }
}
