package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.Receipt;
import io.polestar.engine.Redefinition;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections reach sums at once, and numbers of distinct subjects when their metric has been counted anew. */
class RecountAfterCorrectionTest {
    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void aRetractedOrderIsGoneFromSumsAtOnceAndFromDistinctCountsSoon() throws Exception {
        long hash;
        Path copy;
        try (Engine engine = open()) {
            shop.sellSlowly(engine, 0, 100);
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
            long sequence = retract(engine, 42);
            assertThat(engine.awaitSequence(sequence, 20_000)).isTrue();
            assertThat(Shop.revenueOf(engine)).isEqualTo(99 * Shop.ORDER_VALUE);
            awaitRecounted(engine);
            assertThat(Shop.ordersOf(engine)).isEqualTo(99);
            shop.sell(engine, 100, 110);
            assertThat(Shop.ordersOf(engine)).isEqualTo(109);
            hash = engine.stateHash();
            assertThat(engine.backtest(new BacktestRequest(
                                    engine.definition(), "many", BacktestRequest.EVER, BacktestRequest.NOW))
                            .alertHash())
                    .isEqualTo(engine.alertHash());
            copy = Disk.copy(root.resolve("live"), root.resolve("copy"));
        }
        Disk.delete(copy.resolve("snapshots"));
        Disk.delete(copy.resolve("history"));
        try (Engine engine = shop.open(shop.config(copy), Shop.TREE_WITH_BUYERS)) {
            assertThat(Shop.ordersOf(engine)).isEqualTo(109);
            assertThat(engine.stateHash()).isEqualTo(hash);
        }
    }

    @Test
    void anOrderCorrectedTwiceCountsOnceWithItsLastContent() throws Exception {
        try (Engine engine = open()) {
            shop.sellSlowly(engine, 0, 30);
            replace(engine, 7, 10, "first");
            replace(engine, 7, 20, "second");
            awaitRecounted(engine);
            shop.sell(engine, 30, 31);
            assertThat(Shop.revenueOf(engine)).isEqualTo(30 * Shop.ORDER_VALUE + 20 * Shop.ORDER_VALUE / 2);
            assertThat(Shop.ordersOf(engine)).isEqualTo(31);
        }
    }

    @Test
    void aBacktestFiresOnWhatACorrectionLeaves() throws Exception {
        String tree = Shop.TREE_WITH_BUYERS.replace(
                "alerts:\n", "alerts:\n  exact: {metric: orders, window: 1d, above: 29.5}\n");
        try (Engine engine = shop.open(shop.config(root.resolve("live")), tree)) {
            shop.sellSlowly(engine, 0, 30);
            retract(engine, 7);
            awaitRecounted(engine);
            shop.pass(engine, 5_000);
            shop.sellSlowly(engine, 30, 35);
            BacktestRequest request =
                    new BacktestRequest(engine.definition(), "exact", BacktestRequest.EVER, BacktestRequest.NOW);

            BacktestReport report = engine.backtest(request);

            assertThat(report.fired()).isEqualTo(2);
            assertThat(report.alertHash()).isEqualTo(engine.alertHash());
        }
    }

    /** What is left out of a recount cannot fail to be taken back there: one recount is enough, however large the metric. */
    @Test
    void aMetricPastItsBudgetIsCountedAnewOnceAndReplayedToTheSameState() throws Exception {
        String tree = Shop.TREE_WITH_BUYERS
                .replace("northStar:", "subjectBudget: 1000\nnorthStar:")
                .replace(
                        "components:",
                        "  again: {labels: {en: Again}, owner: a@example.com, kind: repeat, event: order, of: invoice, times: 2, by: [country]}\ncomponents:")
                .replace("influences:\n", "influences:\n  - {driver: again, target: orders, sign: positive}\n");
        long hash;
        Path copy;
        try (Engine engine = shop.open(shop.config(root.resolve("live")), tree)) {
            for (int order = 0; order < 4_000; order += 400) {
                shop.sell(engine, order, order + 400);
                shop.pass(engine, 1_100);
            }
            assertThat(error(engine, "orders")).isGreaterThan(0);
            assertThat(error(engine, "again")).isGreaterThan(0);
            retract(engine, 42);
            awaitRecounted(engine);
            long adopted = engine.redefinition().sequence();
            shop.sell(engine, 4_000, 4_010);
            shop.pass(engine, 5_000);
            assertThat(engine.redefinition().sequence()).isEqualTo(adopted);
            assertThat(Shop.ordersOf(engine)).isCloseTo(4_009, within(100L));
            hash = engine.stateHash();
            copy = Disk.copy(root.resolve("live"), root.resolve("copy"));
        }
        Disk.delete(copy.resolve("snapshots"));
        Disk.delete(copy.resolve("history"));
        try (Engine engine = shop.open(shop.config(copy), tree)) {
            assertThat(engine.stateHash()).isEqualTo(hash);
        }
        try (Engine engine = shop.open(shop.config(root.resolve("live")), tree)) {
            assertThat(error(engine, "orders")).isGreaterThan(0);
            shop.sell(engine, 4_010, 4_020);
        }
    }

    private static double error(Engine engine, String metric) {
        return engine.views().metric(metric, "1d", null, false).trust().error();
    }

    private static void awaitRecounted(Engine engine) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> engine.redefinition().state() == Redefinition.State.ADOPTED
                        && engine.stats().uncorrected() == 0);
    }

    private long retract(Engine engine, int order) {
        return correct(engine, order, "retract", "", 0);
    }

    private void replace(Engine engine, int order, double quantity, String name) throws InterruptedException {
        assertThat(engine.awaitSequence(correct(engine, order, "replace", name, quantity), 20_000))
                .isTrue();
    }

    private long correct(Engine engine, int order, String action, String name, double quantity) {
        EventBatch batch = engine.borrowBatch();
        batch.beginEvent();
        batch.time(shop.wall.get());
        write("polestar.correction", batch::type);
        write("correction-" + order + name, batch::id);
        text(batch, "id", Shop.id(order));
        text(batch, "action", action);
        if (action.equals("replace")) {
            text(batch, "event.data.invoice", "i" + order);
            text(batch, "event.data.country", "c" + order % 3);
            batch.number(name(batch, "event.data.quantity"), quantity);
            batch.number(name(batch, "event.data.price"), Shop.ORDER_VALUE / 2);
        }
        batch.endEvent();
        Receipt receipt = engine.append(batch, Acks.JOURNAL);
        assertThat(receipt.refusals()).isEmpty();
        assertThat(receipt.accepted()).isEqualTo(1);
        return receipt.sequence();
    }

    private interface Target {
        void put(byte[] utf8, int offset, int length);
    }

    private static void write(String text, Target target) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        target.put(utf8, 0, utf8.length);
    }

    private static int name(EventBatch batch, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return batch.name(utf8, 0, utf8.length);
    }

    private static void text(EventBatch batch, String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        batch.text(name(batch, name), utf8, 0, utf8.length);
    }

    private Engine open() throws Exception {
        return shop.open(shop.config(root.resolve("live")), Shop.TREE_WITH_BUYERS);
    }
}
