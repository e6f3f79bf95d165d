package io.polestar.bench.load;

import io.polestar.bench.figure.Figure;
import io.polestar.bench.figure.Findings;
import io.polestar.bench.figure.Measurement;
import io.polestar.bench.figure.Profile;
import io.polestar.bench.figure.Unit;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How fast does QuestDB take the same events, in the same batches from the same client? It stores rows and counts nothing: no window, no
 * distinct subject, no duplicate. Its line protocol over HTTP, defaults, in a process of its own.
 */
public final class QuestDb implements Measurement {
    private static final String ID = "questdb.http";
    private static final int EVENTS = 1_000;
    private static final int CONNECTIONS = 2;
    private static final Pattern COUNT = Pattern.compile("\"dataset\":\\[\\[(\\d+)\\]\\]");
    private static final int WITHIN_SECONDS = 60;

    @Override
    public String title() {
        return "The same batches into QuestDB: storage without windows";
    }

    @Override
    public void measure(Profile profile, Findings findings) throws Exception {
        Path jar = jar();
        if (jar == null) {
            findings.add(Figure.ofVoid(ID, title(), Unit.EVENTS_A_SECOND, "the peers are not built"));
            return;
        }
        int port = ServerProcess.freePort();
        try (Folder folder = new Folder();
                JavaProcess server = start(jar, folder, port)) {
            server.awaitPort(port);
            LineFlood flood = new LineFlood(port, EVENTS, CONNECTIONS);
            double[] rates = new double[profile.runs()];
            for (int run = -2; run < rates.length; run++) {
                double rate = flood.run(profile.seconds());
                if (run >= 0) {
                    rates[run] = rate;
                }
            }
            check(port, flood.sent());
            findings.add(
                    Figure.of(ID, "rows acknowledged, batches of %,d".formatted(EVENTS), Unit.EVENTS_A_SECOND, rates));
            findings.figure("http.wide.journal." + EVENTS)
                    .filter(ours -> !ours.isVoid())
                    .ifPresent(ours -> findings.add(Figure.of(
                            "questdb.ratio",
                            "Polestar against QuestDB, events a second",
                            Unit.TIMES_MORE,
                            ours.median() / findings.figure(ID).orElseThrow().median())));
        }
    }

    /** The library's jar on the class path, null when it is not there. */
    private static @Nullable Path jar() {
        URL found = QuestDb.class.getResource("/io/questdb/ServerMain.class");
        if (found == null) {
            return null;
        }
        String inJar = found.getPath();
        return Path.of(URI.create(inJar.substring(0, inJar.indexOf('!'))));
    }

    private static JavaProcess start(Path jar, Folder folder, int port) throws IOException {
        Path conf = Files.createDirectories(folder.path().resolve("conf"));
        Files.writeString(conf.resolve("server.conf"), """
                http.bind.to=127.0.0.1:%d
                http.min.enabled=false
                pg.enabled=false
                line.tcp.enabled=false
                telemetry.enabled=false
                """.formatted(port));
        return JavaProcess.start(List.of(
                "-Xms1g",
                "-Xmx4g",
                "-XX:+UseParallelGC",
                "-cp",
                jar.toString(),
                "io.questdb.ServerMain",
                "-d",
                folder.path().toString()));
    }

    /** Rows become readable some time after they were acknowledged. */
    private static void check(int port, long sent) throws IOException, InterruptedException {
        long rows = -1;
        for (int look = 0; look < WITHIN_SECONDS * 10 && rows != sent; look++) {
            TimeUnit.MILLISECONDS.sleep(100);
            rows = rows(port);
        }
        if (rows != sent) {
            throw new IOException("%,d events sent, %,d rows".formatted(sent, rows));
        }
    }

    private static long rows(int port) throws IOException, InterruptedException {
        URI query = URI.create("http://127.0.0.1:" + port + "/exec?query=select%20count()%20from%20load");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(query).build(), HttpResponse.BodyHandlers.ofString());
        Matcher count = COUNT.matcher(answer.body());
        return count.find() ? Long.parseLong(count.group(1)) : -1;
    }
}
