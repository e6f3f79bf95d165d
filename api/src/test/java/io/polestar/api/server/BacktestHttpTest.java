package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.engine.Engine;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backtests over HTTP, on a real engine that goes on meanwhile. */
class BacktestHttpTest {
    private static final String TREE = MarketServer.TREE + """
            alerts:
              busy: {metric: orders, window: 1h, above: 2, inhibits: [rich]}
              rich: {metric: revenue, window: 1h, above: 20}
            channels:
              chat: {webhook: {url: "https://chat.example.com/", secret: env:A}}
            routes:
              - {to: chat}
            """;

    @TempDir
    Path directory;

    private static HttpResponse<String> ask(MarketServer market, String body) throws Exception {
        return market.server()
                .send(market.server()
                        .request("/v1/rules/backtest")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static JsonNode report(MarketServer market, String body) throws Exception {
        HttpResponse<String> response = ask(market, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    private static String refused(int status, MarketServer market, String body) throws Exception {
        HttpResponse<String> response = ask(market, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = TestServer.json(response);
        return problem.path("detail").asText() + problem.path("definitionProblems");
    }

    private static void trade(MarketServer market) throws Exception {
        market.pass(1_000);
        for (int order = 0; order < 4; order++) {
            market.post("{'type':'order','data':{'price':10,'country':'France'}}");
            market.pass(60_000);
        }
    }

    private static String hash(Engine engine) throws Exception {
        return String.format(Locale.ROOT, "%016x", engine.alertHash());
    }

    @Test
    void aRuleInForceIsTold() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            trade(market);
            long before = market.engine().alertHash();

            HttpResponse<String> response = ask(market, "{'rule':'busy'}");

            JsonNode report = new AnswerSchemas(market.server()).fits("Backtest", response);
            assertThat(report.path("fired").asInt()).isEqualTo(1);
            assertThat(report.path("episodes").get(0).path("outcome").asText()).isEqualTo("open");
            assertThat(report.path("episodes").get(0).path("end").isNull()).isTrue();
            assertThat(report.path("episodes").get(0).path("peak").asInt()).isEqualTo(4);
            assertThat(report.path("inhibits").path("rich").asInt()).isEqualTo(1);
            assertThat(report.path("messages").toString())
                    .isEqualTo("[{\"channel\":\"chat\",\"cause\":\"fired\",\"count\":1}]");
            assertThat(report.path("journal").path("beginSequence").asInt()).isEqualTo(1);
            assertThat(report.path("alertHash").asText()).isEqualTo(hash(market.engine()));
            assertThat(market.engine().alertHash()).isEqualTo(before);
        }
    }

    @Test
    void aChangedAndANewRuleAreTriedOut() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            trade(market);

            JsonNode changed = report(market, "{'rule':{'busy':{'metric':'orders','window':'1h','above':3}}}");
            JsonNode added =
                    report(market, "{'rule':'few: {metric: orders, window: 1h, below: 2, each: country}','to':null}");
            JsonNode never = report(
                    market,
                    "{'rule':'busy','from':" + (market.wallMillis() - 1_000) + ",'to':" + (market.wallMillis() + 5)
                            + "}");

            assertThat(changed.path("episodes").get(0).path("threshold").asInt())
                    .isEqualTo(3);
            assertThat(added.path("rule").asText()).isEqualTo("few");
            assertThat(added.path("episodes")
                            .get(0)
                            .path("segment")
                            .path("value")
                            .asText())
                    .isEqualTo("France");
            assertThat(never.path("fired").asInt()).isZero();
            assertThat(never.path("episodes")).hasSize(1);
            assertThat(never.path("firingSeconds").asDouble()).isLessThan(1.01);
        }
    }

    @Test
    void badQuestionsAreRefusedWithFieldValueAndRule() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            assertThat(refused(404, market, "{'rule':'calm'}")).contains("no such rule, rule=calm");
            assertThat(refused(400, market, "{}")).contains("rule must be the id of a rule");
            assertThat(refused(400, market, "{'rule':7}")).contains("rule=7");
            assertThat(refused(400, market, "no json")).contains("must be JSON");
            assertThat(refused(400, market, "[]")).contains("must be a JSON object");
            assertThat(refused(400, market, "{'rule':'busy','until':1}")).contains("field=until");
            assertThat(refused(400, market, "{'rule':'busy','from':'yesterday'}"))
                    .contains("from=\"yesterday\"");
            assertThat(refused(400, market, "{'rule':'busy','from':5,'to':5}")).contains("from=5, to=5");
            assertThat(refused(400, market, "{'rule':{'a':{'metric':'orderz','window':'1h','above':3}}}"))
                    .contains("orderz")
                    .contains("orders");
            assertThat(refused(400, market, "{'rule':{'a':{},'b':{}}}")).contains("one rule is expected");
            assertThat(refused(400, market, "{'rule':{}}")).contains("one rule is expected");
            assertThat(refused(413, market, "{'rule':'" + "x".repeat(70_000) + "'}"))
                    .contains("65536");
            assertThat(market.server()
                            .send(market.server().request("/v1/rules/backtest").DELETE())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theEngineGoesOnWhileBacktestsRunAndTheyAgreeInTheEnd() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            trade(market);
            List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
            for (int one = 0; one < 6; one++) {
                asked.add(market.server()
                        .client()
                        .sendAsync(
                                market.server()
                                        .request("/v1/rules/backtest")
                                        .POST(BodyPublishers.ofString("{\"rule\":\"busy\"}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()));
                market.post("{'type':'order','data':{'price':10,'country':'Spain'}}");
            }
            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> one : asked) {
                statuses.add(one.get(60, TimeUnit.SECONDS).statusCode());
            }

            assertThat(statuses).contains(200).isSubsetOf(200, 503);
            market.pass(1_000);
            assertThat(market.get("/v1/metrics/orders?window=1h").path("value").asInt())
                    .isEqualTo(10);
            assertThat(report(market, "{'rule':'rich'}").path("alertHash").asText())
                    .isEqualTo(hash(market.engine()));
        }
    }
}
