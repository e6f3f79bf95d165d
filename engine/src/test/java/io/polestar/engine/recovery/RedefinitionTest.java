package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.Redefinition;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.MetricReading;
import io.polestar.engine.view.SegmentReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition that takes force while the engine runs. */
class RedefinitionTest {
    private final Shop shop = new Shop();

    @TempDir
    Path root;

    @Test
    void aNewMetricIsCountedOverTheJournalsPastAndGoesOnFromThere() throws Exception {
        try (Engine engine = open(Shop.TREE)) {
            shop.sellSlowly(engine, 0, 100);
            Redefinition done = define(engine, Shop.TREE_WITH_BUYERS);
            assertThat(done.counted()).containsExactly("buyers");
            assertThat(engine.definition().text()).isEqualTo(Shop.TREE_WITH_BUYERS);
            assertThat(value(engine, "buyers")).isEqualTo(7);
            assertThat(segments(engine, "buyers")).isEqualTo(Map.of("c0", 7.0, "c1", 7.0, "other", 7.0));
            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
            shop.sell(engine, 100, 110);
            assertThat(Shop.ordersOf(engine)).isEqualTo(110);
            assertThat(value(engine, "buyers")).isEqualTo(7);
        }
    }

    @Test
    void aNewMetricHasTheHistoryItWouldHaveHadFromTheStart() throws Exception {
        long to;
        double[] taken;
        try (Engine engine = open(Shop.TREE)) {
            shop.sellSlowly(engine, 0, 100);
            to = engine.views().alerts().trust().clockMillis();
            define(engine, Shop.TREE_WITH_BUYERS);
            taken = line(engine, "buyers", to);
        }
        shop.wall.set(Shop.NOON);
        try (Engine fresh = shop.open(shop.config(root.resolve("fresh")), Shop.TREE_WITH_BUYERS)) {
            shop.sellSlowly(fresh, 0, 100);
            assertThat(line(fresh, "buyers", to)).isEqualTo(taken);
            assertThat(taken).contains(7.0);
        }
    }

    @Test
    void hoursAreThoseOfTheNewZone() throws Exception {
        String hours = Shop.TREE
                .replace("northStar:", "  hour: {time: hour, bound: 24}\nnorthStar:")
                .replace("by: [country]", "by: [country, hour]");
        try (Engine engine = open(hours)) {
            shop.sell(engine, 0, 10);
            define(engine, hours.replace("zone: UTC", "zone: Asia/Shanghai"));
            assertThat(engine.views().metric("orders", "1d", "hour", false).segments())
                    .extracting(SegmentReading::segment)
                    .doesNotContain("11", "12")
                    .containsAnyOf("19", "20");
        }
    }

    @Test
    void whatIsNotInTheNewDefinitionIsGoneAndTheRestStays() throws Exception {
        try (Engine engine = open(Shop.TREE_WITH_BUYERS)) {
            shop.sellSlowly(engine, 0, 100);
            double revenue = Shop.revenueOf(engine);
            assertThat(define(engine, Shop.TREE).counted()).isEmpty();
            assertThat(engine.definition().find("buyers")).isEmpty();
            assertThat(Shop.revenueOf(engine)).isEqualTo(revenue);
            define(engine, Shop.TREE_WITH_BUYERS);
            assertThat(value(engine, "buyers")).isEqualTo(7);
        }
    }

