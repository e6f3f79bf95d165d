package io.polestar.engine.incoming;

import static io.polestar.engine.incoming.IncomingEngine.NOON;
import static io.polestar.engine.incoming.IncomingEngine.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.Receipt;
import io.polestar.engine.Refusal;
import io.polestar.engine.Status;
import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberedBatchesTest {
    @TempDir
    Path directory;

    private IncomingEngine shop;

    @BeforeEach
    void makeTheShop() {
        shop = new IncomingEngine(directory);
    }

    @Test
    void aBatchSentAgainIsADuplicateWithoutAnyIds() throws Exception {
        try (Engine engine = shop.open()) {
            assertThat(take(engine, numbered(engine, "till", 1, 3)).accepted()).isEqualTo(3);
            Receipt again = take(engine, numbered(engine, "till", 1, 3));
            assertThat(again.accepted()).isZero();
            assertThat(again.duplicates()).isEqualTo(3);
            assertThat(engine.stats().dedupIds()).isZero();
            assertThat(take(engine, numbered(engine, "till", 2, 4)).accepted()).isEqualTo(4);
            assertThat(take(engine, numbered(engine, "till", 1, 3)).duplicates())
                    .isEqualTo(3);
            assertThat(orders(engine)).isEqualTo(7);
            assertThat(engine.stats().duplicates()).isEqualTo(3);
        }
    }

    @Test
    void aGapIsRefusedWithTheNumberExpected() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, numbered(engine, "till", 41, 1));
            Receipt gap = engine.append(numbered(engine, "till", 43, 1).batch(), Acks.SYNC);
            assertThat(gap)
                    .isEqualTo(new Receipt(
                            Status.REFUSED,
                            0,
                            0,
                            0,
                            List.of(new Refusal(
                                    0, "batchSeq", "43", "must be 42, the next after the last one taken"))));
            assertThat(take(engine, numbered(engine, "till", 42, 1)).accepted()).isEqualTo(1);
            assertThat(take(engine, numbered(engine, "till", 43, 1)).accepted()).isEqualTo(1);
        }
    }

    @Test
    void producersCountEachForItself() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, numbered(engine, "till", 7, 1));
            assertThat(take(engine, numbered(engine, "web", 3, 1)).accepted()).isEqualTo(1);
            assertThat(take(engine, numbered(engine, "till", 8, 1)).accepted()).isEqualTo(1);
        }
    }

    @Test
    void aBatchOfWhichNothingWasTakenUsesItsNumber() throws Exception {
        try (Engine engine = shop.open()) {
            Written early = named(engine, "till", 1);
            early.event("order", "shop", null, NOON + 2 * IncomingEngine.HOUR);
            Receipt receipt = take(engine, early);
            assertThat(receipt.accepted()).isZero();
            assertThat(receipt.refusals()).hasSize(1);
            assertThat(take(engine, named(engine, "till", 2)).accepted()).isZero();
        }
        try (Engine engine = shop.open()) {
            assertThat(take(engine, numbered(engine, "till", 3, 1)).accepted()).isEqualTo(1);
        }
    }

    @Test
    void oneProducerMoreThanTheBoundIsRefused() throws Exception {
        try (Engine engine = shop.open()) {
            for (int producer = 0; producer < 10_000; producer++) {
                engine.append(numbered(engine, "p" + producer, 1, 1).batch(), Acks.JOURNAL);
                if (producer % 1_000 == 999) {
                    engine.stateHash();
                }
            }
            Receipt one = engine.append(numbered(engine, "p10000", 1, 1).batch(), Acks.JOURNAL);
            assertThat(one.status()).isEqualTo(Status.REFUSED);
            assertThat(one.refusals().get(0).rule())
                    .isEqualTo("must be of one of the 10000 producers known: no other can number its batches");
            assertThat(take(engine, numbered(engine, "p9999", 2, 1)).accepted()).isEqualTo(1);
        }
    }

    @Test
    void numbersSurviveARestartFromASnapshotAndFromTheJournal() throws Exception {
        try (Engine engine = shop.open()) {
            take(engine, numbered(engine, "till", 1, 2));
            take(engine, numbered(engine, "web", 5, 2));
        }
        try (Engine engine = shop.open()) {
            take(engine, numbered(engine, "till", 2, 2));
            assertThat(take(engine, numbered(engine, "web", 5, 2)).duplicates()).isEqualTo(2);
        }
        try (var snapshots = Files.list(directory.resolve("snapshots"))) {
            for (Path snapshot : snapshots.toList()) {
                Files.delete(snapshot);
            }
        }
        try (Engine engine = shop.open()) {
            assertThat(take(engine, numbered(engine, "till", 2, 2)).duplicates())
                    .isEqualTo(2);
            assertThat(take(engine, numbered(engine, "web", 6, 2)).accepted()).isEqualTo(2);
            assertThat(orders(engine)).isEqualTo(8);
        }
    }

    @Test
    void aProducerWhoseBatchesTheJournalHasLostIsStillKnownUnderAnotherDefinition() throws Exception {
        var config = shop.config().withJournal(1 << 20, 1);
        try (Engine engine = IncomingEngine.open(config)) {
            take(engine, numbered(engine, "till", 9, 2));
        }
        for (int restart = 0; restart < 3; restart++) {
            try (Engine engine = IncomingEngine.open(config)) {
                take(engine, numbered(engine, "web", restart + 1, 2));
            }
        }
        assertThat(JournalEntries.of(directory)).as("the first segment is gone").hasSizeLessThan(8);
        for (String tree : List.of(IncomingEngine.TREE, IncomingEngine.OTHER_TREE)) {
            try (Engine engine = IncomingEngine.open(config, tree)) {
                assertThat(take(engine, numbered(engine, "till", 9, 2)).duplicates())
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void aProducerNeedsANameAndANumberFromOne() {
        EventBatch batch = new EventBatch();
        byte[] name = new byte[257];
        assertThatThrownBy(() -> batch.producer(name, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch.producer(name, 0, 257, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> batch.producer(name, 0, 256, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long orders(Engine engine) {
        return (long) engine.views().metric("orders", "1d", null, false).value();
    }

    /** A batch of orders without ids. */
    private static Written numbered(Engine engine, String producer, long number, int orders) {
        Written written = named(engine, producer, number);
        for (int order = 0; order < orders; order++) {
            written.event("order", "shop", null, NOON, "total", order);
        }
        return written;
    }

    private static Written named(Engine engine, String producer, long number) {
        EventBatch batch = engine.borrowBatch();
        byte[] name = producer.getBytes(StandardCharsets.UTF_8);
        batch.producer(name, 0, name.length, number);
        return new Written(batch);
    }
}
