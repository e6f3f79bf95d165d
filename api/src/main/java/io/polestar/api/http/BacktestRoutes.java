package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.BacktestJson;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/** What would have come of a rule. One backtest at a time; it takes as long as reading the journal. */
public final class BacktestRoutes {
    private static final int NO_CONTENT = 204;

    private final Backend backend;
    private final Semaphore running = new Semaphore(1);

    public BacktestRoutes(Backend backend) {
        this.backend = backend;
    }

    /** {@code POST /v1/rules/backtest}: answers when the journal is read. */
    public void run(Context request) throws IOException {
        if (!backend.readiness().isReady()) {
            throw new ProblemException(Problems.notReady(backend.readiness()));
        }
        BacktestRequest asked = BacktestBody.read(request, backend.definition());
        if (!running.tryAcquire()) {
            throw new ProblemException(
                    Problems.busy("one backtest reads the journal at a time; DELETE /v1/rules/backtest ends it"));
        }
        try {
            BacktestReport report = backend.definitions().backtest(asked);
            Reads.answer(request, out -> BacktestJson.report(out, report));
        } catch (CancellationException cancelled) {
            throw new ProblemException(Problems.conflict("the backtest was ended before it had read the journal"));
        } finally {
            running.release();
        }
    }

    /** {@code DELETE /v1/rules/backtest}: ends the one that runs. */
    public void cancel(Context request) {
        if (running.availablePermits() > 0 || !backend.definitions().cancelBacktest()) {
            throw new ProblemException(Problems.notFound("no backtest runs"));
        }
        request.status(NO_CONTENT);
    }
}