    @Test
    void noEventIsMissedOrCountedTwiceWhileOthersComeIn() throws Exception {
        try (Engine engine = open(Shop.TREE)) {
            shop.sellSlowly(engine, 0, 200);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger sold = new AtomicInteger(200);
            Thread seller = new Thread(() -> {
                while (!stop.get()) {
                    int from = sold.get();
                    EventBatch orders = shop.orders(engine, from, from + 10);
                    if (orders != null && engine.append(orders, Acks.JOURNAL).accepted() == 10) {
                        sold.set(from + 10);
                    }
                }
            });
            seller.start();
            try {
                for (int change = 0; change < 6; change++) {
                    define(engine, change % 2 == 0 ? Shop.TREE_WITH_BUYERS : Shop.TREE);
                }
            } finally {
                stop.set(true);
                seller.join();
            }
            define(engine, Shop.TREE_WITH_BUYERS);
            shop.sell(engine, sold.get(), sold.get() + 10);
            assertThat(Shop.ordersOf(engine)).isEqualTo(sold.get() + 10);
            assertThat(Shop.revenueOf(engine)).isEqualTo(2.5 * (sold.get() + 10));
            assertThat(value(engine, "buyers")).isEqualTo(7);
        }
    }

    @Test
    void aRestartAndAReplayOfTheWholeJournalGiveTheSameState() throws Exception {
        long hash;
        List<AlertReading> alerts;
        Path whole;
        Path withSnapshot;
        try (Engine engine = open(Shop.TREE)) {
            shop.sellSlowly(engine, 0, 100);
            define(engine, Shop.TREE_WITH_BUYERS);
            shop.sellSlowly(engine, 100, 200);
            define(engine, Shop.TREE.replace("bound: 2", "bound: 3"));
            shop.sellSlowly(engine, 200, 260);
            hash = engine.stateHash();
            alerts = Shop.alertLog(engine);
            withSnapshot = Disk.copy(root.resolve("live"), root.resolve("snapshot"));
            whole = Disk.copy(root.resolve("live"), root.resolve("whole"));
        }
        Disk.delete(whole.resolve("snapshots"));
        Disk.delete(whole.resolve("history"));
        for (Path directory : List.of(withSnapshot, whole)) {
            try (Engine engine = shop.open(shop.config(directory), Shop.TREE)) {
                assertThat(Shop.alertLog(engine))
                        .as("%s", directory.getFileName())
                        .isEqualTo(alerts);
                assertThat(engine.stateHash()).as("%s", directory.getFileName()).isEqualTo(hash);
                assertThat(segments(engine, "orders")).containsOnlyKeys("c0", "c1", "c2");
            }
        }
    }

    @Test
    void theFileTheEngineIsStartedWithCountsOnlyOnceItHasChanged() throws Exception {
        try (Engine engine = open(Shop.TREE)) {
            shop.sell(engine, 0, 10);
            define(engine, Shop.TREE_WITH_BUYERS);
        }
        try (Engine engine = open(Shop.TREE)) {
            assertThat(engine.definition().text()).isEqualTo(Shop.TREE_WITH_BUYERS);
        }
        String edited = Shop.TREE.replace("above: 20", "above: 30");
        try (Engine engine = open(edited)) {
            assertThat(engine.definition().text()).isEqualTo(edited);
        }
    }

    private Redefinition define(Engine engine, String tree) {
        engine.define(Shop.definition(tree));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> engine.redefinition().state() != Redefinition.State.COUNTING);
        assertThat(engine.redefinition().state())
                .as(engine.redefinition().message())
                .isEqualTo(Redefinition.State.ADOPTED);
        return engine.redefinition();
    }

    private static double value(Engine engine, String metric) {
        return engine.views().metric(metric, "1d", null, false).value();
    }

    private static Map<String, Double> segments(Engine engine, String metric) {
        MetricReading reading = engine.views().metric(metric, "1d", "country", false);
        Map<String, Double> values = new TreeMap<>();
        for (SegmentReading segment : reading.segments()) {
            values.put(segment.segment(), segment.value());
        }
        return values;
    }

    private static double[] line(Engine engine, String metric, long toMillis) {
        return engine.views()
                .series(metric, "1d", toMillis - 8_000, toMillis, 1_000, null)
                .lines()
                .get(0)
                .values();
    }

    private Engine open(String tree) throws Exception {
        return shop.open(shop.config(root.resolve("live")), tree);
    }
}
