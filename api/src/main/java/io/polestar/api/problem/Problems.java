package io.polestar.api.problem;

import io.polestar.engine.Readiness;
import io.polestar.engine.Refusal;

/** Every kind of problem the API answers with; {@code docs/api.md} lists them. */
public final class Problems {
    private static final int RETRY_SECONDS = 1;

    private Problems() {}

    /** 400: a parameter or a message breaks a rule. */
    public static Problem invalid(String detail) {
        return Problem.of("invalid-request", 400, "The request breaks a rule", detail);
    }

    /** 400: no event could be read from the body. */
    public static Problem unreadableBody(String detail) {
        return Problem.of("unreadable-body", 400, "No event could be read from the body", detail);
    }

    /** 401: a token is required, or the one sent is not known. */
    public static Problem unauthorized(String detail) {
        return Problem.of("unauthorized", 401, "A valid token is required", detail);
    }

    /** 403: the token's role, the origin or the host is not allowed here. */
    public static Problem forbidden(String detail) {
        return Problem.of("forbidden", 403, "Not allowed", detail);
    }

    /** 404: no such route, metric or window. */
    public static Problem notFound(String detail) {
        return Problem.of("not-found", 404, "Not found", detail);
    }

    /** 405: the route exists, but not for this method. */
    public static Problem methodNotAllowed(String detail) {
        return Problem.of("method-not-allowed", 405, "The method is not allowed here", detail);
    }

    /** 409: the number of a producer's batch is not the one that can be taken now. */
    public static Problem batchOutOfOrder(Refusal refusal) {
        return Problem.of(
                "batch-out-of-order",
                409,
                "The producer's batch cannot be taken now",
                refusal.field() + " " + refusal.rule() + ", " + refusal.field() + "=" + refusal.value());
    }

    /** 409: something of the kind is under way. */
    public static Problem conflict(String detail) {
        return Problem.of("conflict", 409, "It does not go together with what is under way", detail);
    }

    /** 413: the body is larger than the server takes. */
    public static Problem tooLarge(String detail) {
        return Problem.of("body-too-large", 413, "The body is too large", detail);
    }

    /** 415: the content type or encoding is not known. */
    public static Problem unsupportedMedia(String detail) {
        return Problem.of("unsupported-media-type", 415, "The body's type is not supported", detail);
    }

    /** 429: the ring is full. */
    public static Problem full() {
        return Problem.of(
                        "ring-full",
                        429,
                        "The engine has no room right now",
                        "nothing of this request was taken; send it again")
                .retryAfter(RETRY_SECONDS);
    }

    /** 500: a fault of the server. */
    public static Problem internal() {
        return Problem.of("internal-error", 500, "The server made a mistake", "the server's log says more");
    }

    /** 503: the engine is not ready for this request. */
    public static Problem notReady(Readiness readiness) {
        Problem problem = Problem.of("not-ready", 503, "The engine is not ready", readiness.message());
        return readiness.state() == Readiness.State.FAILED ? problem : problem.retryAfter(RETRY_SECONDS);
    }

    /** 503: a bound on concurrent work was reached. */
    public static Problem busy(String detail) {
        return Problem.of("busy", 503, "Too many requests of this kind at once", detail)
                .retryAfter(RETRY_SECONDS);
    }

    /** 504: the sequence asked for was not counted in time. */
    public static Problem sequenceNotReached(long sequence, long waitedMillis) {
        return Problem.of(
                        "sequence-not-reached",
                        504,
                        "The sequence was not counted in time",
                        "minSequence=" + sequence + " was not reached within " + waitedMillis + " ms")
                .retryAfter(RETRY_SECONDS);
    }

    /** 507: the disk has no room for the journal. */
    public static Problem diskFull() {
        return Problem.of(
                "disk-full",
                507,
                "The disk has no room for the journal",
                "nothing of this request was taken; reading goes on");
    }
}
