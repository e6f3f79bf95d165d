package io.polestar.engine.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Receipt;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Engines of a shop that counts its orders, under a clock that stands at noon. */
final class IncomingEngine {
    static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    static final long HOUR = 3_600_000;

    static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1d]
            northStar: orders
            metrics:
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: count, event: order}
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, kind: sum, event: order, value: total}
            influences:
              - {driver: revenue, target: orders, sign: positive}
            """;

    /** The same with an hour's window, so that it counts differently. */
    static final String OTHER_TREE = TREE.replace("[1d]", "[1h]");

    private final AtomicLong wall = new AtomicLong(NOON);
    private final Path directory;

    IncomingEngine(Path directory) {
        this.directory = directory;
    }

    AtomicLong wall() {
        return wall;
    }

    EngineConfig config() {
        return EngineConfig.in(directory, ClockMode.WALL, wall::get, () -> 42L).withMinFreeBytes(0);
    }

    Engine open() throws IOException {
        return open(config(), TREE);
    }

    static Engine open(EngineConfig config) throws IOException {
        return open(config, TREE);
    }

    static Engine open(EngineConfig config, String tree) throws IOException {
        Engine engine;
        try {
            engine = Engine.open(config, DefinitionReader.read(tree, "tree.yaml"));
        } catch (DefinitionException failure) {
            throw new IllegalArgumentException(failure);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> engine.readiness().isReady());
        return engine;
    }

    static Written written(Engine engine) {
        return new Written(engine.borrowBatch());
    }

    /** Appends a batch and waits until it is counted. */
    static Receipt take(Engine engine, Written written) throws InterruptedException {
        Receipt receipt = engine.append(written.batch(), Acks.JOURNAL);
        assertThat(engine.awaitSequence(receipt.sequence(), 10_000)).isTrue();
        return receipt;
    }
}
