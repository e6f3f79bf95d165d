package io.polestar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.SegmentReading;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;

    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1m, 1d, today]
            dimensions:
              country: {property: country, bound: 2, labels: {en: Country}}
            northStar: orders
            metrics:
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: distinct, event: order, of: invoice, by: [country]}
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, kind: sum, event: order, value: quantity * price, by: [country]}
              order_value: {labels: {en: Order value}, owner: a@example.com, unit: GBP/order, kind: ratio, numerator: revenue, denominator: orders, by: [country]}
            components: {revenue: orders * order_value}
            influences:
              - {driver: revenue, target: orders, sign: positive}
            alerts:
              many: {labels: {en: Many orders}, metric: orders, window: 1m, above: 2, severity: info}
            """;

    private final AtomicLong wall = new AtomicLong(NOON);

    @TempDir
    Path directory;

    @Test
    void valuesFollowEventsOverallAndBySegment() throws Exception {
        try (Engine engine = open()) {
            Receipt receipt = engine.append(orders(engine, 0, 5), Acks.SYNC);
            assertThat(receipt).isEqualTo(new Receipt(Status.ACCEPTED, receipt.sequence(), 5, 0, receipt.refusals()));
            assertThat(engine.awaitSequence(receipt.sequence(), 5000)).isTrue();

            MetricReading revenue = engine.views().metric("revenue", "1d", "country", true);
            assertThat(revenue.value()).isEqualTo(5 * 2 * 1.25);
            assertThat(revenue.segments())
                    .extracting(SegmentReading::segment)
                    .containsExactlyInAnyOrder("c0", "c1", "other");
            assertThat(revenue.segments().stream()
                            .mapToDouble(SegmentReading::value)
                            .sum())
                    .isEqualTo(revenue.value());
            assertThat(engine.views().metric("order_value", "1d", null, false).value())
                    .isEqualTo(2.5);
            assertThat(engine.views().tree("1d", true).nodes().get(1).residual())
                    .isEqualTo(0.0);
            assertThat(engine.views().alerts().current().get(0).state().name()).isEqualTo("FIRING");
        }
    }

    @Test
    void anIdSentTwiceCountsOnce() throws Exception {
        try (Engine engine = open()) {
            engine.append(orders(engine, 0, 5), Acks.JOURNAL);
            Receipt again = engine.append(orders(engine, 3, 8), Acks.JOURNAL);
            assertThat(again.accepted()).isEqualTo(3);
            assertThat(again.duplicates()).isEqualTo(2);
            engine.awaitSequence(again.sequence(), 5000);
            assertThat(engine.views().metric("orders", "1d", null, false).value())
                    .isEqualTo(8.0);
        }
    }

    @Test
    void restartBringsBackTheSameState() throws Exception {
        long hash;
        try (Engine engine = open()) {
            for (int batch = 0; batch < 50; batch++) {
                engine.append(orders(engine, batch * 10, batch * 10 + 10), Acks.JOURNAL);
                wall.addAndGet(700);
            }
            hash = engine.stateHash();
        }
        try (Engine engine = open()) {
            assertThat(engine.views().metric("orders", "1d", null, false).value())
                    .isEqualTo(500.0);
            assertThat(engine.append(orders(engine, 490, 500), Acks.JOURNAL).duplicates())
                    .isEqualTo(10);
        }
        assertThat(hash).isNotZero();
    }

    private Engine open() throws Exception {
        Engine engine = Engine.open(
                EngineConfig.in(directory, ClockMode.WALL, wall::get, () -> 42L).withMinFreeBytes(0), definition());
        await().atMost(Duration.ofSeconds(30)).until(() -> engine.readiness().isReady());
        return engine;
    }

    private static Definition definition() throws Exception {
        return DefinitionReader.read(TREE, "tree.yaml");
    }

    private EventBatch orders(Engine engine, int from, int to) {
        EventBatch batch = engine.borrowBatch();
        for (int order = from; order < to; order++) {
            batch.beginEvent();
            batch.time(wall.get());
            text("order", batch::type);
            text("o" + order, batch::id);
            text("u" + order % 7, batch::subject);
            put(batch, "invoice", "i" + order);
            put(batch, "country", "c" + order % 3);
            batch.number(name(batch, "quantity"), 2);
            batch.number(name(batch, "price"), 1.25);
            batch.endEvent();
        }
        return batch;
    }

    private interface Bytes {
        void accept(byte[] utf8, int offset, int length);
    }

    private static void text(String text, Bytes target) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        target.accept(utf8, 0, utf8.length);
    }

    private static int name(EventBatch batch, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return batch.name(utf8, 0, utf8.length);
    }

    private static void put(EventBatch batch, String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        batch.text(name(batch, name), utf8, 0, utf8.length);
    }
}
