package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Acks;
import io.polestar.engine.Engine;
import io.polestar.engine.Receipt;
import io.polestar.engine.Status;
import io.polestar.engine.event.EventBatch;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.SeriesReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History that is brought in afterwards counts as if it had come in time, and nobody is told of it. */
class BackfillTest {
    private static final long MINUTE = 60_000;

    private static final String TREE = Shop.TREE.substring(0, Shop.TREE.indexOf("alerts:")) + """
            alerts:
              many_today: {labels: {en: Many orders today}, metric: orders, window: 1d, above: 40, severity: info}
              many_now: {labels: {en: Many orders now}, metric: orders, window: 1m, above: 20, severity: info}
            """;

    @TempDir
    Path directory;

    private final Shop shop = new Shop();

    @Test
    void aBackfillCountsAndFiresNothingAndLiveEventsFireAsEver() throws Exception {
        try (Engine engine = shop.open(shop.config(directory), TREE)) {
            long past = shop.wall.get() - 30 * MINUTE;
            backfill(engine, past, 0, 50);
            shop.pass(engine, 2_000);

            assertThat(Shop.ordersOf(engine)).isEqualTo(50);
            assertThat(Shop.revenueOf(engine)).isEqualTo(50 * Shop.ORDER_VALUE);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(revenueThen(engine, past)).isEqualTo(50 * Shop.ORDER_VALUE));
            assertThat(Shop.alertLog(engine)).isEmpty();
        }
        try (Engine engine = shop.open(shop.config(directory), TREE)) {
            shop.sell(engine, 1_000, 1_050);
            shop.pass(engine, 1_100);

            assertThat(Shop.ordersOf(engine)).isEqualTo(100);
            assertThat(Shop.alertLog(engine)).extracting(AlertReading::rule).containsExactly("many_now");
        }
    }

    @Test
    void aConditionThatHasCeasedSinceFiresAgainAndOneThatHeldBeforeIsNotOverlooked() throws Exception {
        try (Engine engine = shop.open(shop.config(directory), TREE)) {
            long now = shop.wall.get();
            backfill(engine, now - 23 * 60 * MINUTE, 0, 50);
            shop.pass(engine, 1_100);
            shop.pass(engine, 2 * 60 * MINUTE);
            assertThat(Shop.alertLog(engine)).isEmpty();

            shop.sell(engine, 1_000, 1_050);
            backfill(engine, now, 2_000, 2_050);
            shop.pass(engine, 1_100);

            assertThat(Shop.alertLog(engine))
                    .extracting(AlertReading::rule)
                    .containsExactlyInAnyOrder("many_today", "many_now");
        }
    }

    /** What the minutes after a time brought, as history has it once its own thread has come to them. */
    private static double revenueThen(Engine engine, long past) {
        SeriesReading series = engine.views().series("revenue", "1m", past, past + 20 * MINUTE, MINUTE, null);
        return Arrays.stream(series.lines().get(0).values()).sum();
    }

    /** Tells of orders long after their time. */
    private void backfill(Engine engine, long past, int from, int to) throws InterruptedException {
        long now = shop.wall.get();
        shop.wall.set(past);
        EventBatch batch = shop.orders(engine, from, to);
        shop.wall.set(now);
        batch.backfill(true);
        Receipt receipt = engine.append(batch, Acks.JOURNAL);
        assertThat(receipt.status()).isEqualTo(Status.ACCEPTED);
        assertThat(engine.awaitSequence(receipt.sequence() + 1, 20_000)).isTrue();
    }
}
