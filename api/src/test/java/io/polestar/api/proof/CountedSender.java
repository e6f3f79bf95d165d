package io.polestar.api.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A client that posts one batch after another until the server is gone, and keeps account of what was acknowledged. Its events are
 * numbered; every batch also brings an event that must be refused.
 */
final class CountedSender implements Callable<Void> {
    static final int REFUSED_NUMBER = 1_000_000_000;
    private static final int LARGEST_BATCH = 200;
    private static final long TWO_HOURS = 7_200_000;

    private final String name;
    private final Random random;
    private final HttpClient client = HttpClient.newHttpClient();
    private KillableServer server;
    private String pending = "";
    private int pendingEvents;
    private long acknowledged;

    CountedSender(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    void sendTo(KillableServer newServer) {
        server = newServer;
    }

    String name() {
        return name;
    }

    /** Events acknowledged: those numbered 1 to this. */
    long acknowledged() {
        return acknowledged;
    }

    /** Events sent but not acknowledged: the numbers after {@link #acknowledged}. */
    int pendingEvents() {
        return pendingEvents;
    }

    /** Posts until the connection breaks. */
    @Override
    public Void call() throws InterruptedException {
        try {
            while (true) {
                pendingEvents = 1 + random.nextInt(LARGEST_BATCH);
                pending = batch(acknowledged + 1, pendingEvents);
                sendPending();
            }
        } catch (IOException gone) {
            return null;
        }
    }

    /**
     * Posts the batch that was not acknowledged, until it is taken.
     *
     * @return the sequence that holds it
     */
    long sendPending() throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> response = server.post(client, pending);
            if (response.statusCode() == 200) {
                return note(KillableServer.parse(response.body()));
            }
            if (response.statusCode() != 429) {
                throw new AssertionError("answered " + response.statusCode() + ": " + response.body());
            }
        }
    }

    private long note(JsonNode answer) {
        long taken =
                answer.path("accepted").asLong() + answer.path("duplicates").asLong();
        if (taken != pendingEvents || answer.path("rejected").size() != 1) {
            throw new AssertionError("of " + pendingEvents + " good events and a bad one: " + answer);
        }
        acknowledged += pendingEvents;
        pendingEvents = 0;
        pending = "";
        return answer.path("sequence").asLong();
    }

    private String batch(long first, int events) {
        StringBuilder lines = new StringBuilder();
        long now = System.currentTimeMillis();
        for (long number = first; number < first + events; number++) {
            line(lines, number, now - random.nextInt(3_000));
        }
        line(lines, REFUSED_NUMBER, now + TWO_HOURS);
        return lines.toString();
    }

    private void line(StringBuilder lines, long number, long timeMillis) {
        lines.append(String.format(
                Locale.ROOT,
                "{\"id\":\"%s-%d\",\"source\":\"%s\",\"type\":\"step\",\"time\":%d,\"data\":{\"client\":\"%s\",\"number\":%d,\"key\":\"%s-%d\"}}%n",
                name,
                number,
                name,
                timeMillis,
                name,
                number,
                name,
                number));
    }
}
