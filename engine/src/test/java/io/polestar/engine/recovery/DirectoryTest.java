package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.Status;
import io.polestar.engine.intake.GateLimits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void theOtherClockIsRefused() throws Exception {
        shop.open(root).close();
        EngineConfig other = EngineConfig.in(root, ClockMode.STREAM, shop.wall::get, () -> 42L);
        assertThatIOException()
                .isThrownBy(() -> Engine.open(other, Shop.definition(Shop.TREE)))
                .withMessageContaining("wall clock");
        shop.open(root).close();
    }

    @Test
    void aSecondEngineIsRefusedUntilTheFirstIsClosed() throws Exception {
        try (Engine first = shop.open(root)) {
            assertThatIOException().isThrownBy(() -> shop.open(root)).withMessageContaining("in use by another engine");
            assertThat(shop.sell(first, 0, 1).accepted()).isEqualTo(1);
        }
        shop.open(root).close();
    }

    @Test
    void aSegmentMissingInTheMiddleIsRefusedWithItsNumbers() throws Exception {
        Path copy = threeSegments();
        Disk.delete(Disk.segments(copy).get(1).getParent());
        Disk.delete(copy.resolve("snapshots"));
        assertRefused(copy, "is missing");
    }

    @Test
    void aSegmentMissingAfterTheSnapshotIsRefusedToo() throws Exception {
        Path copy = threeSegments();
        List<Path> segments = Disk.segments(copy);
        Disk.delete(segments.get(0).getParent());
        Disk.delete(segments.get(1).getParent());
        assertRefused(copy, "is missing");
    }

    private void assertRefused(Path directory, String message) throws Exception {
        try (Engine engine = Engine.open(shop.config(directory), Shop.definition(Shop.TREE))) {
            Shop.awaitEnd(engine);
            assertThat(engine.readiness().state()).isEqualTo(Readiness.State.FAILED);
            assertThat(engine.readiness().message()).contains(message, "journal", "Restore");
            Receipt receipt = engine.append(shop.orders(engine, 0, 1), Acks.JOURNAL);
            assertThat(receipt.status()).isEqualTo(Status.FAILED);
        }
    }

    /** Three segments; a snapshot in the first only. */
    private Path threeSegments() throws Exception {
        Path live = root.resolve("live");
        try (Engine engine = shop.open(live)) {
            shop.sellSlowly(engine, 0, 30);
        }
        EngineConfig small = shop.config(live).withJournal(1_000, 1 << 30);
        try (Engine engine = shop.open(small, Shop.TREE)) {
            shop.sellSlowly(engine, 30, 60);
            Path copy = Disk.copy(live, root.resolve("copy"));
            assertThat(Disk.segments(copy)).hasSizeGreaterThan(2);
            assertThat(Disk.snapshots(copy)).isNotEmpty();
            return copy;
        }
    }

    @Test
    void trimmingTheJournalKeepsWhatRecoveryAndDuplicatesNeed() throws Exception {
        GateLimits limits = new GateLimits(40_000, 86_400_000, 3_600_000, 86_400_000, 100);
        EngineConfig config =
                shop.config(root).withGate(limits).withJournal(300_000, 600_000).withSnapshotMillis(20);
        long hash;
        long kept;
        try (Engine engine = shop.open(config, Shop.TREE)) {
            for (int order = 0; order < 120_000; order += 1_000) {
                shop.sell(engine, order, order + 1_000);
                shop.wall.addAndGet(20);
            }
            kept = engine.stats().dedupIds();
            hash = engine.stateHash();
        }
        assertThat(Disk.segments(root).get(0).toString())
                .as("the oldest segments are gone")
                .doesNotContain("00000001");
        try (Engine engine = shop.open(config, Shop.TREE)) {
            assertThat(engine.stateHash()).isNotZero();
            assertThat(Shop.ordersOf(engine)).isEqualTo(120_000);
            assertThat(engine.stats().dedupIds()).isEqualTo(kept).isGreaterThanOrEqualTo(30_000);
            Receipt again = shop.sell(engine, 120_000 - 30_000, 120_000);
            assertThat(again.duplicates()).isEqualTo(30_000);
        }
        assertThat(hash).isNotZero();
    }

    @Test
    void aJournalKeptForAnHourLosesWhatIsOlderAndNothingThatIsNeeded() throws Exception {
        GateLimits limits = new GateLimits(40_000, 1_800_000, 3_600_000, 86_400_000, 100);
        EngineConfig config =
                shop.config(root).withGate(limits).withJournalAge(3_600_000).withSnapshotMillis(20);
        try (Engine engine = shop.open(config, Shop.TREE)) {
            for (int order = 0; order < 240; order += 10) {
                shop.sell(engine, order, order + 10);
                shop.pass(engine, 600_000);
            }
            await().until(() -> Disk.segments(root).size() <= 10);
            assertThat(Disk.segments(root).get(0).toString()).doesNotContain("00000001");
        }
        try (Engine engine = shop.open(config, Shop.TREE)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(240);
            assertThat(shop.sell(engine, 220, 250).duplicates())
                    .as("ids of the last half hour")
                    .isEqualTo(20);
        }
    }

    @Test
    void aSnapshotThatCannotBeReadKeepsTheWholeJournalUntilThereIsAGoodOne() throws Exception {
        Path copy = threeSegments();
        Disk.damage(Disk.snapshots(copy).get(0));
        EngineConfig config = shop.config(copy).withJournal(1_000, 1);
        try (Engine engine = shop.open(config, Shop.TREE)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(60);
        }
        try (Engine engine = shop.open(config, Shop.TREE)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(60);
        }
    }
}
