package io.polestar.api.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code polestar serve} in a process of its own, over a directory that outlives it. */
final class KillableServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final long readyMillis;
    private final long readyCpuMillis;

    /** Starts it and returns when it is ready. */
    KillableServer(Path directory, String definition, String... options) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("definition.yaml"), definition);
        log = directory.resolve("server.log");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(opened());
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), "io.polestar.api.Main"));
        command.addAll(List.of("serve", "--definition", file.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of("--data", directory.resolve("data").toString()));
        command.addAll(List.of(options));
        long began = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "polestar-no-orphan"));
        awaitReady(began);
        readyCpuMillis = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
        readyMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** The packages that this process had to open too, and where the libraries load natively. */
    private static List<String> opened() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dchronicle."))
                .toList();
    }

    private void awaitReady(long began) throws IOException, InterruptedException {
        while (System.nanoTime() - began < READY_WITHIN.toNanos() && process.isAlive()) {
            try {
                if (get("/readyz").statusCode() == 200) {
                    return;
                }
            } catch (IOException notListening) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        kill();
        throw new IOException("the server did not get ready, log:" + File.separator + Files.readString(log));
    }

    /** How long it took from the start of the process until it was ready. */
    long readyMillis() {
        return readyMillis;
    }

    /** How much processor time it took until then, which a busy machine does not distort. */
    long readyCpuMillis() {
        return readyCpuMillis;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path)).timeout(ANSWER_WITHIN).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Posts NDJSON. */
    HttpResponse<String> post(HttpClient sender, String lines) throws IOException, InterruptedException {
        return sender.send(
                HttpRequest.newBuilder(uri("/v1/events"))
                        .timeout(ANSWER_WITHIN)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode parse(String json) throws IOException {
        return JSON.readTree(json);
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end cleanly. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
