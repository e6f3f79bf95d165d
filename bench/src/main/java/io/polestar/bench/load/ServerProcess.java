package io.polestar.bench.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Polestar server in a process of its own, over an empty data directory that goes with it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Path directory;
    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Starts a server and returns when it is ready. */
    public ServerProcess(String definition, List<String> options) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("polestar-bench");
        Path file = Files.writeString(directory.resolve("definition.yaml"), definition);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx4g",
                "-XX:+UseG1GC",
                "-XX:MetaspaceSize=96m",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseTransparentHugePages",
                "-jar",
                jar(),
                "serve",
                "--definition",
                file.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(options);
        process = new ProcessBuilder(command).inheritIO().start();
        awaitReady();
    }

    private static String jar() {
        String path = System.getProperty("polestar.jar");
        if (path == null) {
            throw new IllegalStateException("start this with bin/polestar bench, which says where the server's jar is");
        }
        return path;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (get("/readyz").statusCode() == 200) {
                    return;
                }
            } catch (IOException notListening) {
                // The server has not opened its port yet.
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        close();
        throw new IOException("the server was not ready within " + READY_WITHIN.toSeconds() + " s");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpClient client() {
        return client;
    }

    public int port() {
        return port;
    }

    /** Processor time the server has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
