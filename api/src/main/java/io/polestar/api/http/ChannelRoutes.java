package io.polestar.api.http;

import io.javalin.http.Context;
import io.polestar.api.channel.ChannelBoard;
import io.polestar.api.channel.ChannelJson;
import io.polestar.api.channel.sender.Outcome;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import java.util.concurrent.Semaphore;

/** {@code /v1/channels}: how channels fare, trying one out, and sending again what was set aside. */
public final class ChannelRoutes {
    private static final int TESTS_AT_ONCE = 2;

    private final ChannelBoard board;
    private final Semaphore tests = new Semaphore(TESTS_AT_ONCE);

    public ChannelRoutes(ChannelBoard board) {
        this.board = board;
    }

    /** {@code GET /v1/channels}. */
    public void list(Context request) {
        Reads.answer(request, out -> ChannelJson.list(out, board));
    }

    /** {@code POST /v1/channels/{id}/test}: answered when the receiver has. A test holds a server thread, so that few may run. */
    public void test(Context request) {
        if (!tests.tryAcquire()) {
            throw new ProblemException(Problems.busy("at most " + TESTS_AT_ONCE + " channels are tried out at a time"));
        }
        try {
            Outcome outcome = board.test(id(request)).orElseThrow(() -> unknown(request));
            Reads.answer(request, out -> ChannelJson.test(out, outcome));
        } finally {
            tests.release();
        }
    }

    /** {@code POST /v1/channels/{id}/resend}. */
    public void resend(Context request) {
        int messages = board.resend(id(request)).orElseThrow(() -> unknown(request));
        Reads.answer(request, out -> ChannelJson.resent(out, messages));
    }

    private static String id(Context request) {
        return request.pathParam("id");
    }

    private static ProblemException unknown(Context request) {
        return new ProblemException(Problems.notFound("the definition has no such channel, channel=" + id(request)));
    }
}
