package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.Receipt;
import io.polestar.engine.Status;
import io.polestar.engine.event.EventBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TornTailTest {
    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void whatAProcessLeavesThatDiesBetweenTwoRecordsIsAllThere() throws Exception {
        Path copy = diedAfterOrders(100);
        try (Engine engine = shop.open(copy)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
            assertThat(Shop.revenueOf(engine)).isEqualTo(100 * Shop.ORDER_VALUE);
            assertThat(engine.readiness().message()).isEqualTo("ready");
            assertThat(shop.sell(engine, 90, 110).duplicates()).isEqualTo(10);
        }
    }

    @Test
    void aRecordWithOverwrittenBytesIsDroppedWithItsWholeBatchAndReported() throws Exception {
        Path copy = diedAfterOrders(100);
        Path segment = Disk.newestSegment(copy);
        Disk.overwrite(segment, Disk.lastOf(segment, Shop.id(95)), "torn");
        assertOrdersWithReport(copy, 90);
    }

    @Test
    void aFileThatEndsInTheMiddleOfItsLastRecordIsReadUpToThere() throws Exception {
        Path copy = diedAfterOrders(100);
        Path segment = Disk.newestSegment(copy);
        Disk.cut(segment, Disk.lastOf(segment, Shop.id(95)));
        assertOrdersWithReport(copy, 90);
    }

    private void assertOrdersWithReport(Path copy, int orders) throws Exception {
        try (Engine engine = shop.open(copy)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(orders);
            assertThat(engine.readiness().message()).contains("1 half-written");
            Receipt again = shop.sell(engine, orders, 100);
            assertThat(again.accepted())
                    .as("what was dropped is no duplicate when it is sent again")
                    .isEqualTo(100 - orders);
        }
        try (Engine engine = shop.open(copy)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
        }
    }

    private Path diedAfterOrders(int orders) throws Exception {
        Path live = root.resolve("live");
        try (Engine engine = shop.open(live)) {
            shop.sellSlowly(engine, 0, orders);
            return Disk.copy(live, root.resolve("copy"));
        }
    }

    /**
     * Nothing is appended while the files are copied, since a copy of a file being written is no moment of it: a record may be missing in
     * front of a later one. What dies within an append, {@code KillTest} kills.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aProcessThatDiesWhileItCountsAndSavesHasLostNothingItAcknowledged(long seed) throws Exception {
        Random random = new Random(seed);
        Path live = root.resolve("live");
        Path[] copies = new Path[4];
        int[] acknowledgedThen = new int[copies.length];
        AtomicInteger acknowledged = new AtomicInteger();
        Object appending = new Object();
        try (Engine engine = shop.open(shop.config(live).withSnapshotMillis(20), Shop.TREE)) {
            Thread seller = new Thread(() -> sellUntilInterrupted(engine, appending, acknowledged, new Random(seed)));
            seller.start();
            for (int copy = 0; copy < copies.length; copy++) {
                int until = acknowledged.get() + random.nextInt(2_000);
                await().pollInterval(Duration.ofMillis(1)).until(() -> acknowledged.get() >= until);
                synchronized (appending) {
                    acknowledgedThen[copy] = acknowledged.get();
                    copies[copy] = Disk.copy(live, root.resolve("copy" + copy));
                }
            }
            seller.interrupt();
            seller.join();
        }
        for (int copy = 0; copy < copies.length; copy++) {
            try (Engine engine = shop.open(copies[copy])) {
                int orders = acknowledgedThen[copy];
                assertThat(Shop.ordersOf(engine))
                        .as("seed %d, copy %d", seed, copy)
                        .isEqualTo(orders);
                assertThat(Shop.revenueOf(engine)).isEqualTo(orders * Shop.ORDER_VALUE);
                int next = orders + 100;
                long accepted = 0;
                for (int from = 0; from < next; from += 10_000) {
                    accepted += shop.sell(engine, from, Math.min(next, from + 10_000))
                            .accepted();
                }
                assertThat(accepted)
                        .as("seed %d: sent again, only what was not there is new", seed)
                        .isEqualTo(next - orders);
                assertThat(Shop.ordersOf(engine)).isEqualTo(next);
            }
        }
    }

    private void sellUntilInterrupted(Engine engine, Object appending, AtomicInteger acknowledged, Random random) {
        while (!Thread.interrupted()) {
            int from = acknowledged.get();
            int to = from + 1 + random.nextInt(20);
            shop.wall.addAndGet(random.nextInt(3));
            EventBatch batch = shop.orders(engine, from, to);
            synchronized (appending) {
                if (batch != null && engine.append(batch, Acks.JOURNAL).status() == Status.ACCEPTED) {
                    acknowledged.set(to);
                }
            }
        }
    }
}
