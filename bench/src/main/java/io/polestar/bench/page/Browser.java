package io.polestar.bench.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.polestar.bench.load.Folder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, with a profile of its own, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--window-size=1440,1000",
            "--remote-debugging-port=0");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");

    private final Folder profile = new Folder();
    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    /** @param executable such as {@code /usr/bin/chromium} */
    Browser(Path executable) throws IOException {
        List<String> command = Stream.of(
                        Stream.of(executable.toString()),
                        FLAGS.stream(),
                        Stream.of("--user-data-dir=" + profile.path()))
                .flatMap(part -> part)
                .toList();
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        address = listening();
    }

    private String listening() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "browser-output");
                rest.setDaemon(true);
                rest.start();
                return matcher.group(1);
            }
        }
        throw new IOException("the browser ended before it could be driven, exit code " + process.exitValue());
    }

    /** A new tab, empty. */
    Tab open() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String answer =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new Tab(
                client,
                URI.create(mapper.readTree(answer).get("webSocketDebuggerUrl").asText()));
    }

    /** Processor time of the processes that run pages so far; those that have ended are not in it. */
    Duration pagesCpu() {
        return cpu(Browser::runsPages);
    }

    /** The operating system tells a command line as long as theirs only here. */
    private static boolean runsPages(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
                    .contains("--type=renderer");
        } catch (IOException ended) {
            return false;
        }
    }

    /** Processor time of the whole browser, drawing included. */
    Duration cpu() {
        return cpu(handle -> true);
    }

    private Duration cpu(Predicate<ProcessHandle> wanted) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(wanted)
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        profile.close();
    }
}
