package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.Json;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.Readiness;
import io.polestar.engine.view.Views;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** What every read has in common: the engine must be ready, and have counted the sequence asked for. */
final class Reads {
    private static final int WAITERS = 8;

    private final Backend backend;
    private final long waitMillis;
    private final Semaphore waiters = new Semaphore(WAITERS);

    /** Reads that wait at most that long for a sequence. */
    Reads(Backend backend, long waitMillis) {
        this.backend = backend;
        this.waitMillis = waitMillis;
    }

    /** The query of a request. */
    ReadQuery query(Context request) {
        return new ReadQuery(request, backend.definition());
    }

    /** What can be read now; ends the request when the engine is not ready or does not reach {@code minSequence} in time. */
    Views views(ReadQuery query) {
        Readiness readiness = backend.readiness();
        if (!readiness.isReady()) {
            throw new ProblemException(Problems.notReady(readiness));
        }
        long sequence = query.sequence("minSequence");
        if (sequence > 0 && !backend.awaitSequence(sequence, 0)) {
            await(sequence);
        }
        return backend.views();
    }

    /** Reads; ends the request when the definition in force by then does not have what is asked for, or it is too much. */
    static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw ReadQuery.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Answers with a JSON body. */
    static void answer(Context request, Json.Body body) {
        request.contentType(Json.MEDIA_TYPE).result(Json.bytes(body));
    }

    /** Each waiting read holds a server thread, so that only a few may wait. */
    private void await(long sequence) {
        if (!waiters.tryAcquire()) {
            throw new ProblemException(Problems.busy("at most " + WAITERS + " reads wait for a sequence at a time"));
        }
        try {
            if (!backend.awaitSequence(sequence, waitMillis)) {
                throw new ProblemException(Problems.sequenceNotReached(sequence, waitMillis));
            }
        } finally {
            waiters.release();
        }
    }
}
