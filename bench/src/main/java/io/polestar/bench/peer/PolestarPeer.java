package io.polestar.bench.peer;

import io.polestar.engine.event.EventBatch;
import io.polestar.engine.event.KeyedHash;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.window.Board;
import io.polestar.engine.window.Catalog;
import io.polestar.engine.window.Evaluator;
import io.polestar.engine.window.Face;
import io.polestar.engine.window.Windows;
import java.util.List;

/** Polestar's own windows, without a server: events with texts are encoded a thousand at a time, and counted by the same thread. */
public final class PolestarPeer implements Peer {
    private static final int BATCH = 1_000;
    private static final KeyedHash HASH = new KeyedHash(7);
    private static final String TREE = """
            polestar: 1
            name: Orders
            zone: UTC
            windows: [1m]
            dimensions:
              country: {property: country, bound: 200}
              product: {property: product, bound: 7700}
              channel: {property: channel, bound: 100}
            northStar: revenue
            metrics:
              revenue: {kind: sum, event: order, value: amount, decimals: 2, by: [country, product, channel], unit: EUR, owner: a@example.com}
              orders: {kind: count, event: order, by: [country, product, channel], unit: order, owner: a@example.com}
              user: {kind: distinct, event: order, of: user, unit: user, owner: a@example.com}
              session: {kind: distinct, event: order, of: session, unit: session, owner: a@example.com}
              device: {kind: distinct, event: order, of: device, unit: device, owner: a@example.com}
              page: {kind: distinct, event: order, of: page, unit: page, owner: a@example.com}
              city: {kind: distinct, event: order, of: city, unit: city, owner: a@example.com}
            influences:
              - {driver: orders, target: revenue, sign: positive}
              - {driver: user, target: revenue, sign: positive}
              - {driver: session, target: revenue, sign: positive}
              - {driver: device, target: revenue, sign: positive}
              - {driver: page, target: revenue, sign: positive}
              - {driver: city, target: revenue, sign: positive}
            """;

    @Override
    public String name() {
        return "Polestar";
    }

    @Override
    public String work() {
        return "texts to bytes to segments' numbers; running totals of each window, O(1) an event; exact distinct counts; one thread";
    }

    @Override
    public Answers count(Orders orders) throws DefinitionException {
        Definition tree = DefinitionReader.read(TREE, "orders.yaml");
        Windows windows = new Windows(tree, true, HASH, row -> {}, clock -> {});
        OrderEncoder encoder = new OrderEncoder(new EventBatch(HASH));
        List<Order> all = orders.all();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Order> some = all.subList(from, Math.min(all.size(), from + BATCH));
            byte[] batch = encoder.encode(some);
            windows.apply(batch, some.get(some.size() - 1).timeMillis());
        }
        Board board = new Board(windows);
        board.publish(1, orders.endMillis(), orders.endMillis());
        Catalog catalog = new Catalog(tree, windows);
        return board.read(face -> answers(catalog, face));
    }

    private static Answers answers(Catalog catalog, Face face) {
        Answers answers = new Answers();
        Evaluator values = new Evaluator(catalog, face);
        int count = catalog.metric("orders");
        int sum = catalog.metric("revenue");
        for (Order.Property property : Order.DIMENSIONS) {
            int dimension = catalog.dimension(count, property.name());
            List<String> segments = catalog.segments(dimension);
            for (int segment = 0; segment < segments.size(); segment++) {
                long counted = (long) values.value(count, 0, dimension, segment);
                if (counted > 0) {
                    long cents = Math.round(values.value(sum, 0, dimension, segment) * 100);
                    answers.cell(property.name(), segments.get(segment), counted, cents);
                }
            }
        }
        for (Order.Property property : Order.DISTINCT) {
            int metric = catalog.metric(property.name());
            answers.distinct(property.name(), (long) values.value(metric, 0, Catalog.WHOLE, 0));
        }
        return answers;
    }
}
