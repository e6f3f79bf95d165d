package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.Status;
import io.polestar.engine.event.EventBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PressureTest {
    private static final int SENDERS = 8;
    private static final int ORDERS_EACH = 4_000;
    private static final int BATCH = 20;

    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void aFullDiskRefusesEventsAndGoesOnAnswering() throws Exception {
        try (Engine engine = shop.open(root)) {
            shop.sell(engine, 0, 10);
        }
        try (Engine engine = shop.open(shop.config(root).withMinFreeBytes(Long.MAX_VALUE / 4), Shop.TREE)) {
            Receipt receipt = engine.append(shop.orders(engine, 10, 20), Acks.JOURNAL);
            assertThat(receipt).isEqualTo(new Receipt(Status.DISK_FULL, 0, 0, 0, List.of()));
            assertThat(engine.readiness().state()).isEqualTo(Readiness.State.READY);
            assertThat(Shop.ordersOf(engine)).isEqualTo(10);
            assertThat(engine.stats().diskAlarm()).isEqualTo(2);
        }
        try (Engine engine = shop.open(root)) {
            assertThat(shop.sell(engine, 0, 20).accepted())
                    .as("what the full disk refused is no duplicate later")
                    .isEqualTo(10);
        }
    }

    @Test
    void aDefinitionThatAFullDiskCannotTakeIsServedNowAndJournalledLater() throws Exception {
        try (Engine engine = shop.open(root)) {
            shop.sell(engine, 0, 10);
        }
        EngineConfig full =
                shop.config(root).withMinFreeBytes(Long.MAX_VALUE / 4).withSnapshotMillis(20);
        try (Engine engine = shop.open(full, Shop.TREE_WITH_BUYERS)) {
            assertThat(engine.views().metric("buyers", "1d", null, false).value())
                    .isEqualTo(7.0);
            assertThat(engine.append(shop.orders(engine, 10, 20), Acks.JOURNAL).status())
                    .isEqualTo(Status.DISK_FULL);
        }
        try (Engine engine = shop.open(shop.config(root), Shop.TREE_WITH_BUYERS)) {
            shop.sell(engine, 10, 20);
            assertThat(engine.views().metric("buyers", "1d", null, false).value())
                    .isEqualTo(7.0);
        }
        Disk.delete(root.resolve("snapshots"));
        Disk.delete(root.resolve("history"));
        try (Engine engine = shop.open(shop.config(root), Shop.TREE_WITH_BUYERS)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource(Acks.class)
    void aFullRingRefusesAndLosesNothingItAcknowledged(Acks acks) throws Exception {
        AtomicLong refused = new AtomicLong();
        int each = acks == Acks.SYNC ? ORDERS_EACH / 10 : ORDERS_EACH;
        try (Engine engine = shop.open(shop.config(root).withRing(2, 1_024), Shop.TREE)) {
            ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
            List<Callable<Long>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender * each;
                senders.add(() -> sendAll(engine, acks, first, first + each, refused));
            }
            long last = 0;
            for (Future<Long> sequence : threads.invokeAll(senders)) {
                last = Math.max(last, sequence.get());
            }
            threads.shutdown();
            assertThat(engine.awaitSequence(last, 10_000)).isTrue();
            assertThat(Shop.ordersOf(engine)).isEqualTo((long) SENDERS * each);
            assertThat(engine.stats().duplicates()).isZero();
            assertThat(refused).hasPositiveValue();
        }
        try (Engine engine = shop.open(root)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo((long) SENDERS * each);
        }
    }

    /** Sends until everything is taken; returns the last sequence. */
    private long sendAll(Engine engine, Acks acks, int from, int to, AtomicLong refused) {
        long sequence = 0;
        for (int order = from; order < to; order += BATCH) {
            Status status = Status.FULL;
            while (status == Status.FULL) {
                EventBatch batch = shop.orders(engine, order, order + BATCH);
                if (batch == null) {
                    refused.incrementAndGet();
                    Thread.yield();
                } else {
                    Receipt receipt = engine.append(batch, acks);
                    status = receipt.status();
                    sequence = receipt.sequence();
                    if (status == Status.FULL) {
                        refused.incrementAndGet();
                    }
                }
            }
            assertThat(status).isEqualTo(Status.ACCEPTED);
        }
        return sequence;
    }
}
