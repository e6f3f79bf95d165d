package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client learns of those who send events. */
class SourcesHttpTest {
    private static final String TREE = MarketServer.TREE.replace("northStar:", """
            sources:
              till: {labels: {en: Till}, stale: 5m, owner: shop@example.com}
              web: {labels: {en: Web shop}, stale: 1h, owner: web@example.com}
            northStar:""");

    @TempDir
    Path directory;

    @Test
    void aSourceStatesHowFarItIsAndHowItBehaves() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            String now = Instant.ofEpochMilli(market.wallMillis()).toString();
            String ahead = Instant.ofEpochMilli(market.wallMillis() + 9_000).toString();
            String tooFar =
                    Instant.ofEpochMilli(market.wallMillis() + 7_200_000).toString();
            String behind = Instant.ofEpochMilli(market.wallMillis() - 120_000).toString();
            market.post(
                    "{'type':'order','source':'till','id':'1','time':'" + now + "','data':{'price':1}}",
                    "{'type':'order','source':'till','id':'1','time':'" + now + "','data':{'price':1}}",
                    "{'type':'order','source':'till','id':'2','time':'" + ahead + "','data':{'price':1}}",
                    "{'type':'order','source':'till','id':'3','time':'" + behind + "','data':{'price':1}}",
                    "{'type':'order','source':'till','id':'4','time':'" + tooFar + "','data':{'price':1}}",
                    "{'type':'order','source':'kiosk','time':'" + behind + "','data':{'price':1}}");

            JsonNode sources = market.get("/v1/sources").path("sources");
            JsonNode till = sources.get(0);
            JsonNode kiosk = sources.get(1);
            JsonNode web = sources.get(2);

            assertThat(till.path("source").asText()).isEqualTo("till");
            assertThat(till.path("state").asText()).isEqualTo("live");
            assertThat(till.path("events").asInt()).isEqualTo(3);
            assertThat(till.path("late").asInt()).isEqualTo(1);
            assertThat(till.path("duplicates").asInt()).isEqualTo(1);
            assertThat(till.path("rejected").asInt()).isEqualTo(1);
            assertThat(till.path("skewMillis").asInt()).isEqualTo(9_000);
            assertThat(till.path("lagMillis").asInt()).isZero();
            assertThat(till.path("ratePerSecond").asDouble()).isEqualTo(0.05);
            assertThat(till.path("owner").asText()).isEqualTo("shop@example.com");
            assertThat(till.path("labels").path("en").asText()).isEqualTo("Till");
            assertThat(Instant.parse(till.path("arrival").asText()).toEpochMilli())
                    .isEqualTo(market.wallMillis());
            assertThat(kiosk.path("declared").asBoolean(true)).isFalse();
            assertThat(kiosk.path("owner").isNull()).isTrue();
            assertThat(kiosk.path("lagMillis").asInt()).isEqualTo(120_000);
            assertThat(web.path("state").asText()).isEqualTo("silent");
            assertThat(web.path("newest").isNull()).isTrue();
            assertThat(web.path("staleAfterMillis").asInt()).isEqualTo(3_600_000);
        }
    }

    @Test
    void aSourceIsStaleAfterItsDeclaredSilenceAndLiveAgainWithItsNextEvent() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            market.post("{'type':'order','source':'till','data':{'price':1}}");
            market.pass(300_000);
            awaitState(market, "live");

            market.pass(1_000);
            awaitState(market, "stale");
            assertThat(market.get("/v1/metrics/orders")
                            .path("trust")
                            .path("sources")
                            .get(0)
                            .path("state")
                            .asText())
                    .isEqualTo("stale");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(till(market).path("ratePerSecond").asInt(-1))
                                    .isZero());

            market.post("{'type':'order','source':'till','data':{'price':1}}");
            awaitState(market, "live");
        }
    }

    @Test
    void whatIsKnownOfSourcesOutlivesARestart() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            market.post(
                    "{'type':'order','source':'till','id':'1','data':{'price':1}}",
                    "{'type':'order','source':'till','id':'1','data':{'price':1}}");
        }
        try (MarketServer market = new MarketServer(directory, TREE)) {
            assertThat(till(market).path("events").asInt()).isEqualTo(1);
            assertThat(till(market).path("duplicates").asInt()).isEqualTo(1);
            assertThat(till(market).path("ratePerSecond").asDouble()).isEqualTo(1 / 60.0);
        }
    }

    /** However busy the machine is: a state follows from the wall clock of the test, but is seen only when it has been published. */
    private static void awaitState(MarketServer market, String state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(till(market).path("state").asText()).isEqualTo(state));
    }

    private static JsonNode till(MarketServer market) throws Exception {
        return market.get("/v1/sources").path("sources").get(0);
    }
}
