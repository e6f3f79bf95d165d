package io.polestar.peers;

import io.polestar.bench.peer.Answers;
import io.polestar.bench.peer.Order;
import io.polestar.bench.peer.Orders;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;

/**
 * What a run of Jet's reads and writes. Jet copies what a pipeline holds, so that the stream, which is not part of the work, is found
 * through this instead. One run at a time in a JVM.
 */
final class Feed {
    private static volatile Feed current = new Feed(Orders.of(0), 0);

    private final Orders orders;
    private final Answers answers = new Answers();
    private final CountDownLatch missing;

    private Feed(Orders orders, int expected) {
        this.orders = orders;
        this.missing = new CountDownLatch(expected);
    }

    /** Begins a run that ends after so many answers. */
    static Feed begin(Orders orders, int expected) {
        Feed feed = new Feed(orders, expected);
        current = feed;
        return feed;
    }

    static Iterator<Order> iterator() {
        return current.orders.all().iterator();
    }

    /** Takes a segment's answer if it is of the window asked for. */
    static void cell(long endMillis, String dimension, String segment, long count, long cents) {
        Feed feed = current;
        if (endMillis == feed.orders.endMillis()) {
            feed.answers.cell(dimension, segment, count, cents);
            feed.missing.countDown();
        }
    }

    /** Takes a distinct count if it is of the window asked for. */
    static void distinct(long endMillis, String property, long number) {
        Feed feed = current;
        if (endMillis == feed.orders.endMillis()) {
            feed.answers.distinct(property, number);
            feed.missing.countDown();
        }
    }

    /** Waits for the last answer. */
    Answers answers() throws InterruptedException {
        missing.await();
        return answers;
    }
}
