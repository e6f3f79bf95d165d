package io.polestar.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.engine.alert.Act;
import io.polestar.engine.backtest.BacktestReport;
import io.polestar.engine.backtest.BacktestReport.Told;
import io.polestar.engine.backtest.BacktestRequest;
import io.polestar.engine.backtest.Episode;
import io.polestar.engine.dispatch.Message.Cause;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Matchers;
import io.polestar.engine.tree.RuleDraft;
import io.polestar.engine.view.AlertState;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backtest tells of known series: episodes to the step, messages one by one. */
class BacktestTest {
    private static final long START = 1_767_268_800_000L; // 2026-01-01T12:00:00Z
    private static final String MANY = """
            alerts:
              closed: {metric: refunds, window: 1m, above: 1, severity: critical, inhibits: [many]}
              many: {metric: orders, window: 1m, above: 5, for: 5s, keepFiringFor: 10s}
              lots: {metric: orders, window: 1m, above: 50}
            """;
    private static final Load ORDER = Load.of(List.of(), 1, 0);
    private static final Load REFUND = Load.of(List.of("type=refund"), 1, 0);

    @TempDir
    Path root;

    private Shop shop;

    private void open(String alerts) throws Exception {
        shop = new Shop(root, Trees.with(Trees.SHOP, alerts, ZoneId.of("UTC")), START, 1_000);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    private void passTo(long seconds) throws Exception {
        shop.passTo(START + seconds * 1_000);
    }

    private BacktestReport backtest(String rule, long fromSecond, long toSecond) throws Exception {
        return backtest(shop.engine().definition(), rule, fromSecond, toSecond);
    }

    private BacktestReport backtest(Definition definition, String rule, long fromSecond, long toSecond)
            throws Exception {
        return shop.engine()
                .backtest(new BacktestRequest(definition, rule, START + fromSecond * 1_000, START + toSecond * 1_000));
    }

    /** The engine's clock is a millisecond past the newest record; so to the second. */
    private static long second(long clockMillis) {
        return seconds(clockMillis - START);
    }

    private static long seconds(long millis) {
        return Math.round(millis / 1_000.0);
    }

    @Test
    void anEpisodeIsToldFromItsPendingToItsEnd() throws Exception {
        open(MANY);
        passTo(10);
        shop.send(6, ORDER, START + 10_000);
        passTo(30);
        shop.send(3, ORDER, START + 30_000);
        passTo(200);

        BacktestReport report = backtest("many", 0, 200);

        assertThat(report.fired()).isEqualTo(1);
        Episode episode = report.episodes().get(0);
        assertThat(episode.segment()).isNull();
        assertThat(second(episode.pendingMillis())).isEqualTo(10);
        assertThat(second(episode.firingMillis())).isEqualTo(15);
        assertThat(second(episode.endMillis())).isEqualTo(81);
        assertThat(seconds(episode.durationMillis())).isEqualTo(66);
        assertThat(seconds(episode.recoveringMillis())).isEqualTo(10);
        assertThat(episode.outcome()).isEqualTo(Episode.Outcome.RESOLVED);
        assertThat(episode.value()).isEqualTo(6);
        assertThat(episode.peak()).isEqualTo(9);
        assertThat(episode.threshold()).isEqualTo(5);
        assertThat(seconds(report.firingMillis())).isEqualTo(66);
        assertThat(report.messages())
                .containsExactly(new Told("chat", Cause.FIRED, 1), new Told("chat", Cause.RESOLVED, 1));
        assertThat(report.entered())
                .containsExactly(
                        Map.entry(AlertState.PENDING, 1L),
                        Map.entry(AlertState.FIRING, 1L),
                        Map.entry(AlertState.RECOVERING, 1L),
                        Map.entry(AlertState.RESOLVED, 1L));
        assertThat(report.journal().beginSequence()).isEqualTo(1);
        assertThat(report.journal().cut()).isFalse();
        assertThat(report.journal().events()).isEqualTo(9);
    }

    @Test
    void aRuleThatNeverWasInForceIsJudgedAsIfItHadBeen() throws Exception {
        open(MANY);
        passTo(10);
        shop.send(4, ORDER, START + 10_000);
        passTo(120);
        RuleDraft draft =
                RuleDraft.read(shop.engine().definition(), "some: {metric: orders, window: 1m, above: 3}", "rule.yaml");
        RuleDraft changed =
                RuleDraft.read(shop.engine().definition(), "many: {metric: orders, window: 1m, above: 2}", "rule.yaml");
        long before = shop.engine().stateHash();

        BacktestReport added = backtest(draft.definition(), draft.rule(), 0, 120);
        BacktestReport other = backtest(changed.definition(), changed.rule(), 0, 120);

        assertThat(added.episodes()).hasSize(1);
        assertThat(second(added.episodes().get(0).firingMillis())).isEqualTo(10);
        assertThat(other.episodes()).hasSize(1);
        assertThat(other.episodes().get(0).threshold()).isEqualTo(2);
        assertThat(backtest("many", 0, 120).episodes()).isEmpty();
        assertThat(shop.engine().stateHash()).isEqualTo(before);
    }

    @Test
    void whatInhibitsAndIsInhibitedIsCountedAndNobodyIsTold() throws Exception {
        open(MANY);
        passTo(10);
        shop.send(2, REFUND, START + 10_000);
        shop.send(6, ORDER, START + 10_000);
        passTo(30);
        shop.send(2, REFUND, START + 30_000);
        passTo(200);

        BacktestReport many = backtest("many", 0, 200);
        BacktestReport closed = backtest("closed", 0, 200);

        Episode episode = many.episodes().get(0);
        assertThat(episode.inhibitedBy()).containsExactly("closed");
        assertThat(seconds(episode.inhibitedMillis())).isEqualTo(66);
        assertThat(seconds(many.inhibitedMillis())).isEqualTo(66);
        assertThat(many.messageCount()).isZero();
        assertThat(closed.inhibits()).containsExactly(Map.entry("many", 1L));
        assertThat(closed.messageCount()).isEqualTo(2);
        assertThat(closed.inhibitedMillis()).isZero();
    }

    @Test
    void silencesAndAcknowledgementsOfTheTimeAreInForce() throws Exception {
        open(MANY);
        passTo(10);
        Act hush = new Act.Hush(new Matchers(Map.of("rule", "many")), START + 10_000, START + 40_000, "ann", "known");
        assertThat(shop.engine().act(hush).done()).isTrue();
        shop.send(6, ORDER, START + 10_000);
        passTo(50);
        String episode = shop.engine().views().alerts().current().stream()
                .filter(alert -> alert.rule().equals("many"))
                .findFirst()
                .orElseThrow()
                .episode();
        assertThat(shop.engine()
                        .act(new Act.Acknowledge(episode, "ann", "mine"))
                        .done())
                .isTrue();
        passTo(500);

        BacktestReport report = backtest("many", 0, 500);

        Episode told = report.episodes().get(0);
        assertThat(told.id()).isEqualTo(episode);
        assertThat(seconds(told.silencedMillis())).isEqualTo(25);
        assertThat(told.silencedBy()).hasSize(1);
        assertThat(told.acknowledgedBy()).isEqualTo("ann");
        assertThat(report.messages())
                .containsExactly(new Told("chat", Cause.FIRED, 1), new Told("chat", Cause.RESOLVED, 1));
    }

    @Test
    void onlyTheTimeAskedAboutIsTold() throws Exception {
        open(MANY);
        passTo(10);
        shop.send(6, ORDER, START + 10_000);
        passTo(200);
        shop.send(6, ORDER, START + 200_000);
        passTo(300);

        BacktestReport within = backtest("many", 20, 60);
        BacktestReport after = backtest("many", 100, 206);
        BacktestReport nothing = backtest("many", 100, 150);

        assertThat(within.fired()).isZero();
        assertThat(within.episodes()).hasSize(1);
        assertThat(within.episodes().get(0).outcome()).isEqualTo(Episode.Outcome.OPEN);
        assertThat(within.episodes().get(0).endMillis()).isEqualTo(Episode.GOING_ON);
        assertThat(seconds(within.firingMillis())).isEqualTo(39);
        assertThat(within.messageCount()).isZero();
        assertThat(after.fired()).isEqualTo(1);
        assertThat(after.messages()).containsExactly(new Told("chat", Cause.FIRED, 1));
        assertThat(nothing.episodes()).isEmpty();
        assertThat(nothing.entered()).isEmpty();
    }

    @Test
    void eachSegmentHasEpisodesOfItsOwn() throws Exception {
        open("alerts:\n  each: {metric: orders, window: 1m, each: country, above: 2}\n");
        passTo(10);
        shop.send(3, Load.of(List.of("country=UK"), 1, 0), START + 10_000);
        passTo(20);
        shop.send(3, Load.of(List.of("country=France"), 1, 0), START + 20_000);
        passTo(100);

        BacktestReport report = backtest("each", 0, 100);

        assertThat(report.episodes())
                .extracting(one -> one.segment() == null ? "" : one.segment().value())
                .containsExactly("UK", "France");
        assertThat(report.fired()).isEqualTo(2);
        assertThat(seconds(report.firingMillis())).isEqualTo(122);
    }
}
