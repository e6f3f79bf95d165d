package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Readiness;
import io.polestar.engine.view.AlertReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRecoveryTest {
    private final Shop shop = new Shop();

    @TempDir
    Path root;

    /** What an engine held when it was left. */
    private record Left(Path directory, long hash, List<AlertReading> alerts) {}

    /** Two snapshots and a tail after them, left by an engine that died. */
    private Left twoSnapshotsAndATail() throws Exception {
        Path live = root.resolve("live");
        try (Engine engine = shop.open(live)) {
            shop.sellSlowly(engine, 0, 100);
        }
        try (Engine engine = shop.open(live)) {
            shop.sellSlowly(engine, 100, 200);
        }
        try (Engine engine = shop.open(live)) {
            shop.sellSlowly(engine, 200, 250);
            shop.pass(engine, 20_000);
            shop.sell(engine, 250, 253);
            Path copy = Disk.copy(live, root.resolve("copy"));
            return new Left(copy, engine.stateHash(), Shop.alertLog(engine));
        }
    }

    private void assertSame(Left left) throws Exception {
        try (Engine engine = shop.open(left.directory)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(253);
            assertThat(Shop.alertLog(engine)).isEqualTo(left.alerts).isNotEmpty();
            assertThat(engine.stateHash()).isEqualTo(left.hash);
        }
    }

    @Test
    void snapshotAndTailGiveTheStateThatWasLeft() throws Exception {
        assertSame(twoSnapshotsAndATail());
    }

    @Test
    void theWholeJournalGivesTheSameState() throws Exception {
        Left left = twoSnapshotsAndATail();
        Disk.delete(left.directory.resolve("snapshots"));
        Disk.delete(left.directory.resolve("history"));
        assertSame(left);
    }

    @Test
    void readinessSaysHowManyEventsWereReadBack() throws Exception {
        Left left = twoSnapshotsAndATail();
        try (Engine engine = shop.open(left.directory)) {
            assertThat(engine.readiness())
                    .as("those after the snapshot")
                    .isEqualTo(new Readiness(Readiness.State.READY, 53, 1, "ready"));
        }
        Disk.delete(left.directory.resolve("snapshots"));
        try (Engine engine = shop.open(left.directory)) {
            assertThat(engine.readiness().replayedEvents()).isEqualTo(253);
        }
    }

    @Test
    void aCorruptNewestSnapshotFallsBackToTheOneBefore() throws Exception {
        Left left = twoSnapshotsAndATail();
        List<Path> snapshots = Disk.snapshots(left.directory);
        assertThat(snapshots).hasSize(2);
        Disk.damage(snapshots.get(1));
        assertSame(left);
    }

    @Test
    void twoCorruptSnapshotsFallBackToTheWholeJournal() throws Exception {
        Left left = twoSnapshotsAndATail();
        for (Path snapshot : Disk.snapshots(left.directory)) {
            Disk.damage(snapshot);
        }
        assertSame(left);
    }

    @Test
    void snapshotsWithoutTheirHistoryFallBackToTheWholeJournal() throws Exception {
        Left left = twoSnapshotsAndATail();
        Disk.delete(left.directory.resolve("history"));
        assertSame(left);
    }

    @Test
    void anUnusableNewestAndACorruptOlderSnapshotFallBackToTheWholeJournal() throws Exception {
        Left left = twoSnapshotsAndATail();
        Disk.delete(left.directory.resolve("history"));
        Disk.damage(Disk.snapshots(left.directory).get(0));
        assertSame(left);
    }

    @Test
    void anEngineThatFellBackTakesNewSnapshotsAndRestartsFromThem() throws Exception {
        Left left = twoSnapshotsAndATail();
        Path damaged = Disk.snapshots(left.directory).get(1);
        Disk.damage(damaged);
        EngineConfig config = shop.config(left.directory).withSnapshotMillis(20);
        long hash;
        try (Engine engine = shop.open(config, Shop.TREE)) {
            for (int order = 300; order < 400; order += 10) {
                shop.sell(engine, order, order + 10);
                shop.pass(engine, 500);
                long sequence = engine.stats().sequence();
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> engine.stats().snapshotSequence() >= sequence);
            }
            assertThat(engine.readiness().state()).isEqualTo(Readiness.State.READY);
            hash = engine.stateHash();
        }
        assertThat(Disk.snapshots(left.directory)).hasSize(2).doesNotContain(damaged);
        try (Engine engine = shop.open(left.directory)) {
            assertThat(engine.stateHash()).isEqualTo(hash);
        }
    }

    @Test
    void aSnapshotThatTheJournalLostTheEventsOfIsNeverUsedAgain() throws Exception {
        Path live = root.resolve("live");
        try (Engine engine = shop.open(live)) {
            shop.sellSlowly(engine, 0, 100);
        }
        Path segment = Disk.newestSegment(live);
        Disk.cut(segment, Disk.lastOf(segment, Shop.id(45)));
        try (Engine engine = shop.open(live)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(40);
            shop.sell(engine, 1_000, 1_010);
        }
        long hash;
        Path died;
        try (Engine engine = shop.open(live)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(50);
            shop.sellSlowly(engine, 2_000, 2_200);
            hash = engine.stateHash();
            died = Disk.copy(live, root.resolve("died"));
        }
        try (Engine engine = shop.open(died)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(250);
            assertThat(engine.stateHash()).isEqualTo(hash);
        }
    }
}
