package io.polestar.api.channel;

import static io.polestar.api.channel.Receiver.answer;
import static io.polestar.api.channel.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} in the middle of deliveries to a moody receiver, several times, and a last life that goes to the end. {@code
 * -Dpolestar.kills=20} for more than the three of the suite, {@code -Dpolestar.seed=N} for others.
 */
class OutboxKillTest {
    private static final int KILLS = Integer.getInteger("polestar.kills", 3);
    private static final long SEED = Long.getLong("polestar.seed", 20_240_601);
    private static final int MESSAGES = 400;

    @TempDir
    Path directory;

    @Test
    void everyMessageArrivesInOrderWhereverTheProcessDies() throws Exception {
        Random random = new Random(SEED);
        List<String> accepted = new CopyOnWriteArrayList<>();
        Receiver.Answer moody = (exchange, request) -> {
            int mood = Math.floorMod(request.header("webhook-signature").hashCode(), 10);
            if (mood < 8) {
                accepted.add(request.header("webhook-id"));
            }
            (mood < 8 ? status(200) : mood == 8 ? status(502) : answer(429, "slow down", "Retry-After", "1"))
                    .to(exchange, request);
        };
        try (Receiver receiver = new Receiver(moody)) {
            for (int kill = 0; kill < KILLS; kill++) {
                int before = accepted.size();
                int enough = 10 + random.nextInt(60);
                Process process = start(receiver);
                await().atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= before + enough);
                process.destroyForcibly().waitFor();
            }
            Process last = start(receiver);
            try {
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> accepted.stream().distinct().count() == MESSAGES);
            } finally {
                last.destroyForcibly().waitFor();
            }
        }
        List<String> first = accepted.stream().distinct().toList();
        String told = "seed " + SEED + ", kills " + KILLS;
        for (int episode = 0; episode < KillableStation.EPISODES; episode++) {
            int rest = episode;
            List<String> ofEpisode = IntStream.rangeClosed(1, MESSAGES)
                    .filter(i -> i % KillableStation.EPISODES == rest)
                    .mapToObj(i -> "m" + i)
                    .toList();
            assertThat(first.stream().filter(ofEpisode::contains).toList())
                    .as("%s, episode %d", told, episode)
                    .isEqualTo(ofEpisode);
        }
        assertThat(accepted.size() - first.size())
                .as("%s: only what was under way when the process died comes twice", told)
                .isLessThanOrEqualTo(KILLS);
    }

    private Process start(Receiver receiver) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .toList());
        command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                KillableStation.class.getName(), directory.toString(), receiver.url("/"), Integer.toString(MESSAGES)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("station.log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "polestar-no-orphan"));
        assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
        return process;
    }
}
