package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.BacktestFiles;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.RuleDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same journal and the same rules come to the same alerts and messages: live, replayed and in a backtest, which leaves no trace. */
class BacktestHashTest {
    private static final String TELLING = """
            channels:
              chat: {webhook: {url: "https://chat.example.com/", secret: env:A}}
              phone: {webhook: {url: "https://phone.example.com/", secret: env:A}, perMinute: 2}
            routes:
              - {to: chat, continue: true, groupBy: [rule], groupInterval: 10s, remind: 30s}
              - {to: phone, match: {severity: critical}}
            """;
    private static final String TREE = RulesReplayTest.HEAD + RulesReplayTest.RULES + TELLING;

    private final Shop shop = new Shop();

    @TempDir
    Path root;

    private static BacktestRequest ever(Definition definition, String rule) {
        return new BacktestRequest(definition, rule, BacktestRequest.EVER, BacktestRequest.NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void liveReplayedAndBacktestedComesToTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        Path live = root.resolve("live");
        Path scratch = root.resolve("scratch");
        int sold;
        try (Engine engine = shop.open(shop.config(live), TREE)) {
            sold = Trade.go(shop, engine, random, 0, 25);
        }
        long hash;
        Path copy = root.resolve("copy");
        try (Engine engine = shop.open(shop.config(live), TREE)) {
            Trade.go(shop, engine, random, sold, 30);
            hash = engine.alertHash();
            long state = engine.stateHash();
            List<String> files = files(live);
            for (String rule : List.of("many", "many_each", "either", "undelivered")) {
                assertThat(engine.backtest(ever(engine.definition(), rule)).alertHash())
                        .as("seed=%d, rule=%s", seed, rule)
                        .isEqualTo(hash);
            }
            assertThat(engine.stateHash()).as("seed=%d, live state", seed).isEqualTo(state);
            assertThat(files(live)).isEqualTo(files);
            BacktestFiles beside = new BacktestFiles(live);
            assertThat(beside.run(ever(engine.definition(), "many"), scratch, read -> {})
                            .alertHash())
                    .as("seed=%d, from the files beside the engine", seed)
                    .isEqualTo(hash);
            Disk.copy(live, copy);
        }
        Disk.delete(copy.resolve("snapshots"));
        Disk.delete(copy.resolve("history"));
        BacktestFiles left = new BacktestFiles(copy);
        Definition kept = Shop.definition(left.definition());
        BacktestReport report = left.run(ever(kept, "calm"), scratch, read -> {});
        assertThat(report.alertHash()).as("seed=%d, from files alone", seed).isEqualTo(hash);
        assertThat(report.fired()).as("seed=%d", seed).isPositive();
        assertThat(report.messageCount()).as("seed=%d", seed).isPositive();
        assertThat(report.journal().cut()).isFalse();
        assertThat(scratch).doesNotExist();
        try (Engine engine = shop.open(shop.config(copy), TREE)) {
            assertThat(engine.alertHash()).as("seed=%d, whole journal", seed).isEqualTo(hash);
        }
    }

    /** All but the journal, to which the engine writes ticks. */
    private static List<String> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !file.startsWith(directory.resolve("journal")))
                    .map(file -> directory.relativize(file) + " "
                            + (Files.isRegularFile(file) ? file.toFile().length() : 0))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void aRuleThatIsTriedOutGivesWhatItGivesWhenItIsInForce(long seed) throws Exception {
        String changed = TREE.replace(
                "many: {metric: orders, window: 1m, above: 20,", "many: {metric: orders, window: 1m, above: 12,");
        RuleDraft draft = RuleDraft.read(
                Shop.definition(TREE),
                "many: {metric: orders, window: 1m, above: 12, clear: 10, keepFiringFor: 5s}",
                "rule.yaml");
        BacktestReport tried;
        BacktestReport inForce;
        try (Engine engine = shop.open(shop.config(root.resolve("tried")), TREE)) {
            Trade.go(shop, engine, new Random(seed), 0, 40);
            tried = engine.backtest(ever(draft.definition(), draft.rule()));
        }
        shop.wall.set(Shop.NOON);
        long hash;
        try (Engine engine = shop.open(shop.config(root.resolve("force")), changed)) {
            Trade.go(shop, engine, new Random(seed), 0, 40);
            inForce = engine.backtest(ever(engine.definition(), "many"));
            hash = engine.alertHash();
        }
        assertThat(inForce.alertHash()).isEqualTo(hash);
        assertThat(tried.fired()).as("seed=%d", seed).isPositive();
        assertThat(tried.episodes().size()).isEqualTo(tried.fired());
        assertThat(inForce.episodes()).isNotEmpty();
    }

