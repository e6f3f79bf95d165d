package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.engine.gauge.AnomalyQuestion;
import io.polestar.engine.gauge.AnomalyReading;
import io.polestar.engine.view.AlertReading;
import io.polestar.engine.view.AlertState;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was unusual in the past, asked afterwards: the same as a rule said at the time, where history still tells. */
class AnomalyReaderTest {
    /** A Monday, 00:00 UTC. */
    private static final long START = 1_704_067_200_000L;

    private static final long MINUTE = 60_000;
    private static final long QUARTER = 15 * MINUTE;
    private static final long LATENESS = 30_000;
    private static final Load ORDER = Load.of(List.of(), 1, 0);

    @TempDir
    Path root;

    private final Random random = new Random(7);

    @Test
    void theUnusualPanesAreThoseInWhichARuleFired() throws Exception {
        String rule = "alerts:\n  unusual: {metric: orders, window: 1h, anomaly: {falseAlarmsPerMonth: 8}}\n";
        try (Shop shop = new Shop(root, tree(rule), START, MINUTE)) {
            for (int minute = 0; minute < 1_800; minute++) {
                boolean drop = minute >= 1_500 && minute < 1_530;
                trade(shop, START + minute * MINUTE, drop ? 4 : 40 + (int) (8 * random.nextGaussian()), MINUTE);
            }
            shop.passTo(shop.wall.get() + 2 * MINUTE);

            List<AlertReading> newestFirst = shop.engine().views().alerts().log();
            AnomalyReading reading = read(shop, "orders", "1h", START, null, 8);

            assertThat(reading.paneMillis()).isEqualTo(MINUTE);
            assertThat(reading.unusual()).contains(1_500 + 1);
            assertThat(reading.unusual()).containsExactly(firing(newestFirst, reading.times()));
        }
    }

    /** The places of the panes that were the newest while the rule fired: judged a quarter of their length after their end. */
    private static int[] firing(List<AlertReading> newestFirst, long[] times) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < times.length; place++) {
            long judged = times[place] + MINUTE + MINUTE / 4;
            boolean fires = newestFirst.stream()
                    .filter(transition -> transition.decisionMillis() < judged + MINUTE)
                    .findFirst()
                    .filter(transition -> transition.state() == AlertState.FIRING)
                    .isPresent();
            if (fires) {
                places.add(place);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void aPaneIsJudgedByWhatCameBeforeItAlone() throws Exception {
        try (Shop shop = new Shop(root, tree(""), START, QUARTER)) {
            tradeQuarters(shop, 170);
            AnomalyReading before = read(shop, "orders", "1d", START + 130 * QUARTER, START + 165 * QUARTER, 2);
            for (int quarter = 170; quarter < 190; quarter++) {
                trade(shop, START + quarter * QUARTER, 900, QUARTER);
            }
            AnomalyReading after = read(shop, "orders", "1d", START + 130 * QUARTER, START + 165 * QUARTER, 2);

            assertThat(before.times()).hasSize(35);
            assertThat(after.expected()).isEqualTo(before.expected()).doesNotContain(Double.NaN);
            assertThat(after.low()).isEqualTo(before.low());
            assertThat(after.high()).isEqualTo(before.high());
            assertThat(after.unusual()).isEqualTo(before.unusual());
        }
    }

    @Test
    void panesThatHistoryNoLongerTellsApartHaveNoValues() throws Exception {
        try (Shop shop = new Shop(root, tree(""), START, QUARTER)) {
            int[] sent = tradeQuarters(shop, 384);

            AnomalyReading reading = read(shop, "orders", "1d", START, START + 384 * QUARTER, 2);

            int known = 0;
            while (Double.isNaN(reading.values()[known])) {
                known++;
            }
            assertThat(known).isBetween(384 - 192 - 2, 384 - 192 + 1);
            for (int place = known; place < reading.values().length; place++) {
                assertThat(reading.values()[place]).as("pane " + place).isEqualTo(sent[place]);
                if (!Double.isNaN(reading.low()[place])) {
                    assertThat(reading.expected()[place]).isBetween(reading.low()[place], reading.high()[place]);
                }
            }
            assertThat(Arrays.stream(reading.low()).filter(bound -> !Double.isNaN(bound)))
                    .isNotEmpty();
            assertThat(Arrays.copyOf(reading.expected(), known)).containsOnly(Double.NaN);
            assertThat(Arrays.stream(reading.unusual())).allMatch(place -> place >= 192);
        }
    }

    @Test
    void aPaneIsToldOfWhenItIsOver() throws Exception {
        try (Shop shop = new Shop(root, tree(""), START, QUARTER)) {
            tradeQuarters(shop, 20);
            long clock = shop.engine().views().alerts().trust().clockMillis();

            AnomalyReading reading = read(shop, "orders", "1d", null, clock + 86_400_000, 2);

            long[] times = reading.times();
            assertThat(times[times.length - 1] + QUARTER).isBetween(clock - QUARTER - LATENESS, clock - LATENESS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "growth 1d 0 1 2 reads earlier values",
                "orders 7d 0 1 2 window=7d",
                "nothing 1d 0 1 2 no such metric",
                "orders 1d 0 1 0 from 0.001",
                "orders 1d 2 1 2 from must be",
                "orders 1d 0 40000000 2 at most 2000 panes"
            })
    void whatBreaksARuleIsRefused(String question) throws Exception {
        String[] words = question.split(" ", 6);
        try (Shop shop = new Shop(root, tree(""), START, QUARTER)) {
            assertThatThrownBy(() -> read(
                            shop,
                            words[0],
                            words[1],
                            START + 60 * Long.parseLong(words[2]),
                            START + 60 * Long.parseLong(words[3]),
                            Double.parseDouble(words[4])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(words[5]);
        }
    }

    private static String tree(String rules) {
        String growth = "  growth: {owner: ann@example.com, unit: '1', kind: derived, formula: orders / before,"
                + " earlier: {before: {metric: orders, against: day}}}\n";
        String shop = Trees.SHOP.replace("components:", growth + "components:")
                + "influences:\n  - {driver: growth, target: revenue, sign: positive}\n";
        return Trees.with(shop, rules, ZoneId.of("UTC"));
    }

    private int[] tradeQuarters(Shop shop, int until) throws Exception {
        int[] sent = new int[until];
        for (int quarter = 0; quarter < until; quarter++) {
            sent[quarter] = 100 + (int) (10 * random.nextGaussian());
            trade(shop, START + quarter * QUARTER, sent[quarter], QUARTER);
        }
        return sent;
    }

    private static void trade(Shop shop, long paneMillis, int orders, long lengthMillis) throws Exception {
        shop.send(orders, ORDER, paneMillis);
        shop.passTo(paneMillis + lengthMillis);
    }

    private static AnomalyReading read(
            Shop shop, String metric, String window, @Nullable Long from, @Nullable Long to, double falseAlarms) {
        return shop.engine().anomalies().read(new AnomalyQuestion(metric, window, from, to, falseAlarms));
    }
}
