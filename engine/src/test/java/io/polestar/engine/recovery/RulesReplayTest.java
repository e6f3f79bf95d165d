package io.polestar.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.polestar.engine.Engine;
import io.polestar.engine.Redefinition;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertReason;
import io.polestar.engine.view.AlertState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of rule over an engine: what it sees, and that live, replayed and from a snapshot it comes to the same. */
class RulesReplayTest {
    static final String HEAD = """
            polestar: 1
            name: Shop
            zone: Europe/London
            windows: [1m, 1d, today]
            lateness: 2s
            dimensions:
              country: {property: country, bound: 2, labels: {en: Country}}
            northStar: orders
            sources:
              shop: {stale: 40s}
            metrics:
              orders: {owner: a@example.com, unit: order, kind: distinct, event: order, of: invoice, by: [country]}
              lines: {owner: a@example.com, unit: order, kind: count, event: order, by: [country]}
              revenue: {owner: a@example.com, unit: GBP, kind: sum, event: order, value: quantity * price, by: [country]}
              order_value: {owner: a@example.com, unit: GBP/order, kind: ratio, numerator: revenue, denominator: orders, by: [country]}
              other_value: {owner: a@example.com, unit: GBP/order, kind: ratio, numerator: revenue, denominator: lines, by: [country]}
            components: {revenue: orders * other_value}
            influences:
              - {driver: revenue, target: orders, sign: positive}
            guardrails:
              - {metric: order_value, guards: orders}
            """;

    static final String RULES = """
            alerts:
              many: {metric: orders, window: 1m, above: 20, clear: 10, keepFiringFor: 5s}
              many_each: {metric: orders, window: 1m, each: country, above: 6, clear: 3, for: 2s}
              surge: {metric: lines, window: 1m, change: {against: previous, above: 50%, clear: 10%}}
              surge_each: {metric: lines, window: 1m, each: country, change: {against: previous, above: 3}}
              drift: {metric: lines, window: 1m, each: country, share: {against: previous, beyond: 10}}
              behind: {metric: revenue, window: today, target: {value: 100000, below: 50%}}
              behind_yesterday: {metric: revenue, window: today, target: {value: 500, pace: previous, below: 90%}}
              gone: {metric: orders, missing: 15s}
              gone_each: {metric: orders, missing: 10s, each: country}
              flat: {metric: revenue, window: 1d, unchanged: 12s}
              leak: {metric: revenue, window: 1m, residual: {beyond: 1%}}
              undelivered: {metric: orders, absence: {of: invoice, first: {event: order}, then: {event: delivery}, within: 20s, above: 30}}
              guard: {metric: order_value, window: 1m, guardrail: {against: previous, below: -1%}}
              hollow: {metric: orders, window: 1m, hollow: {against: previous, rise: 10%, below: -1%}}
              both: {metric: orders, all: [many, surge]}
              either: {metric: orders, any: [gone, flat], severity: critical, inhibits: [gone, flat]}
              calm: {metric: orders, not: [many]}
              once: {metric: orders, window: 1m, above: 15, once: true, tags: {team: growth}}
              unusual: {metric: lines, window: 1m, anomaly: {}}
              unusual_each: {metric: other_value, window: 1d, each: country, anomaly: {direction: above, falseAlarmsPerMonth: 100}}
              unusual_distinct: {metric: orders, window: 1m, anomaly: {direction: below}}
              sure: {metric: lines, window: 1m, above: 25, provisional: true}
              office: {metric: orders, window: 1m, above: 5, activeHours: {from: "09:00", to: "17:00", holidays: [2024-12-25]}}
            maintenance:
              noon: {from: "12:01", to: "12:03", match: {rule: many*}}
            """;

    private final Shop shop = new Shop();

    @TempDir
    Path root;

    private Engine open(Path directory, String tree) throws Exception {
        return shop.open(shop.config(directory), tree);
    }

