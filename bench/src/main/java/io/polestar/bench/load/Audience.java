package io.polestar.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Many WebSockets that each follow the ten metrics {@code count_0} to {@code count_9}, and keep the newest value of each. */
final class Audience implements AutoCloseable {
    private static final Pattern CHANGE =
            Pattern.compile("\"metric\":\"count_(\\d)\".*?\"data\":\\{.*?\"value\":([0-9.E+]+)", Pattern.DOTALL);
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
    private final List<Member> members = new ArrayList<>();
    private final List<WebSocket> sockets = new ArrayList<>();

    Audience(ServerProcess server, int size) {
        URI live = URI.create("ws://127.0.0.1:" + server.port() + "/v1/live");
        StringBuilder topics = new StringBuilder();
        for (int metric = 0; metric < Workload.TYPES; metric++) {
            topics.append(metric == 0 ? "" : ",")
                    .append("{\"metric\":\"count_%d\",\"window\":\"1d\"}".formatted(metric));
        }
        String subscribe = "{\"op\":\"subscribe\",\"topics\":[" + topics + "]}";
        List<CompletableFuture<WebSocket>> opening = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            Member member = new Member();
            members.add(member);
            opening.add(client.newWebSocketBuilder()
                    .buildAsync(live, member)
                    .thenCompose(socket -> socket.sendText(subscribe, true)));
        }
        opening.forEach(socket -> sockets.add(socket.join()));
    }

    /** Waits until every member has been sent values that add up to so many events. */
    void awaitSum(long events) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (behind(events) > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (behind(events) > 0) {
            throw new IOException(
                    behind(events) + " of " + members.size() + " subscribers were not sent the final values");
        }
    }

    private long behind(long events) {
        return members.stream().filter(member -> member.sum() != events).count();
    }

    /** One subscriber. Written by its client's thread. */
    private static final class Member implements WebSocket.Listener {
        private final double[] values = new double[Workload.TYPES];
        private final StringBuilder message = new StringBuilder();
        private volatile double sum;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                Matcher change = CHANGE.matcher(message);
                if (change.find()) {
                    values[change.group(1).charAt(0) - '0'] = Double.parseDouble(change.group(2));
                    double total = 0;
                    for (double value : values) {
                        total += value;
                    }
                    sum = total;
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        double sum() {
            return sum;
        }
    }

    @Override
    public void close() {
        sockets.forEach(WebSocket::abort);
        threads.shutdownNow();
    }
}
