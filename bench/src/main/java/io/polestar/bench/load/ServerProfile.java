package io.polestar.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a server spends its time in Java: the JVM's own flight recorder looks every ten milliseconds what its threads do. What the
 * system does for them, such as making pages of a file ready, it does not see.
 */
final class ServerProfile {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final int THREADS_TOLD = 2;
    private static final int METHODS_TOLD = 8;

    private final Map<String, Map<String, Integer>> methodsOfThread = new HashMap<>();
    private int samples;

    private ServerProfile() {}

    /** Has a server recorded while some work is done. */
    static ServerProfile of(ServerProcess server, Callable<?> work) throws Exception {
        Path file = Files.createTempFile("polestar-bench", ".jfr");
        try {
            jcmd(server, "JFR.start", "name=bench", "settings=profile", "filename=" + file);
            work.call();
            jcmd(server, "JFR.stop", "name=bench");
            ServerProfile profile = new ServerProfile();
            profile.read(file);
            return profile;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void jcmd(ServerProcess server, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(server.pid())));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the flight recorder did not take " + arguments[0]);
        }
    }

    private void read(Path file) throws IOException {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    samples++;
                    methodsOfThread
                            .computeIfAbsent(thread(event), name -> new HashMap<>())
                            .merge(method(event), 1, Integer::sum);
                }
            }
        }
    }

    /** Threads of one pool have one name. */
    private static String thread(RecordedEvent sample) {
        RecordedThread thread = sample.getThread("sampledThread");
        String name = thread == null ? null : thread.getJavaName();
        return name == null ? "others" : name.replaceAll("[-#]?\\d+", "");
    }

    private static String method(RecordedEvent sample) {
        RecordedMethod method = sample.getStackTrace().getFrames().get(0).getMethod();
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }

    /** The busiest threads with their busiest methods, each as a share of all samples; a line a thread. */
    List<String> lines() {
        return methodsOfThread.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, Map<String, Integer>> entry) -> -sum(entry.getValue())))
                .limit(THREADS_TOLD)
                .map(entry -> entry.getKey() + " " + share(sum(entry.getValue())) + ": " + methods(entry.getValue()))
                .toList();
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private String methods(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(METHODS_TOLD)
                .map(entry -> "`" + entry.getKey() + "` " + share(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String share(int count) {
        return "%.0f %%".formatted(100.0 * count / Math.max(1, samples));
    }
}
