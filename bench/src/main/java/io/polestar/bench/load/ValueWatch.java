package io.polestar.bench.load;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows on a WebSocket a metric that counts all events, and tells when which batch has become part of its value: a value of n
 * events means that all batches up to n have been counted.
 */
final class ValueWatch implements WebSocket.Listener {
    /** Told once for every batch. */
    interface Seen {
        void batch(int batch, long nanoTime);
    }

    private static final Pattern VALUE = Pattern.compile("\"data\":\\{.*?\"value\":([0-9.E+]+)");

    private final long eventsBefore;
    private final int eventsInBatch;
    private final Seen seen;
    private final Consumer<String> alerts;
    private final StringBuilder message = new StringBuilder();
    private final AtomicInteger counted = new AtomicInteger();

    /**
     * @param eventsBefore events that the value holds before the first batch
     * @param alerts takes the messages of alerts
     */
    ValueWatch(long eventsBefore, int eventsInBatch, Seen seen, Consumer<String> alerts) {
        this.eventsBefore = eventsBefore;
        this.eventsInBatch = eventsInBatch;
        this.seen = seen;
        this.alerts = alerts;
    }

    /** Subscribes to the metric, and to all alerts. */
    WebSocket subscribe(ServerProcess server, String metric, String window) {
        WebSocket socket = server.client()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/v1/live"), this)
                .join();
        socket.sendText(
                        "{\"op\":\"subscribe\",\"topics\":[{\"metric\":\"%s\",\"window\":\"%s\"},{\"alerts\":true}]}"
                                .formatted(metric, window),
                        true)
                .join();
        return socket;
    }

    /** Batches that are part of the value. */
    int counted() {
        return counted.get();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        long now = System.nanoTime();
        message.append(part);
        if (last) {
            read(message.toString(), now);
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void read(String text, long now) {
        if (text.startsWith("{\"type\":\"alert\"")) {
            alerts.accept(text);
            return;
        }
        Matcher value = VALUE.matcher(text);
        if (value.find()) {
            int upTo = (int) ((Double.parseDouble(value.group(1)) - eventsBefore) / eventsInBatch);
            for (int batch = counted.get(); batch < upTo; batch++) {
                seen.batch(batch, now);
            }
            counted.accumulateAndGet(upTo, Math::max);
        }
    }
}
