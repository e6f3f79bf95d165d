package io.polestar.api.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a server takes to be ready again after a kill, by the number of events in its journal: {@code -Dpolestar.journalled=5000000}
 * posts as many and reports. With the newest snapshot it reads a minute's tail at most; without any, the whole journal.
 */
@EnabledIfSystemProperty(named = "polestar.journalled", matches = "[0-9]+", disabledReason = "takes minutes")
class ReadinessTest {
    private static final Logger LOG = LoggerFactory.getLogger(ReadinessTest.class);
    private static final int BATCH = 5_000;

    private static final String TREE = """
            polestar: 1
            name: Visits
            zone: UTC
            windows: [1h, 1d, today]
            dimensions:
              page: {property: page, bound: 50, labels: {en: Page}}
            northStar: visitors
            metrics:
              visits: {labels: {en: Visits}, owner: a@example.com, unit: visit, kind: count, event: visit, by: [page]}
              visitors: {labels: {en: Visitors}, owner: a@example.com, unit: visitor, kind: distinct, event: visit, of: subject, by: [page]}
              seconds: {labels: {en: Seconds}, owner: a@example.com, unit: s, kind: sum, event: visit, value: seconds, by: [page]}
            influences:
              - {driver: visits, target: visitors, sign: positive}
              - {driver: seconds, target: visitors, sign: positive}
            """;

    @TempDir
    Path directory;

    @Test
    void aKilledServerIsReadyAgain() throws Exception {
        int events = Integer.getInteger("polestar.journalled");
        String[] roomy = {"--disk-free", "1m", "--ring-bytes", "64m"};
        KillableServer first = new KillableServer(directory, TREE, roomy);
        HttpClient client = HttpClient.newHttpClient();
        for (int from = 0; from < events; from += BATCH) {
            HttpResponse<String> answer = first.post(client, visits(from, Math.min(events, from + BATCH)));
            if (answer.statusCode() == 429) {
                from -= BATCH;
            } else {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
        first.kill();
        report("with its snapshot", events, roomy);
        try (Stream<Path> parts = Files.walk(directory.resolve("data"))) {
            for (Path part : parts.filter(Files::isRegularFile).toList()) {
                String path = part.toString();
                if (path.contains("/snapshots/") || path.contains("/history/")) {
                    Files.delete(part);
                }
            }
        }
        report("from the whole journal", events, roomy);
    }

    private void report(String how, int events, String... options) throws Exception {
        KillableServer server = new KillableServer(directory, TREE, options);
        LOG.info(
                "{} journalled events, {}: ready {} ms after the process was started, with {} ms of processor time; {}",
                events,
                how,
                server.readyMillis(),
                server.readyCpuMillis(),
                server.json("/readyz"));
        assertThat(server.json("/v1/metrics/visits?window=1d").path("value").asLong())
                .isEqualTo(events);
        server.kill();
    }

    private static String visits(int from, int to) {
        StringBuilder lines = new StringBuilder();
        long now = System.currentTimeMillis();
        for (int visit = from; visit < to; visit++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"id\":\"v%d\",\"type\":\"visit\",\"time\":%d,\"subject\":\"u%d\",\"data\":{\"page\":\"p%d\",\"seconds\":%d}}%n",
                    visit,
                    now,
                    visit % 200_000,
                    visit % 40,
                    visit % 300));
        }
        return lines.toString();
    }
}
