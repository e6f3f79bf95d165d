package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.DefinitionChangeJson;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.Reconciliation;
import io.polestar.engine.Redefinition;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionDiff;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Semaphore;

/** What changes the definition: putting another one in force, what was in force before, and what two of them count. */
public final class DefinitionRoutes {
    private final Backend backend;
    private final Semaphore reconciling = new Semaphore(1);

    public DefinitionRoutes(Backend backend) {
        this.backend = backend;
    }

    /** {@code PUT /v1/definition}: begins the change, or with {@code dryRun=true} only says what it would be. */
    public void put(Context request) throws IOException {
        Definition next = DefinitionBody.read(request);
        requireReady();
        Definition current = backend.definition();
        DefinitionDiff diff = DefinitionDiff.of(current, next);
        Redefinition change =
                new Redefinition(Redefinition.State.NONE, next.version(), diff.recountedMetrics(), 0, 0, "");
        if (!isDryRun(request) && !next.text().equals(current.text())) {
            try {
                change = backend.definitions().define(next);
            } catch (IllegalStateException underWay) {
                throw new ProblemException(Problems.conflict(String.valueOf(underWay.getMessage())));
            }
            request.status(202);
        }
        Redefinition answered = change;
        Reads.answer(request, out -> DefinitionChangeJson.change(out, diff, answered));
    }

    private static boolean isDryRun(Context request) {
        String dryRun = request.queryParam("dryRun");
        if (dryRun == null || dryRun.equals("false")) {
            return false;
        }
        if (!dryRun.equals("true")) {
            throw ReadQuery.invalid("dryRun must be true or false, dryRun=" + dryRun);
        }
        return true;
    }

    /** {@code GET /v1/definition/change}: how far the latest change is. */
    public void change(Context request) {
        Redefinition latest = backend.definitions().latestChange();
        Reads.answer(request, out -> DefinitionChangeJson.change(out, latest));
    }

    /** {@code GET /v1/definition/versions}: what has been in force, newest first. */
    public void versions(Context request) throws IOException {
        var versions = backend.definitions().versions();
        Reads.answer(request, out -> DefinitionChangeJson.versions(out, versions));
    }

    /** {@code GET /v1/definition/versions/{version}}: its text. */
    public void version(Context request) throws IOException {
        String text = text(request.pathParam("version"));
        request.contentType("application/yaml; charset=utf-8").result(text);
    }

    /** {@code GET /v1/definition/diff?from=…&to=…}: what differs between two versions, in words. */
    public void diff(Context request) throws IOException {
        Definition from = versionOf(request, "from");
        Definition to = versionOf(request, "to");
        DefinitionDiff diff = DefinitionDiff.of(from, to);
        Reads.answer(request, out -> DefinitionChangeJson.diff(out, from.version(), to.version(), diff));
    }

    /** {@code GET /v1/reconcile?metric=…&window=…&versions=a,b}. */
    public void reconcile(Context request) throws IOException {
        String[] versions = required(request, "versions").split(",", -1);
        if (versions.length != 2) {
            throw ReadQuery.invalid(
                    "versions must be two versions joined by a comma, versions=" + request.queryParam("versions"));
        }
        reconcile(request, version(versions[0]), version(versions[1]));
    }

    /** {@code POST /v1/reconcile?metric=…&window=…}: the definition in force against the one in the body. */
    public void reconcileWith(Context request) throws IOException {
        reconcile(request, backend.definition(), DefinitionBody.read(request));
    }

    private void reconcile(Context request, Definition first, Definition second) throws IOException {
        requireReady();
        String metric = required(request, "metric");
        for (Definition side : List.of(first, second)) {
            if (side.find(metric).isEmpty()) {
                throw new ProblemException(
                        Problems.notFound("definition " + side.version() + " has no such metric, metric=" + metric));
            }
        }
        String asked = request.queryParam("window");
        String window = asked == null ? first.metric(metric).windows().get(0).name() : asked;
        if (!reconciling.tryAcquire()) {
            throw new ProblemException(Problems.busy("one reconciliation reads the journal at a time"));
        }
        try {
            Reconciliation result = backend.definitions().reconcile(metric, window, first, second);
            Reads.answer(
                    request,
                    out -> DefinitionChangeJson.reconciliation(
                            out, metric, window, first.version(), second.version(), result));
        } catch (IllegalArgumentException noSuchWindow) {
            throw ReadQuery.invalid(String.valueOf(noSuchWindow.getMessage()));
        } finally {
            reconciling.release();
        }
    }

    private void requireReady() {
        if (!backend.readiness().isReady()) {
            throw new ProblemException(Problems.notReady(backend.readiness()));
        }
    }

    private Definition versionOf(Context request, String parameter) throws IOException {
        return version(required(request, parameter));
    }

    private Definition version(String version) throws IOException {
        return DefinitionBody.read(text(version), version);
    }

    private String text(String version) throws IOException {
        try {
            return backend.definitions().text(version);
        } catch (NoSuchFileException unknown) {
            throw new ProblemException(Problems.notFound("no such version of the definition, version=" + version));
        }
    }

    private static String required(Context request, String parameter) {
        String text = request.queryParam(parameter);
        if (text == null || text.isEmpty()) {
            throw ReadQuery.invalid(parameter + " is missing");
        }
        return text;
    }
}
