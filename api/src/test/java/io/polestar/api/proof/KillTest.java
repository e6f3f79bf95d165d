package io.polestar.api.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Four clients post, {@code kill -9} at a random moment, restart: what was acknowledged counts exactly once, what was refused not at all,
 * what was neither at most once. {@code -Dpolestar.kills=20} for more than the three runs of the suite, {@code -Dpolestar.seed=N} for others.
 */
class KillTest {
    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final int CLIENTS = 4;
    private static final int KILLS = Integer.getInteger("polestar.kills", 3);
    private static final long SEED = Long.getLong("polestar.seed", 20_240_601);

    private static final String TREE = """
            polestar: 1
            name: Steps
            zone: UTC
            windows: [1d]
            dimensions:
              client: {property: client, bound: 8, labels: {en: Client}}
            northStar: total
            metrics:
              steps: {labels: {en: Steps}, owner: a@example.com, unit: step, kind: count, event: step, by: [client]}
              different: {labels: {en: Different}, owner: a@example.com, unit: step, kind: distinct, event: step, of: key, by: [client]}
              total: {labels: {en: Total}, owner: a@example.com, unit: "1", kind: sum, event: step, value: number, decimals: 0, by: [client]}
            influences:
              - {driver: steps, target: total, sign: positive}
              - {driver: different, target: total, sign: positive}
            """;

    @TempDir
    Path directory;

    @Test
    void whatIsAcknowledgedSurvivesAKillAndCountsOnce() throws Exception {
        Random random = new Random(SEED);
        List<CountedSender> senders = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            senders.add(new CountedSender("c" + client, random.nextLong()));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            String snapshots = kill % 2 == 0 ? "1h" : "150ms";
            KillableServer server = start(snapshots);
            assertAcknowledgedOnce(server, senders, kill);
            finishPending(server, senders, kill);
            postUntilKilled(server, senders, 200 + random.nextInt(1_500));
            LOG.info(
                    "kill {}: ready in {} ms, {} events acknowledged, {} under way",
                    kill + 1,
                    server.readyMillis(),
                    senders.stream().mapToLong(CountedSender::acknowledged).sum(),
                    senders.stream().mapToInt(CountedSender::pendingEvents).sum());
        }
        try (KillableServer server = start("1h")) {
            assertAcknowledgedOnce(server, senders, KILLS);
            finishPending(server, senders, KILLS);
        }
        try (KillableServer server = start("1h")) {
            assertCounted(server, senders, KILLS);
        }
    }

    private KillableServer start(String snapshotEvery) throws Exception {
        return new KillableServer(directory, TREE, "--snapshot-every", snapshotEvery, "--disk-free", "1m");
    }

    private static void postUntilKilled(KillableServer server, List<CountedSender> senders, int afterMillis)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(senders.size());
        List<Future<Void>> running = new ArrayList<>();
        for (CountedSender sender : senders) {
            sender.sendTo(server);
            running.add(threads.submit(sender));
        }
        TimeUnit.MILLISECONDS.sleep(afterMillis);
        server.kill();
        for (Future<Void> each : running) {
            each.get();
        }
        threads.shutdown();
    }

    /** A batch is taken whole or not at all, so each client's count says which batches were. */
    private static void assertAcknowledgedOnce(KillableServer server, List<CountedSender> senders, int run)
            throws Exception {
        for (CountedSender sender : senders) {
            long steps = read(server, "steps", sender.name());
            String told = "seed " + SEED + ", run " + run + ", client " + sender.name();
            assertThat(steps).as(told).isIn(sender.acknowledged(), sender.acknowledged() + sender.pendingEvents());
            assertThat(read(server, "different", sender.name())).as(told).isEqualTo(steps);
            assertThat(read(server, "total", sender.name()))
                    .as(told + ": the sum tells the numbers 1 to n from any others")
                    .isEqualTo(steps * (steps + 1) / 2);
        }
    }

    private static void finishPending(KillableServer server, List<CountedSender> senders, int run) throws Exception {
        for (CountedSender sender : senders) {
            sender.sendTo(server);
            if (sender.pendingEvents() > 0) {
                long sequence = sender.sendPending();
                server.json("/v1/metrics/steps?window=1d&minSequence=" + sequence);
            }
        }
        assertCounted(server, senders, run);
    }

    private static void assertCounted(KillableServer server, List<CountedSender> senders, int run) throws Exception {
        for (CountedSender sender : senders) {
            long steps = sender.acknowledged();
            String told = "seed " + SEED + ", run " + run + ", client " + sender.name() + ", all sent again";
            assertThat(read(server, "steps", sender.name())).as(told).isEqualTo(steps);
            assertThat(read(server, "different", sender.name())).as(told).isEqualTo(steps);
            assertThat(read(server, "total", sender.name())).as(told).isEqualTo(steps * (steps + 1) / 2);
        }
    }

    private static long read(KillableServer server, String metric, String client)
            throws IOException, InterruptedException {
        for (JsonNode segment :
                server.json("/v1/metrics/" + metric + "?window=1d&by=client").path("segments")) {
            if (segment.path("segment").asText().equals(client)) {
                return segment.path("value").asLong();
            }
        }
        return 0;
    }
}
