package io.polestar.ingest.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.engine.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to a server over HTTP, one at a time. Waits as the server says when it has no room (429), and tries
 * again for a bounded time when it is starting or does not answer; anything else ends the import with the server's own
 * words. The token is sent and never printed.
 */
public final class HttpSink implements Sink {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long LONGEST_RETRY_AFTER_SECONDS = 60;
    /** How long a server may be away or without room before the import gives up. */
    private static final long PATIENCE_MILLIS = 120_000;

    private final URI base;
    private final String target;
    private final @Nullable String token;
    private final WallTime wallTime;
    private final HttpClient client;
    private final String eventsPath;
    private boolean reached;

    /**
     * @param base the server's address, such as {@code http://localhost:7070}
     * @param token the bearer token, or null
     */
    public HttpSink(URI base, @Nullable String token, WallTime wallTime) {
        this(base, base.toString(), token, wallTime);
    }

    /**
     * A sink whose target is known under a name that stays when the address changes.
     *
     * @param base the server's address, such as {@code http://localhost:7070}
     * @param target the target's name in progress files
     * @param token the bearer token, or null
     */
    public HttpSink(URI base, String target, @Nullable String token, WallTime wallTime) {
        this(base, target, token, wallTime, false);
    }

    /**
     * A sink that may bring history.
     *
     * @param base the server's address, such as {@code http://localhost:7070}
     * @param target the target's name in progress files
     * @param token the bearer token, or null
     * @param backfill whether no rule shall fire at what it brings
     */
    public HttpSink(URI base, String target, @Nullable String token, WallTime wallTime, boolean backfill) {
        this.eventsPath = backfill ? "/v1/events?mode=backfill" : "/v1/events";
        this.base = base;
        this.target = target;
        this.token = token;
        this.wallTime = wallTime;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public Ack send(EventLines lines) throws IOException, InterruptedException {
        HttpRequest request = request(eventsPath)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(lines.bytes(), 0, lines.lengthBytes()))
                .build();
        HttpResponse<String> response = patiently(request);
        JsonNode body = json(response);
        boolean nothingWentIn =
                response.statusCode() == 400 && body.path("rejected").size() > 0;
        if (response.statusCode() != 200 && !nothingWentIn) {
            throw refused(response);
        }
        return new Ack(
                body.path("accepted").asLong(),
                body.path("duplicates").asLong(),
                refusals(body.path("rejected")),
                body.path("sequence").asLong());
    }

    private static List<Refusal> refusals(JsonNode rejected) {
        List<Refusal> refusals = new ArrayList<>();
        for (JsonNode one : rejected) {
            refusals.add(new Refusal(
                    one.path("index").asInt(),
                    one.path("field").asText(""),
                    one.path("value").asText(""),
                    one.path("rule").asText("")));
        }
        return refusals;
    }

    @Override
    public void awaitCounted(long sequence) throws IOException, InterruptedException {
        Patience patience = new Patience();
        while (readSequence("/v1/tree?minSequence=" + sequence) < sequence) {
            patience.pause("the server has not counted sequence " + sequence);
        }
    }

    @Override
    public long sequence() throws IOException, InterruptedException {
        return readSequence("/v1/tree");
    }

    private long readSequence(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = patiently(request(path).GET().build());
        if (response.statusCode() != 200) {
            throw refused(response);
        }
        return json(response).path("trust").path("sequence").asLong();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(REQUEST_TIMEOUT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private HttpResponse<String> patiently(HttpRequest request) throws IOException, InterruptedException {
        Patience patience = new Patience();
        while (true) {
            HttpResponse<String> response = exchange(request, patience);
            if (response == null) {
                continue;
            }
            switch (response.statusCode()) {
                case 429 -> patience.pause("the server has no room", retryAfterMillis(response));
                case 503 -> patience.pause("the server is not ready: " + detail(response));
                default -> {
                    return response;
                }
            }
        }
    }

    /** The answer, or null after a pause if a server that answered before does not. */
    private @Nullable HttpResponse<String> exchange(HttpRequest request, Patience patience)
            throws IOException, InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            reached = true;
            return response;
        } catch (IOException e) {
            if (!reached) {
                throw new IOException("no server answers at " + base + ": " + reason(e), e);
            }
            patience.pause("the server at " + base + " does not answer: " + reason(e));
            return null;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "connection refused";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static long retryAfterMillis(HttpResponse<String> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("1");
        try {
            return 1_000 * Math.max(0, Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(seconds.strip())));
        } catch (NumberFormatException e) {
            return 1_000;
        }
    }

    private static IOException refused(HttpResponse<String> response) {
        return new IOException("the server refused with status " + response.statusCode() + ": " + detail(response));
    }

    private static String detail(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            String title = problem.path("title").asText("");
            String detail = problem.path("detail").asText("");
            return title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
        } catch (JacksonException e) {
            return response.body().lines().findFirst().orElse("");
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            if (response.statusCode() == 200) {
                throw new IOException("the server's answer is not JSON", e);
            }
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() {
        // HttpClient of Java 17 cannot be closed; its threads end when it is no longer reachable.
    }

    /** Growing pauses with an end. */
    private final class Patience {

        private long nextMillis = FIRST_PAUSE_MILLIS;
        private long waitedMillis;

        void pause(String reason) throws IOException, InterruptedException {
            pause(reason, nextMillis);
            nextMillis = Math.min(2 * nextMillis, LONGEST_PAUSE_MILLIS);
        }

        void pause(String reason, long millis) throws IOException, InterruptedException {
            if (waitedMillis >= PATIENCE_MILLIS) {
                throw new IOException("gave up after " + waitedMillis / 1_000 + " s: " + reason);
            }
            long pauseMillis = Math.max(millis, 1);
            wallTime.pause(pauseMillis * NANOS_PER_MILLI);
            waitedMillis += pauseMillis;
        }
    }
}
