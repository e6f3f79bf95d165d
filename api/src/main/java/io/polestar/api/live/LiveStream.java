package io.polestar.api.live;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.polestar.api.problem.ProblemException;
import io.polestar.api.problem.Problems;
import io.polestar.engine.tree.Definition;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server-sent form of {@code /v1/live}: the subscription is in the query, each message an event whose id is the
 * sequence to resume from, so that a browser's {@code EventSource} resumes by itself.
 */
public final class LiveStream implements Handler {
    private static final String MEDIA_TYPE = "text/event-stream";

    private final Hub hub;
    private final Supplier<Definition> definition;

    /** The event-stream side of that hub. */
    public LiveStream(Hub hub, Supplier<Definition> definition) {
        this.hub = hub;
        this.definition = definition;
    }

    @Override
    public void handle(Context request) throws IOException {
        String accept = request.header("Accept");
        if (accept == null || !(accept.contains(MEDIA_TYPE) || accept.contains("*/*"))) {
            throw new ProblemException(
                    Problems.invalid("open this path as a WebSocket, or with Accept: " + MEDIA_TYPE));
        }
        List<Topic> topics = new TopicReader(definition.get()).read(request);
        Long resume = resume(request);
        if (!hub.takePlace()) {
            throw new ProblemException(
                    Problems.busy("the server holds at most " + hub.limits().subscribers() + " live connections"));
        }
        start(request, topics, resume);
    }

    private void start(Context request, List<Topic> topics, @Nullable Long resume) throws IOException {
        request.status(200).contentType(MEDIA_TYPE).header("X-Accel-Buffering", "no");
        AsyncContext async = request.req().startAsync(request.req(), request.res());
        async.setTimeout(0);
        CompletableFuture<Void> gone = new CompletableFuture<>();
        request.future(() -> gone);
        StreamOutlet outlet = new StreamOutlet(request.res().getOutputStream(), gone);
        Subscriber subscriber = hub.subscriber(outlet);
        gone.whenComplete((nothing, failure) -> hub.leave(subscriber));
        outlet.start();
        hub.join(subscriber, true);
        hub.subscribe(subscriber, topics, resume);
    }

    private static @Nullable Long resume(Context request) {
        String header = request.header("Last-Event-ID");
        String text = header == null ? request.queryParam("resume") : header;
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(Problems.invalid("resume must be a sequence, resume=" + text));
        }
    }
}
