package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.backend.Backend;
import io.polestar.api.json.Json;
import io.polestar.engine.Readiness;
import java.util.Locale;

/** Whether the process lives, and whether it may be sent work. */
public final class HealthRoutes {
    private final Backend backend;

    /** The health of that engine. */
    public HealthRoutes(Backend backend) {
        this.backend = backend;
    }

    /** {@code GET /healthz}: 200 as long as the process answers and the engine has not stopped on an error. */
    public void healthz(Context request) {
        Readiness readiness = backend.readiness();
        boolean failed = readiness.state() == Readiness.State.FAILED;
        request.status(failed ? 503 : 200);
        Reads.answer(request, out -> {
            out.writeStartObject();
            out.writeStringField("status", failed ? "failed" : "ok");
            out.writeEndObject();
        });
    }

    /** {@code GET /readyz}: 200 when events are taken, 503 with the progress while the journal is replayed. */
    public void readyz(Context request) {
        Readiness readiness = backend.readiness();
        request.status(readiness.isReady() ? 200 : 503);
        Reads.answer(request, out -> {
            out.writeStartObject();
            out.writeStringField("state", readiness.state().name().toLowerCase(Locale.ROOT));
            out.writeNumberField("replayedEvents", readiness.replayedEvents());
            Json.number(out, "fraction", readiness.fraction());
            out.writeStringField("message", readiness.message());
            out.writeEndObject();
        });
    }
}
