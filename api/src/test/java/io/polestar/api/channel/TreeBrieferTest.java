package io.polestar.api.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.api.backend.EngineBackend;
import io.polestar.api.channel.wording.Briefing;
import io.polestar.api.channel.wording.Briefing.Mover;
import io.polestar.api.channel.wording.Briefing.Mover.Kind;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.MarketServer;
import io.polestar.engine.Readiness;
import io.polestar.engine.alert.Act;
import io.polestar.engine.dispatch.AlertNote;
import io.polestar.engine.tree.Channel.Language;
import io.polestar.engine.view.AlertState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about an alert, from a real engine. */
class TreeBrieferTest {
    private static final String TREE = """
            polestar: 1
            name: Market
            zone: Asia/Shanghai
            windows: [1h]
            dimensions:
              country: {property: country, bound: 10, labels: {en: Country, zh: 国家}}
            northStar: revenue
            metrics:
              revenue: {labels: {en: Revenue, zh: 收入}, owner: a@example.com, unit: GBP, decimals: 2, kind: sum, event: order, value: price, by: [country]}
              orders: {labels: {en: Orders, zh: 订单}, owner: a@example.com, unit: order, kind: count, event: order}
              order_value: {labels: {en: Order value, zh: 客单价}, owner: a@example.com, unit: GBP/order, kind: ratio, numerator: revenue, denominator: orders}
              visits: {labels: {en: Visits}, owner: a@example.com, unit: visit, kind: count, event: visit}
            components:
              revenue: orders * order_value
            influences:
              - {driver: visits, target: orders, sign: positive}
            sources:
              till: {labels: {en: The till, zh: 收银台}, stale: 10m, owner: a@example.com}
            """;

    @TempDir
    Path directory;

    private static AlertNote note(String metric, double value) {
        return new AlertNote(
                "low",
                null,
                "e1",
                "critical",
                null,
                Map.of(),
                AlertState.FIRING,
                false,
                metric,
                "1h",
                value,
                100,
                Double.NaN,
                Double.NaN,
                MarketServer.NOON,
                0,
                0,
                MarketServer.NOON + 1,
                1);
    }

    private static void note(MarketServer market, long millis, @Nullable String metric, String text) throws Exception {
        assertThat(market.engine()
                        .act(new Act.Annotate(millis, metric, text, "a@example.com"))
                        .done())
                .isTrue();
    }

    @Test
    void anOwnerIsToldWhatMovedTheMetricAndWhereItLeads() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            market.post("{'type':'visit','source':'till'}");
            market.pass(10_800_000);
            market.post(
                    "{'type':'order','source':'till','data':{'price':30,'country':'France'}}",
                    "{'type':'order','source':'till','data':{'price':20,'country':'Spain'}}");
            market.pass(3_900_000);
            market.post("{'type':'order','source':'web','data':{'price':10,'country':'Spain'}}");
            note(market, MarketServer.NOON - 3_600_000, "revenue", "prices went up");
            note(market, MarketServer.NOON + 60_000, "orders", "the nearest, but about orders");
            note(market, MarketServer.NOON - 7_200_000, null, "a holiday");
            TreeBriefer briefer =
                    new TreeBriefer(new EngineBackend(market.engine()), "https://polestar.example.com/board");

            Briefing briefing = briefer.brief(note("revenue", 10), Language.ZH);
            assertThat(briefing.metric()).isEqualTo("收入");
            assertThat(briefing.value()).isEqualTo("10 GBP");
            assertThat(briefing.bound()).isEqualTo("100 GBP");
            assertThat(briefing.since()).isEqualTo("2023-11-14 20:00 +08:00");
            assertThat(briefing.movers()).hasSizeBetween(3, 6);
            assertThat(briefing.movers()).contains(new Mover(Kind.SEGMENT, "国家: France", "−30 GBP"));
            assertThat(briefing.movers().stream().filter(mover -> mover.kind() == Kind.CHILD))
                    .extracting(Mover::name)
                    .containsExactlyInAnyOrder("订单", "客单价");
            assertThat(briefing.staleSources()).singleElement().asString().matches("收银台，已 65 分钟");
            assertThat(briefing.annotation()).isEqualTo("prices went up");
            assertThat(briefing.link())
                    .isEqualTo("https://polestar.example.com/board/#/node/revenue?window=1h&at="
                            + (MarketServer.NOON + 1));
            assertThat(briefer.brief(note("visits", 3), Language.EN).path())
                    .isEqualTo(List.of("Visits", "Orders", "Revenue"));
        }
    }

    @Test
    void aMetricThatThereIsNoLongerIsToldPlainly() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            Briefing briefing = new TreeBriefer(new EngineBackend(market.engine()), null)
                    .brief(note("gone", Double.NaN), Language.EN);

            assertThat(briefing.metric()).isEqualTo("gone");
            assertThat(briefing.value()).isEqualTo("no data");
            assertThat(briefing.path()).isEmpty();
            assertThat(briefing.link()).isNull();
        }
    }

    @Test
    void anEngineThatIsNotReadyIsNotAsked() {
        FakeBackend engine = new FakeBackend();
        engine.setReadiness(new Readiness(Readiness.State.REPLAYING, 1, 0.5, "replaying"));
        Briefing briefing = new TreeBriefer(engine, null).brief(note("order_value", 5), Language.EN);

        assertThat(briefing.path()).containsExactly("Order value", "Orders");
        assertThat(briefing.movers()).isEmpty();
        assertThat(briefing.staleSources()).isEmpty();
    }
}
