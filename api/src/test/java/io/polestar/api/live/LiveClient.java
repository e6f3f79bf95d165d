package io.polestar.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A real WebSocket client that keeps what it hears. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    static LiveClient open(TestServer server) {
        return open(server, builder -> builder);
    }

    static LiveClient open(TestServer server, UnaryOperator<WebSocket.Builder> with) {
        LiveClient client = new LiveClient();
        client.socket = with.apply(server.client().newWebSocketBuilder())
                .buildAsync(server.liveUri(), client)
                .join();
        return client;
    }

    LiveClient send(String message) {
        socket.sendText(message.replace('\'', '"'), true).join();
        return this;
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    /** The next message that is not a heartbeat. */
    JsonNode next() throws InterruptedException {
        return next(message -> !message.path("type").asText().equals("heartbeat"));
    }

    JsonNode next(String type) throws InterruptedException {
        return next(message -> message.path("type").asText().equals(type));
    }

    JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            JsonNode message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("nothing was heard").isNotNull();
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** All that was heard up to the answer to a ping, heartbeats left out. */
    List<JsonNode> untilPong() throws InterruptedException {
        send("{'op':'ping'}");
        List<JsonNode> messages = new ArrayList<>();
        while (true) {
            JsonNode message = next();
            if (message.path("op").asText().equals("ping")) {
                return messages;
            }
            messages.add(message);
        }
    }

    int closeStatus() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                heard.add(TestServer.MAPPER.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
