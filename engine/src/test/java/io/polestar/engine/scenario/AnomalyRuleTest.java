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
