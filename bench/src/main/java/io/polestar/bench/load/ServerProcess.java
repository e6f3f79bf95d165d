package io.polestar.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Polestar server in a process of its own, over an empty data directory that goes with it. */
public final class ServerProcess implements AutoCloseable {
    /** What the server's JVM is given, as {@code bin/polestar} would. */
    static final List<String> JVM_FLAGS = List.of(
            "-Xms1g",
            "-Xmx4g",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=10",
            "-XX:MetaspaceSize=96m",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseTransparentHugePages");

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final int LOOK_EVERY_MILLIS = 5;

    private final Folder folder = new Folder();
    private final List<String> command;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private JavaProcess process;

    /** Starts a server and returns when it is ready. */
    public ServerProcess(String definition, List<String> options) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.path().resolve("definition.yaml"), definition);
        port = freePort();
        command = new ArrayList<>(JVM_FLAGS);
        command.addAll(archive());
        command.addAll(List.of(
                "-jar",
                jar(),
                "serve",
                "--definition",
                file.toString(),
                "--data",
                folder.path().resolve("data").toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(options);
        process = JavaProcess.start(command);
        awaitReady();
    }

    /** A port that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static String jar() {
        String path = System.getProperty("polestar.jar");
        if (path == null) {
            throw new IllegalStateException("start this with bin/polestar bench, which says where the server's jar is");
        }
        return path;
    }

    /** The classes of a start, as {@code bin/polestar} has laid them out. */
    private static List<String> archive() {
        String path = System.getProperty("polestar.archive");
        return path == null || !Files.exists(Path.of(path))
                ? List.of()
                : List.of("-XX:SharedArchiveFile=" + path, "-Xlog:cds*=off");
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
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        close();
        throw new IOException("the server was not ready within " + READY_WITHIN.toSeconds() + " s");
    }

    /**
     * Ends the process as {@code kill -9} would and starts it again.
     *
     * @param snapshots whether the snapshots stay; without them everything is replayed
     * @return nanoseconds from the start until it was ready
     */
    long restart(boolean snapshots) throws IOException, InterruptedException {
        process.kill();
        if (!snapshots) {
            folder.delete("data/snapshots");
        }
        long began = System.nanoTime();
        process = JavaProcess.start(command);
        awaitReady();
        return System.nanoTime() - began;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A metric's value over a day, once a record has been counted. */
    double value(String metric, long minSequence) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(get("/v1/metrics/" + metric + "?window=1d&minSequence=" + minSequence)
                        .body())
                .path("value")
                .asDouble(-1);
    }

    /** What {@code /metrics} says under a name, -1 when it does not. */
    double counter(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    public HttpClient client() {
        return client;
    }

    public int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Processor time the server has used. */
    Duration cpu() {
        return process.cpu();
    }

    @Override
    public void close() throws IOException {
        process.close();
        folder.close();
    }
}
