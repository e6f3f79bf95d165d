package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.Readiness;
import io.polestar.engine.Receipt;
import io.polestar.engine.Status;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.view.AlertReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A small shop whose orders are numbered: order n is bought for 2.50 by one of seven buyers in one of three countries. */
final class Shop {
    static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    static final double ORDER_VALUE = 2.5;

    private static final String HEAD = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1m, 1d, today]
            dimensions:
              country: {property: country, bound: 2, labels: {en: Country}}
            northStar: orders
            """;

    private static final String METRICS = """
            metrics:
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: distinct, event: order, of: invoice, by: [country]}
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, kind: sum, event: order, value: quantity * price, by: [country]}
              order_value: {labels: {en: Order value}, owner: a@example.com, unit: GBP/order, kind: ratio, numerator: revenue, denominator: orders, by: [country]}
            """;

    private static final String BUYERS =
            "  buyers: {labels: {en: Buyers}, owner: a@example.com, unit: buyer, kind: distinct, event: order, of: subject, by: [country]}\n";

    private static final String EDGES = """
            components: {revenue: orders * order_value}
            influences:
              - {driver: revenue, target: orders, sign: positive}
            """;

    private static final String BUYERS_EDGE = "  - {driver: buyers, target: orders, sign: positive}\n";

    private static final String RULES = """
            alerts:
              many: {labels: {en: Many orders}, metric: orders, window: 1m, above: 20, severity: info}
              few: {labels: {en: Few orders}, metric: orders, window: 1m, below: 5, for: 5s, keepFiringFor: 10s, severity: info}
            """;

    private static final String BUYERS_RULE =
            "  quiet: {labels: {en: Nobody buys}, metric: buyers, window: 1m, below: 1, for: 1m, severity: info}\n";

    /** The tree of the shop. */
    static final String TREE = HEAD + METRICS + EDGES + RULES;

    /** The same with another metric and rule. */
    static final String TREE_WITH_BUYERS = HEAD + METRICS + BUYERS + EDGES + BUYERS_EDGE + RULES + BUYERS_RULE;

    /** The wall clock of every engine of the shop. */
    final AtomicLong wall = new AtomicLong(NOON);

    static Definition definition(String text) {
        try {
            return DefinitionReader.read(text, "tree.yaml");
        } catch (DefinitionException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    /** No snapshot but the one at the start and the one at the close; no room kept free on the disk. */
    EngineConfig config(Path directory) {
        return EngineConfig.in(directory, ClockMode.WALL, wall::get, () -> 42L)
                .withMinFreeBytes(0)
                .withSnapshotMillis(3_600_000);
    }

    Engine open(Path directory) throws IOException {
        return open(config(directory), TREE);
    }

    Engine open(EngineConfig config, String tree) throws IOException {
        Engine engine = Engine.open(config, definition(tree));
        awaitEnd(engine);
        assertThat(engine.readiness().state()).as(engine.readiness().message()).isEqualTo(Readiness.State.READY);
        return engine;
    }

    /** Waits until recovery has ended, well or not. */
    static void awaitEnd(Engine engine) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> engine.readiness().state() != Readiness.State.REPLAYING);
    }

    /** Sells orders and returns when they and the tick that follows them are counted: nothing moves until the next call. */
    Receipt sell(Engine engine, int from, int to) throws InterruptedException {
        Receipt receipt = engine.append(orders(engine, from, to), Acks.JOURNAL);
        assertThat(receipt.status()).isEqualTo(Status.ACCEPTED);
        awaitCounted(engine, receipt.sequence() + (receipt.accepted() > 0 ? 1 : 0));
        return receipt;
    }

    /** Lets time go by, and returns when the tick that tells of it is counted. */
    void pass(Engine engine, long millis) throws InterruptedException {
        long before = engine.stats().sequence();
        wall.addAndGet(millis);
        awaitCounted(engine, before + 1);
    }

    private static void awaitCounted(Engine engine, long sequence) throws InterruptedException {
        assertThat(engine.awaitSequence(sequence, 20_000)).isTrue();
    }

    /** Sells orders {@code from} to {@code to} in batches of ten, a second and a bit apart. */
    void sellSlowly(Engine engine, int from, int to) throws InterruptedException {
        for (int order = from; order < to; order += 10) {
            sell(engine, order, Math.min(to, order + 10));
            pass(engine, 1_100);
        }
    }

    EventBatch orders(Engine engine, int from, int to) {
        EventBatch batch = engine.borrowBatch();
        return batch == null ? null : fill(batch, from, to);
    }

    private EventBatch fill(EventBatch batch, int from, int to) {
        for (int order = from; order < to; order++) {
            batch.beginEvent();
            batch.time(wall.get() - order % 3 * 100);
            write("order", batch::type);
            write(id(order), batch::id);
            write("u" + order % 7, batch::subject);
            text(batch, "invoice", "i" + order);
            text(batch, "country", "c" + order % 3);
            batch.number(name(batch, "quantity"), 2);
            batch.number(name(batch, "price"), ORDER_VALUE / 2);
            batch.endEvent();
        }
        return batch;
    }

    static String id(int order) {
        return "order-" + order;
    }

    /** Orders counted over the day. */
    static long ordersOf(Engine engine) {
        return (long) engine.views().metric("orders", "1d", null, false).value();
    }

    static double revenueOf(Engine engine) {
        return engine.views().metric("revenue", "1d", null, false).value();
    }

    static List<AlertReading> alertLog(Engine engine) {
        return engine.views().alerts().log();
    }

    private interface Bytes {
        void accept(byte[] utf8, int offset, int length);
    }

    private static void write(String text, Bytes target) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        target.accept(utf8, 0, utf8.length);
    }

    private static int name(EventBatch batch, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return batch.name(utf8, 0, utf8.length);
    }

    private static void text(EventBatch batch, String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        batch.text(name(batch, name), utf8, 0, utf8.length);
    }
}
