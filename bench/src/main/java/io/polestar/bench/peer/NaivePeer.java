package io.polestar.bench.peer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one writes in an afternoon: for each second concurrent maps from segment to adders and concurrent sets of what was seen; a
 * window is added up from its seconds when it is asked for.
 */
public final class NaivePeer implements Peer {
    /** A segment in one second. */
    private static final class Sums {
        final LongAdder count = new LongAdder();
        final LongAdder cents = new LongAdder();
    }

    /** All of one second. */
    private static final class Pane {
        final List<Map<String, Sums>> segments =
                Order.DIMENSIONS.stream().map(dimension -> Pane.<Sums>map()).toList();
        final List<Set<String>> seen = Order.DISTINCT.stream()
                .map(property -> (Set<String>) ConcurrentHashMap.<String>newKeySet())
                .toList();

        private static <V> Map<String, V> map() {
            return new ConcurrentHashMap<>();
        }
    }

    @Override
    public String name() {
        return "ConcurrentHashMap + LongAdder";
    }

    @Override
    public String work() {
        return "a map of adders for each dimension and a set for each property, one of each a second; seconds older than the window"
                + " are dropped; the window is added up once, at the end; one thread";
    }

    @Override
    public Answers count(Orders orders) {
        @SuppressWarnings("UnnecessaryAsync") // the peer is what one writes where others read meanwhile
        Map<Long, Pane> panes = new ConcurrentHashMap<>();
        long keptSeconds = Orders.WINDOW_MILLIS / Orders.PANE_MILLIS;
        for (Order order : orders.all()) {
            long second = order.timeMillis() / Orders.PANE_MILLIS;
            Pane pane = panes.get(second);
            if (pane == null) {
                pane = panes.computeIfAbsent(second, missing -> new Pane());
                panes.remove(second - keptSeconds);
            }
            add(order, pane);
        }
        return answers(panes.values());
    }

    private static void add(Order order, Pane pane) {
        for (int dimension = 0; dimension < pane.segments.size(); dimension++) {
            String segment = Order.DIMENSIONS.get(dimension).of().apply(order);
            Sums sums = pane.segments.get(dimension).computeIfAbsent(segment, missing -> new Sums());
            sums.count.increment();
            sums.cents.add(order.cents());
        }
        for (int property = 0; property < pane.seen.size(); property++) {
            pane.seen.get(property).add(Order.DISTINCT.get(property).of().apply(order));
        }
    }

    private static Answers answers(Iterable<Pane> panes) {
        Answers answers = new Answers();
        for (int dimension = 0; dimension < Order.DIMENSIONS.size(); dimension++) {
            String name = Order.DIMENSIONS.get(dimension).name();
            Map<String, long[]> totals = new HashMap<>();
            for (Pane pane : panes) {
                pane.segments.get(dimension).forEach((segment, sums) -> {
                    long[] total = totals.computeIfAbsent(segment, missing -> new long[2]);
                    total[0] += sums.count.sum();
                    total[1] += sums.cents.sum();
                });
            }
            totals.forEach((segment, total) -> answers.cell(name, segment, total[0], total[1]));
        }
        for (int property = 0; property < Order.DISTINCT.size(); property++) {
            Set<String> all = new HashSet<>();
            for (Pane pane : panes) {
                all.addAll(pane.seen.get(property));
            }
            answers.distinct(Order.DISTINCT.get(property).name(), all.size());
        }
        return answers;
    }
}
