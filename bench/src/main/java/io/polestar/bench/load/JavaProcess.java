package io.polestar.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM beside this one, of the same make. It ends with {@link #close}, or when this one ends. */
public final class JavaProcess implements AutoCloseable {
    private static final int ENDS_WITHIN_SECONDS = 20;
    private static final int LISTENS_WITHIN_SECONDS = 60;

    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts one whose complaints go to this one's stderr, and whose answers nobody needs. */
    static JavaProcess start(List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new JavaProcess(builder.start());
    }

    /** Starts this program once more, with the same flags and classes, and gives what it writes to its stdout. */
    public static List<String> linesOf(List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(again(arguments)));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try (JavaProcess child = new JavaProcess(builder.start());
                var lines = child.process.inputReader()) {
            List<String> written = lines.lines().toList();
            int status = child.process.waitFor();
            if (status != 0) {
                throw new IOException("a child process failed, status=" + status + " arguments=" + arguments);
            }
            return written;
        }
    }

    /** Arguments of java that start this program once more. */
    static List<String> again(List<String> arguments) {
        List<String> all = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.polestar.bench.Main"));
        all.addAll(arguments);
        return all;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return command;
    }

    /** Waits until it listens on a port; when it does not, ends it. */
    void awaitPort(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LISTENS_WITHIN_SECONDS);
        while (System.nanoTime() < deadline && isAlive()) {
            try {
                new KeptConnection(port).close();
                return;
            } catch (IOException notListening) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        close();
        throw new IOException("a process did not begin to listen, port=" + port);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Processor time it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException interruption) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
