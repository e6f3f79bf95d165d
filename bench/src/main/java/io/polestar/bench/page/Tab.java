package io.polestar.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One tab of a {@link Browser}. Commands and their answers one at a time; any thread. */
final class Tab implements AutoCloseable, WebSocket.Listener {
    private static final int ANSWER_WITHIN_SECONDS = 120;

    private final ObjectMapper mapper = new ObjectMapper();
    private final StringBuilder message = new StringBuilder();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final LongAdder received = new LongAdder();
    private final WebSocket socket;

    Tab(HttpClient client, URI address) throws IOException, InterruptedException {
        socket = await(client.newWebSocketBuilder().buildAsync(address, this));
        send("Page.enable", Map.of());
        send("Network.enable", Map.of());
        send("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        send("Performance.enable", Map.of());
    }

    /** Does what the protocol calls {@code method}, and answers its result. */
    JsonNode send(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(mapper.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
        JsonNode reply = await(answer);
        if (reply.has("error")) {
            throw new IOException(method + " was refused, " + reply.get("error"));
        }
        return reply.path("result");
    }

    void goTo(String address) throws IOException, InterruptedException {
        send("Page.navigate", Map.of("url", address));
    }

    /** The value of an expression, promises awaited. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        JsonNode result =
                send("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException("the page failed, " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits until an expression is true. */
    void until(String expression, int seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not within " + seconds + " s: " + expression);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** One of the browser's own measures, such as {@code JSHeapUsedSize} in bytes or {@code TaskDuration} in seconds. */
    double measure(String name) throws IOException, InterruptedException {
        for (JsonNode metric : send("Performance.getMetrics", Map.of()).path("metrics")) {
            if (metric.path("name").asText().equals(name)) {
                return metric.path("value").asDouble();
            }
        }
        throw new IOException("the browser does not measure " + name);
    }

    /** Bytes that have come over the network so far, as sent: compressed, headers included. */
    long receivedBytes() {
        return received.sum();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        message.append(part);
        if (isLast) {
            try {
                hear(mapper.readTree(message.toString()));
            } catch (IOException notJson) {
                throw new IllegalStateException("the browser speaks JSON", notJson);
            } finally {
                message.setLength(0);
            }
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void hear(JsonNode heard) {
        CompletableFuture<JsonNode> answer = asked.remove(heard.path("id").asInt());
        if (answer != null) {
            answer.complete(heard);
        } else if (heard.path("method").asText().equals("Network.loadingFinished")) {
            received.add(heard.path("params").path("encodedDataLength").asLong());
        }
    }

    @Override
    public void onError(WebSocket from, @Nullable Throwable failure) {
        asked.values()
                .forEach(answer ->
                        answer.completeExceptionally(failure == null ? new IOException("the tab is gone") : failure));
    }

    private static <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the browser does not answer", e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        send("Page.close", Map.of());
        socket.abort();
    }
}