    @Test
    void whatLacksADataDirectorySaysSo() {
        assertThatThrownBy(() -> new BacktestFiles(root.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("is no data directory");
    }

    @Test
    void whereTheJournalsBeginningIsDeletedItSaysSo() throws Exception {
        Path live = root.resolve("live");
        for (int run = 0; run < 2; run++) {
            try (Engine engine = shop.open(shop.config(live), TREE)) {
                Trade.go(shop, engine, new Random(run), run * 1_000, 20);
            }
        }
        long begin = shop.wall.get();
        try (Engine engine = shop.open(shop.config(live), TREE)) {
            Trade.go(shop, engine, new Random(9), 5_000, 20);
        }
        Disk.delete(live.resolve("journal").resolve("00000001"));
        Disk.delete(live.resolve("journal").resolve("00000002"));

        BacktestFiles left = new BacktestFiles(live);
        BacktestReport report =
                left.run(ever(Shop.definition(left.definition()), "many"), root.resolve("scratch"), read -> {});

        assertThat(report.journal().cut()).isTrue();
        assertThat(report.journal().beginSequence()).isGreaterThan(1);
        assertThat(report.journal().beginMillis()).isGreaterThanOrEqualTo(begin);
        assertThat(report.fromMillis()).isEqualTo(report.journal().beginMillis());
    }

    @Test
    void aRuleThatTheDefinitionLacksIsNamed() {
        assertThatThrownBy(() -> ever(Shop.definition(TREE), "lots"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the definition has no such rule, rule=lots");
    }

    @Test
    void aBacktestRunsWhileEventsAreTaken() throws Exception {
        try (Engine engine = shop.open(shop.config(root.resolve("live")), TREE)) {
            Trade.go(shop, engine, new Random(1), 0, 100);
            BacktestRequest request = ever(engine.definition(), "many");
            CompletableFuture<BacktestReport> first = begin(engine, request);
            Trade.go(shop, engine, new Random(99), 90_000, 10);

            assertThat(first.get(60, TimeUnit.SECONDS).journal().events()).isPositive();
            assertThat(engine.backtest(request).alertHash()).isEqualTo(engine.alertHash());
            assertThat(engine.cancelBacktest()).isFalse();
        }
    }

    @Test
    void oneRunsAtATimeAndCanBeStopped() throws Exception {
        AtomicLong wall = new AtomicLong(Shop.NOON);
        AtomicBoolean slow = new AtomicBoolean();
        // Each look at the clock is 10 ms after the one before: a backtest rests for a second again and again.
        EngineConfig config = EngineConfig.in(
                        root.resolve("live"),
                        ClockMode.WALL,
                        () -> slow.get() ? wall.addAndGet(10) : shop.wall.get(),
                        () -> 42L)
                .withMinFreeBytes(0)
                .withRecountShare(0.001);
        try (Engine engine = shop.open(config, TREE)) {
            Trade.go(shop, engine, new Random(1), 0, 200);
            BacktestRequest request = ever(engine.definition(), "many");
            wall.set(shop.wall.get());
            slow.set(true);
            List<CompletableFuture<BacktestReport>> both = List.of(begin(engine, request), begin(engine, request));

            await().atMost(Duration.ofSeconds(20)).until(() -> both.stream().anyMatch(CompletableFuture::isDone));
            CompletableFuture<BacktestReport> refused = both.get(both.get(0).isDone() ? 0 : 1);
            assertThatThrownBy(refused::join)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("another backtest reads the journal, and only one may at a time");
            assertThat(engine.cancelBacktest()).isTrue();

            CompletableFuture<BacktestReport> stopped = both.get(refused == both.get(0) ? 1 : 0);
            assertThatThrownBy(() -> stopped.get(60, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(CancellationException.class);
        }
    }

    private static CompletableFuture<BacktestReport> begin(Engine engine, BacktestRequest request) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return engine.backtest(request);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