    private static Set<String> fired(Engine engine) {
        return Shop.alertLog(engine).stream()
                .filter(one -> one.state() == AlertState.FIRING)
                .map(AlertReading::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void liveReplayedAndFromASnapshotComesToTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        Path live = root.resolve("live");
        int sold = 0;
        for (int run = 0; run < 2; run++) {
            try (Engine engine = open(live, HEAD + RULES)) {
                sold = Trade.go(shop, engine, random, sold, 25);
            }
        }
        Path copy = root.resolve("copy");
        long hash;
        List<AlertReading> log;
        String edited = HEAD
                + RULES.replace("above: 50%", "above: 40%")
                        .replace("above: 15, once", "above: 15, severity: info, once");
        try (Engine engine = open(live, HEAD + RULES)) {
            sold = Trade.go(shop, engine, random, sold, 15);
            engine.define(Shop.definition(edited));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                shop.pass(engine, 300);
                return engine.redefinition().state() == Redefinition.State.ADOPTED;
            });
            Trade.go(shop, engine, random, sold, 15);
            Disk.copy(live, copy);
            hash = engine.stateHash();
            log = Shop.alertLog(engine);
        }
        try (Engine engine = open(copy, edited)) {
            assertThat(Shop.alertLog(engine)).as("seed=%d", seed).isEqualTo(log).isNotEmpty();
            assertThat(engine.stateHash())
                    .as("seed=%d, snapshot and tail", seed)
                    .isEqualTo(hash);
        }
        Disk.delete(copy.resolve("snapshots"));
        Disk.delete(copy.resolve("history"));
        try (Engine engine = open(copy, edited)) {
            assertThat(Shop.alertLog(engine)).as("seed=%d", seed).isEqualTo(log);
            assertThat(engine.stateHash()).as("seed=%d, whole journal", seed).isEqualTo(hash);
        }
    }

    @Test
    void changeShareAndPaceAreSeenAgainstThePast() throws Exception {
        try (Engine engine = open(root.resolve("live"), HEAD + RULES)) {
            shop.sell(engine, 0, 1);
            shop.pass(engine, 130_000);
            shop.sell(engine, 1, 7);
            shop.pass(engine, 65_000);
            shop.sell(engine, 7, 37);
            shop.pass(engine, 2_000);

            assertThat(fired(engine))
                    .contains("many", "surge", "both", "behind", "once", "sure")
                    .doesNotContain("leak");
            AlertReading surge = engine.views().alerts().current().stream()
                    .filter(one -> one.rule().equals("surge"))
                    .findFirst()
                    .orElseThrow();
            assertThat(surge.value()).isEqualTo(4);
            assertThat(surge.high()).isEqualTo(0.5);
        }
    }

    @Test
    void silenceOfEventsIsSeenAndSilentSourcesAreNoDrop() throws Exception {
        String tree = HEAD.replace("shop: {stale: 40s}", "\"\": {stale: 40s}").replace("  \"\":", "  unknown:") + RULES;
        try (Engine engine = open(root.resolve("live"), tree)) {
            shop.sell(engine, 0, 5);
            for (int second = 0; second < 30; second++) {
                shop.pass(engine, 1_000);
            }

            assertThat(fired(engine)).contains("gone", "gone_each", "flat", "either", "calm");
            AlertReading gone = engine.views().alerts().current().stream()
                    .filter(one -> one.rule().equals("gone"))
                    .findFirst()
                    .orElseThrow();
            assertThat(gone.inhibitedBy()).startsWith("either-");
        }
    }

    @Test
    void ordersWithoutADeliveryAreCounted() throws Exception {
        try (Engine engine = open(root.resolve("live"), HEAD + RULES)) {
            shop.sell(engine, 0, 31);
            shop.pass(engine, 19_000);
            assertThat(fired(engine)).doesNotContain("undelivered");
            shop.pass(engine, 3_000);
            assertThat(fired(engine)).contains("undelivered");
        }
    }

    @Test
    void aProvisionalFiringIsSettledByTheWatermark() throws Exception {
        try (Engine engine = open(root.resolve("live"), HEAD + RULES)) {
            shop.sell(engine, 0, 30);
            shop.pass(engine, 3_000);
            shop.sell(engine, 30, 31);
            shop.pass(engine, 1_000);

            assertThat(Shop.alertLog(engine))
                    .filteredOn(one -> one.rule().equals("sure"))
                    .extracting(AlertReading::reason)
                    .containsExactly(AlertReason.CONFIRMED, AlertReason.CONDITION);
        }
    }
}
