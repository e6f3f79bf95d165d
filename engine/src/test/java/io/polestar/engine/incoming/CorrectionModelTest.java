package io.polestar.engine.incoming;

import static io.polestar.engine.incoming.IncomingEngine.NOON;
import static io.polestar.engine.incoming.IncomingEngine.take;
import static io.polestar.engine.incoming.IncomingEngine.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.Receipt;
import io.polestar.engine.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random events and corrections against a map, over restarts; and from many senders at once. */
class CorrectionModelTest {
    private static final int BATCHES = 120;
    private static final int IDS = 60;

    @TempDir
    Path directory;

    /** What is known of the events by their ids; a total of null has been taken back. */
    private final Map<String, Double> totals = new HashMap<>();

    private final Set<String> corrections = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyDecisionAndValueIsThatOfAMap(long seed) throws Exception {
        Random random = new Random(seed);
        IncomingEngine shop = new IncomingEngine(directory);
        Engine engine = shop.open();
        try {
            for (int batch = 0; batch < BATCHES; batch++) {
                Written written = written(engine);
                int[] expected = fill(random, written);
                Receipt receipt = take(engine, written);
                assertThat(List.of(
                                receipt.accepted(),
                                receipt.duplicates(),
                                receipt.refusals().size()))
                        .as("seed %d batch %d", seed, batch)
                        .containsExactly(expected[0], expected[1], expected[2]);
                shop.wall().addAndGet(random.nextInt(3_000));
                if (random.nextInt(20) == 0) {
                    engine = restarted(shop, engine, random.nextBoolean());
                }
                assertValues(engine, "seed " + seed + " batch " + batch);
            }
            passAMinute(shop, engine);
            long hash = engine.stateHash();
            engine = restarted(shop, engine, true);
            assertThat(engine.stateHash()).as("seed %d, read anew", seed).isEqualTo(hash);
            assertValues(engine, "seed " + seed + " read anew");
        } finally {
            engine.close();
        }
        Map<String, String> content = JournalCheck.contentAfter(JournalEntries.of(directory));
        content.keySet().removeIf(id -> id.startsWith("shop/c-"));
        assertThat(content).hasSize((int) counting().count());
    }

    /** Fills a batch and the map; answers how many should be accepted, duplicates and refused. */
    private int[] fill(Random random, Written written) {
        int[] outcomes = new int[3];
        for (int entry = random.nextInt(1, 12); entry > 0; entry--) {
            String id = "o-" + random.nextInt(IDS);
            double total = random.nextInt(1_000) / 4.0;
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    written.event("order", "shop", id, NOON, "total", total);
                    boolean known = totals.containsKey(id);
                    outcomes[known ? 1 : 0]++;
                    totals.put(id, known ? totals.get(id) : (Double) total);
                }
                case 2 -> {
                    String correction = "c-" + random.nextInt(2_000);
                    written.correction(correction, "id", id, "action", "retract");
                    outcomes[outcome(correction, id, null)]++;
                }
                default -> {
                    String correction = "c-" + random.nextInt(2_000);
                    written.correction(correction, "id", id, "action", "replace", "event.data.total", total);
                    outcomes[outcome(correction, id, total)]++;
                }
            }
        }
        return outcomes;
    }

    private int outcome(String correction, String id, Double total) {
        if (corrections.contains(correction)) {
            return 1;
        }
        if (totals.get(id) == null) {
            return 2;
        }
        corrections.add(correction);
        totals.put(id, total);
        return 0;
    }

    private Stream<Double> counting() {
        return totals.values().stream().filter(total -> total != null);
    }

    private void assertValues(Engine engine, String moment) {
        assertThat(engine.views().metric("orders", "1d", null, false).value())
                .as(moment)
                .isEqualTo((double) counting().count());
        assertThat(engine.views().metric("revenue", "1d", null, false).value())
                .as(moment)
                .isEqualTo(counting().mapToDouble(total -> total).sum());
    }

    /** Nothing moves after the tick that tells of it. */
    private static void passAMinute(IncomingEngine shop, Engine engine) {
        long wall = shop.wall().addAndGet(60_000);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> engine.views().alerts().trust().clockMillis() == wall + 1);
    }

    private Engine restarted(IncomingEngine shop, Engine engine, boolean readAnew) throws IOException {
        engine.close();
        if (readAnew) {
            for (String folder : List.of("snapshots", "history")) {
                try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
        return shop.open();
    }

    @Test
    void manySendersAtOnceNeverTakeBackWhatDoesNotCount() throws Exception {
        IncomingEngine shop = new IncomingEngine(directory);
        try (Engine engine = shop.open()) {
            List<Thread> senders = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int sender = 0; sender < 6; sender++) {
                int number = sender;
                senders.add(new Thread(() -> send(engine, number)));
                senders.get(sender).setUncaughtExceptionHandler((thread, failure) -> {
                    synchronized (failures) {
                        failures.add(failure);
                    }
                });
            }
            senders.forEach(Thread::start);
            for (Thread sender : senders) {
                sender.join();
            }
            assertThat(failures).isEmpty();
            long hash = engine.stateHash();
            Map<String, String> content = JournalCheck.contentAfter(JournalEntries.of(directory));
            content.keySet().removeIf(id -> id.startsWith("shop/c-"));
            assertThat(engine.views().metric("orders", "1d", null, false).value())
                    .isEqualTo((double) content.size());
            assertThat(hash).isNotZero();
        }
    }

    /** Sends its batches; one for which there is no room is sent again. */
    private static void send(Engine engine, int sender) {
        for (int batch = 0; batch < 60; batch++) {
            Status status = Status.FULL;
            while (status == Status.FULL) {
                status = engine.append(mixed(engine, sender, batch).batch(), Acks.JOURNAL)
                        .status();
            }
            assertThat(status).isEqualTo(Status.ACCEPTED);
        }
    }

    /** All senders bring the same ids with totals of their own, and correct them. */
    private static Written mixed(Engine engine, int sender, int batch) {
        Random random = new Random(sender * 1_000L + batch);
        Written written = written(engine);
        for (int entry = 0; entry < 8; entry++) {
            String id = "o-" + (batch * 3 + random.nextInt(6));
            String correction = "c-" + sender + "-" + batch + "-" + entry;
            switch (random.nextInt(4)) {
                case 0, 1 -> written.event("order", "shop", id, NOON, "total", sender * 1_000 + batch);
                case 2 -> written.correction(correction, "id", id, "action", "retract");
                default ->
                    written.correction(
                            correction, "id", id, "action", "replace", "event.data.total", sender * 1_000 + entry);
            }
        }
        return written;
    }
}
