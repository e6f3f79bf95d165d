package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.dispatch.Message;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that watches three months of an engine in which nothing is wrong. */
class AnomalyRuleTest {
    /** A Monday, 00:00 UTC. */
    private static final long START = 1_704_067_200_000L;

    private static final int DAYS = 90;
    private static final long PANE_MILLIS = 900_000;
    private static final int PER_MONTH = 4;

    @TempDir
    Path root;

    @Test
    void ninetyDaysWithoutAnomaliesBringNoMoreAlarmsThanConfigured() throws Exception {
        String rule =
                "alerts:\n  unusual: {metric: orders, window: 1d, anomaly: {falseAlarmsPerMonth: " + PER_MONTH + "}}\n";
        Random random = new Random(1);
        Load order = Load.of(List.of(), 1, 0);
        int fired = 0;
        try (Shop shop = new Shop(root, Trees.with(Trees.SHOP, rule, ZoneId.of("UTC")), START, PANE_MILLIS)) {
            for (int pane = 1; pane < DAYS * 96; pane++) {
                shop.passTo(START + pane * PANE_MILLIS);
                double days = pane / 96.0;
                double weekend = (int) days % 7 >= 5 ? 0.7 : 1;
                int orders = poisson(random, 12 * weekend * (1 + 0.5 * Math.sin(2 * Math.PI * days)));
                if (orders > 0) {
                    shop.send(orders, order, START + pane * PANE_MILLIS);
                }
                List<Message> told = shop.takeTold();
                told.forEach(AnomalyRuleTest::checkBand);
                fired += (int) told.stream()
                        .filter(message -> message.cause() == Message.Cause.FIRED)
                        .count();
            }
        }
        assertThat(fired).isBetween(1, (int) (1.5 * PER_MONTH * DAYS / 30));
    }

    /** A snapshot is taken while the segments are learnt, two a second, and another one between a backfill and the learning that follows it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsLearntIsTheSameLiveFromASnapshotAndReplayed(boolean backfilled) throws Exception {
        String rules = """
                alerts:
                  unusual: {metric: orders, window: 1h, each: country, anomaly: {}}
                  cheap: {metric: order_value, window: 1h, anomaly: {direction: below}}
                """;
        try (Shop shop = new Shop(root, Trees.with(Trees.SHOP, "", ZoneId.of("UTC")), START, 60_000)) {
            for (int country = 0; country < 10; country++) {
                Load load = Load.of(List.of("country=" + country, "price=" + country), 37_000 + 1_000 * country, START);
                shop.loads.put("country" + country, load);
            }
            shop.passTo(START + 30 * 3_600_000);
            shop.define(Trees.with(Trees.SHOP, rules, ZoneId.of("UTC")));
            shop.stepMillis(500);
            shop.passTo(shop.wall.get() + 1_000);
            shop.snapshot();
            shop.passTo(shop.wall.get() + 300_000);
            if (backfilled) {
                long from = START - 86_400_000;
                shop.backfill(Load.of(List.of("country=3"), 60_000, from), from, START);
                shop.passTo(shop.wall.get() + 30_000);
                shop.snapshot();
                shop.passTo(shop.wall.get() + 300_000);
            }
            long live = shop.engine().stateHash();
            assertThat(shop.readTail().stateHash()).isEqualTo(live);
            assertThat(shop.readAll().stateHash()).isEqualTo(live);
        }
    }

    private static void checkBand(Message message) {
        AlertNote note = message.alerts().get(0);
        assertThat(note.threshold()).isNaN();
        assertThat(note.bandLow()).isNotNegative().isLessThan(note.bandHigh());
        assertThat(note.value()).isFinite();
    }

    private static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
