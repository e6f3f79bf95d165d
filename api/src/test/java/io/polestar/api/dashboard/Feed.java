package io.polestar.api.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Orders that keep coming while a test looks at the page: working days of December, without the nights in which the clock is held. */
final class Feed implements AutoCloseable {
    private static final double SPEED = 600;
    private static final List<String> DAYS =
            List.of("2011-12-01", "2011-12-02", "2011-12-05", "2011-12-06", "2011-12-07", "2011-12-08");

    private final Thread thread;

    Feed(DemoShop shop) {
        thread = new Thread(() -> trade(shop), "orders");
        thread.start();
    }

    private static void trade(DemoShop shop) {
        try {
            for (String day : DAYS) {
                shop.tradeAt(SPEED, day + "T09:00:00", day + "T18:00:00");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
