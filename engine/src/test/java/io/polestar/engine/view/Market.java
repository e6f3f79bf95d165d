package io.polestar.engine.view;

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
import io.polestar.engine.tree.DefinitionReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An engine whose wall clock stands until it is moved, and a shop that sells by country and channel. */
final class Market implements AutoCloseable {
    static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;

    static final String TREE = """
            polestar: 1
            name: Market
            zone: UTC
            windows: [1m, 1h, 1d, today]
            dimensions:
              country: {property: country, bound: 6, labels: {en: Country}}
              channel: {property: channel, bound: 3, labels: {en: Channel}}
              place: {pair: [country, channel], bound: 8, labels: {en: Country and channel}}
            northStar: revenue
            metrics:
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, decimals: 2, kind: sum, event: order, value: price, by: [country, channel, place]}
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: count, event: order, by: [country, channel, place]}
              buyers: {labels: {en: Buyers}, owner: a@example.com, unit: buyer, kind: distinct, event: order, of: subject, by: [country]}
              order_value: {labels: {en: Order value}, owner: a@example.com, unit: GBP/order, kind: ratio, numerator: revenue, denominator: orders, by: [country, channel, place]}
              average_price: {labels: {en: Average price}, owner: a@example.com, unit: GBP, decimals: 2, kind: average, event: order, value: price, by: [country]}
              per_buyer: {labels: {en: Revenue per buyer}, owner: a@example.com, unit: GBP/buyer, kind: ratio, numerator: revenue, denominator: buyers, by: [country]}
              growth: {labels: {en: Growth}, owner: a@example.com, unit: '1', kind: derived, formula: revenue / before, earlier: {before: {metric: revenue, against: previous}}, by: [country]}
            influences:
              - {driver: orders, target: revenue, sign: positive}
              - {driver: buyers, target: revenue, sign: positive}
              - {driver: order_value, target: revenue, sign: positive}
              - {driver: average_price, target: revenue, sign: positive}
              - {driver: per_buyer, target: revenue, sign: positive}
              - {driver: growth, target: revenue, sign: positive}
            """;

    final AtomicLong wall = new AtomicLong(NOON);
    final Engine engine;
    private final List<Order> basket = new ArrayList<>();

    private record Order(
            @Nullable String country, String channel, String subject, double price, long time, String source) {}

    Market(Path directory) throws Exception {
        this(directory, TREE);
    }

    Market(Path directory, String tree) throws Exception {
        engine = Engine.open(
                EngineConfig.in(directory, ClockMode.WALL, wall::get, () -> 42L)
                        .withMinFreeBytes(0)
                        .withSnapshotMillis(3_600_000),
                DefinitionReader.read(tree, "market.yaml"));
        await().atMost(Duration.ofSeconds(60)).until(() -> engine.readiness().state() != Readiness.State.REPLAYING);
        assertThat(engine.readiness().isReady())
                .as(engine.readiness().message())
                .isTrue();
    }

    Views views() {
        return engine.views();
    }

    /** Puts an order into the next batch. */
    Market order(@Nullable String country, String channel, String subject, double price) {
        basket.add(new Order(country, channel, subject, price, wall.get(), "shop"));
        return this;
    }

    /** Sends what was ordered and returns when it is counted. */
    void sell() throws InterruptedException {
        EventBatch batch = engine.borrowBatch();
        for (Order order : basket) {
            batch.beginEvent();
            batch.time(order.time);
            text("order", batch::type);
            text(order.source, batch::source);
            text(order.subject, batch::subject);
            if (order.country != null) {
                put(batch, "country", order.country);
            }
            put(batch, "channel", order.channel);
            batch.number(name(batch, "price"), order.price);
            batch.endEvent();
        }
        basket.clear();
        Receipt receipt = engine.append(batch, Acks.JOURNAL);
        assertThat(receipt.status()).isEqualTo(Status.ACCEPTED);
        assertThat(receipt.refusals()).isEmpty();
        assertThat(engine.awaitSequence(receipt.sequence(), 10_000)).isTrue();
    }

    /** Lets time go by, and returns when the tick that tells of it is counted. */
    void pass(long millis) {
        wall.addAndGet(millis);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> views().alerts().trust().clockMillis() > wall.get());
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

    @Override
    public void close() throws Exception {
        engine.close();
    }
}
