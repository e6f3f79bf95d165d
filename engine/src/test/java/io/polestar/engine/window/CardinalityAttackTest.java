package io.polestar.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.model.RawEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A new segment with every event, a million of them within a minute. */
class CardinalityAttackTest {
    private static final KeyedHash HASH = new KeyedHash(7);
    private static final long NOON = 1_700_000_000_000L / 86_400_000 * 86_400_000 + 43_200_000;
    private static final int EVENTS = 1_000_000;
    private static final int SENT = EVENTS + EVENTS / 10;
    private static final int BATCH = 1_000;
    private static final int USERS = 5_000;
    private static final int BOUND = 100;
    private static final String TREE = """
            polestar: 1
            name: Shop
            zone: UTC
            windows: [1m, 1h, today]
            dimensions:
              page: {property: page, bound: 100, labels: {en: Page}}
            northStar: orders
            metrics:
              orders: {labels: {en: Orders}, owner: a@example.com, unit: order, kind: count, event: order, by: [page]}
              revenue: {labels: {en: Revenue}, owner: a@example.com, unit: GBP, decimals: 2, kind: sum, event: order, value: price, by: [page]}
              dearest: {labels: {en: Dearest}, owner: a@example.com, unit: GBP, decimals: 2, kind: max, event: order, value: price, by: [page]}
              middle: {labels: {en: Middle}, owner: a@example.com, unit: GBP, decimals: 2, kind: quantile, event: order, value: price, quantile: 0.5, by: [page]}
              buyers: {labels: {en: Buyers}, owner: a@example.com, unit: buyer, kind: distinct, event: order, of: subject, by: [page]}
              loyal: {labels: {en: Loyal}, owner: a@example.com, unit: '1', kind: repeat, event: order, of: subject, times: 2, by: [page]}
            influences:
              - {driver: revenue, target: orders, sign: positive}
              - {driver: dearest, target: orders, sign: positive}
              - {driver: middle, target: orders, sign: positive}
              - {driver: buyers, target: orders, sign: positive}
              - {driver: loyal, target: orders, sign: positive}
            """;

    private Definition definition;
    private Windows windows;

    @Test
    void memoryStaysWhereItIsPastTheBoundAndTotalsAreExact() throws Exception {
        definition = DefinitionReader.read(TREE, "tree.yaml");
        windows = new Windows(definition, false, HASH, row -> {}, clock -> {});
        send(NOON, EVENTS / 10);
        long held = heldBytes();
        send(NOON + 60_000, EVENTS);

        assertThat(heldBytes()).isLessThan(held * 11 / 10);
        for (String window : new String[] {"1h", "today"}) {
            checkTotals(window);
        }
        assertThat(valueOfSegments("orders")).isEqualTo(SENT);
        assertThat(valueOfSegments("revenue")).isEqualTo(value("revenue", "1h"));
    }

    private void checkTotals(String window) {
        assertThat(value("orders", window)).isEqualTo(SENT);
        assertThat(value("revenue", window)).isEqualTo(SENT / 1_000 * 499_500 / 100.0);
        assertThat(value("dearest", window)).isEqualTo(9.99);
        assertThat(value("middle", window)).isBetween(4.98, 5.01);
        assertThat(value("buyers", window)).isEqualTo(USERS);
        assertThat(value("loyal", window)).isEqualTo(1);
    }

    /** Spreads events over 55 seconds, each with a page that was never seen before. */
    private void send(long start, int events) {
        for (int first = 0; first < events; first += BATCH) {
            EventBatch batch = new EventBatch(HASH);
            long time = start + first * 55_000L / events;
            for (int event = first; event < first + BATCH; event++) {
                BigDecimal price = BigDecimal.valueOf(event % 1_000, 2);
                new RawEvent(
                                time,
                                "order",
                                "web",
                                null,
                                "u" + event % USERS,
                                Map.of("page", "/p" + start + event, "price", price))
                        .writeTo(batch);
            }
            batch.seal();
            windows.apply(batch.bytes(), time + 1);
        }
    }

    /** What the stores hold and what a snapshot of everything takes. */
    private long heldBytes() throws IOException {
        ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
        windows.writeTo(new DataOutputStream(snapshot));
        return Arrays.stream(windows.stores()).mapToLong(Store::memoryBytes).sum() + snapshot.size();
    }

    private Evaluator evaluator(Catalog catalog) {
        windows.flush();
        return new Evaluator(catalog, new LiveCells(windows));
    }

    private double value(String metric, String window) {
        Catalog catalog = new Catalog(definition, windows);
        return evaluator(catalog).value(catalog.metric(metric), catalog.window(window), Catalog.WHOLE, 0);
    }

    private double valueOfSegments(String metric) {
        Catalog catalog = new Catalog(definition, windows);
        Evaluator evaluator = evaluator(catalog);
        int number = catalog.metric(metric);
        int dimension = catalog.dimension(number, "page");
        int segments = catalog.segments(dimension).size();
        assertThat(segments).isEqualTo(BOUND + 2);
        double sum = 0;
        for (int segment = 0; segment < segments; segment++) {
            double value = evaluator.value(number, catalog.window("1h"), dimension, segment);
            sum += Double.isNaN(value) ? 0 : value;
        }
        return Math.round(sum * 100) / 100.0;
    }
}
