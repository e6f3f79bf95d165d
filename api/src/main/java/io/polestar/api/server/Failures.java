package io.polestar.api.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.polestar.api.problem.Problem;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a route throws into a problem document. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (failure, request) -> answer(request, failure.problem()));
        routes.exception(
                HttpResponseException.class, (failure, request) -> answer(request, ofStatus(failure, request)));
        routes.exception(IOException.class, (failure, request) -> disconnected(failure, request));
        routes.exception(Exception.class, Failures::unexpected);
    }

    private static void unexpected(Exception failure, Context request) {
        if (failure instanceof HttpException malformed && malformed.getCode() < 500) {
            answer(request, Problem.of("malformed", malformed.getCode(), "Malformed request", malformed.getReason()));
            return;
        }
        LOG.error("{} {} failed", request.method().name(), request.path(), failure);
        answer(request, Problems.internal());
    }

    /** The sender went away, sent too slowly or broke the transfer: nobody is to blame here. */
    private static void disconnected(IOException failure, Context request) {
        LOG.debug("a request broke off", failure);
        answer(request, Problems.unreadableBody("the body broke off"));
    }

    private static Problem ofStatus(HttpResponseException failure, Context request) {
        int status = failure.getStatus();
        String where = request.method().name() + " " + request.path();
        return switch (status) {
            case 404 -> Problems.notFound("there is no such route, request=" + where);
            case 405 -> Problems.methodNotAllowed("request=" + where);
            case 413 -> Problems.tooLarge("request=" + where);
            default -> Problem.of("http-" + status, status, "The request cannot be served", "request=" + where);
        };
    }

    private static void answer(Context request, Problem problem) {
        request.status(problem.status());
        if (problem.retryAfterSeconds() > 0) {
            request.header("Retry-After", Integer.toString(problem.retryAfterSeconds()));
        }
        if (problem.status() == 401) {
            request.header("WWW-Authenticate", "Bearer realm=\"polestar\"");
        }
        request.contentType(Problem.MEDIA_TYPE).result(problem.toBytes());
    }
}
