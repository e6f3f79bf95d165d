package io.polestar.bench.peer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The stream that all peers count: seeded, in the order of time, spread over two minutes whatever its length. Asked for is the last of
 * them: count and sum for each segment, and five numbers of distinct values. Every event has texts of its own, as it has when it comes
 * from outside: nobody finds their hashes computed.
 */
public final class Orders {
    /** Length of the window that is asked for. */
    public static final long WINDOW_MILLIS = 60_000;

    /** How far the window moves at a time. */
    public static final long PANE_MILLIS = 1_000;

    private static final long START_MILLIS = 1_700_000_040_000L;
    private static final long SPAN_MILLIS = 2 * WINDOW_MILLIS;

    private final Order[] orders;

    private Orders(Order[] orders) {
        this.orders = orders;
    }

    /** A stream of so many events. */
    public static Orders of(int count) {
        SplittableRandom random = new SplittableRandom(42);
        Order[] orders = new Order[count];
        for (int index = 0; index < count; index++) {
            orders[index] = new Order(
                    START_MILLIS + (index + 1) * SPAN_MILLIS / count - 1,
                    any("c", 200, random),
                    any("p", 7_700, random),
                    any("web", 100, random),
                    any("user", 100_000, random),
                    any("session", 300_000, random),
                    any("device", 20_000, random),
                    any("page", 5_000, random),
                    any("city", 1_000, random),
                    random.nextInt(1, 100_000));
        }
        return new Orders(orders);
    }

    private static String any(String prefix, int count, SplittableRandom random) {
        return prefix + random.nextInt(count);
    }

    /** All of them, in order. */
    public List<Order> all() {
        return Arrays.asList(orders);
    }

    public int count() {
        return orders.length;
    }

    /** End of the window asked for, exclusive; the last event is a millisecond before it. */
    public long endMillis() {
        return START_MILLIS + SPAN_MILLIS;
    }

    /** The answers, added up by hand. */
    public Answers expected() {
        List<Order> inWindow = all().stream()
                .filter(order -> order.timeMillis() >= endMillis() - WINDOW_MILLIS)
                .toList();
        Answers answers = new Answers();
        for (Order.Property dimension : Order.DIMENSIONS) {
            Map<String, long[]> cells = new HashMap<>();
            for (Order order : inWindow) {
                long[] cell = cells.computeIfAbsent(dimension.of().apply(order), segment -> new long[2]);
                cell[0]++;
                cell[1] += order.cents();
            }
            cells.forEach((segment, cell) -> answers.cell(dimension.name(), segment, cell[0], cell[1]));
        }
        for (Order.Property property : Order.DISTINCT) {
            Set<String> values = new HashSet<>();
            inWindow.forEach(order -> values.add(property.of().apply(order)));
            answers.distinct(property.name(), values.size());
        }
        return answers;
    }
}
