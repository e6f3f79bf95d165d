package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments, filters and remainders as a client of the server meets them. */
class DrillDownHttpTest {
    private MarketServer market;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        market = new MarketServer(directory);
        market.post(
                "{'type':'order','subject':'a','data':{'country':'France','channel':'web','price':10.1}}",
                "{'type':'order','subject':'b','data':{'country':'France','channel':'app','price':25.2}}",
                "{'type':'order','subject':'a','data':{'country':'Spain','channel':'app','price':7.77}}",
                "{'type':'order','subject':'c','data':{'country':'Washington, D.C.','channel':'a:b','price':1.01}}");
    }

    @AfterEach
    void stop() throws Exception {
        market.close();
    }

    @Test
    void topShowsTheLargestSegmentsAndWhatIsLeft() throws Exception {
        JsonNode revenue = market.get("/v1/metrics/revenue?by=country&top=1");

        assertThat(revenue.path("value").asText()).isEqualTo("44.08");
        assertThat(revenue.path("segments").toString())
                .isEqualTo("[{\"segment\":\"France\",\"value\":35.3,\"previous\":null},"
                        + "{\"segment\":\"other\",\"remainder\":{\"segments\":2,\"reason\":null},"
                        + "\"value\":8.78,\"previous\":null}]");
    }

    @Test
    void aRemainderThatDoesNotAddUpSaysSo() throws Exception {
        JsonNode rest = market.get("/v1/metrics/buyers?by=country&top=1")
                .path("segments")
                .get(1);

        assertThat(rest.path("value").isNull()).isTrue();
        assertThat(rest.path("remainder").path("reason").asText()).contains("buyers do not add up");
    }

    @Test
    void aPairStatesBothPartsAndTheyAreAFilter() throws Exception {
        JsonNode first =
                market.get("/v1/metrics/revenue?by=place").path("segments").get(0);

        assertThat(first.path("parts").toString()).isEqualTo("{\"country\":\"France\",\"channel\":\"app\"}");
        JsonNode filtered =
                market.get("/v1/metrics/revenue?where=" + first.path("segment").asText());
        assertThat(filtered.path("value").asDouble()).isEqualTo(25.2);
        assertThat(filtered.path("where")).isEqualTo(first.path("parts"));
        assertThat(filtered.path("known").asBoolean()).isTrue();
    }

    @Test
    void aFilterMayBeOneParameterOrTwoAndItsCommasEscaped() throws Exception {
        assertThat(market.get("/v1/metrics/revenue?where=channel:app&where=country:France")
                        .path("value")
                        .asDouble())
                .isEqualTo(25.2);
        assertThat(market.get("/v1/metrics/revenue?where=country:Washington%5C,%20D.C.,channel:a:b")
                        .path("value")
                        .asDouble())
                .isEqualTo(1.01);
    }

    @Test
    void aDimensionWithinASegment() throws Exception {
        JsonNode france = market.get("/v1/metrics/revenue?by=channel&where=country:France");

        assertThat(france.path("value").asDouble()).isEqualTo(35.3);
        assertThat(france.path("segments"))
                .extracting(node -> node.path("segment").asText())
                .containsExactly("app", "web");
    }

    @Test
    void aSegmentThatIsNotKnownIsNoError() throws Exception {
        JsonNode revenue = market.get("/v1/metrics/revenue?where=country:Atlantis");

        assertThat(revenue.path("known").asBoolean(true)).isFalse();
        assertThat(revenue.path("value").asInt(-1)).isZero();
    }

    @Test
    void aFilterThatIsNotDeclaredIsRefusedWithWhatIs() throws Exception {
        assertThat(market.refused("/v1/metrics/revenue?where=colour:red"))
                .contains("declared=[country, channel, place (country, channel)]", "where=colour:red");
        assertThat(market.refused("/v1/metrics/buyers?where=country:France,channel:app"))
                .contains("declared=[country]");
        assertThat(market.refused("/v1/metrics/revenue?where=country")).contains("dimension:value");
        assertThat(market.refused("/v1/metrics/revenue?by=country&top=0")).contains("top must be");
        assertThat(market.refused("/v1/metrics/revenue?top=3")).contains("top wants by");
    }

    @Test
    void aSeriesTakesFiltersAndTop() throws Exception {
        market.pass(60_000);
        JsonNode filtered = market.get("/v1/metrics/revenue/series?window=1h&where=country:France&step=1m");
        JsonNode largest = market.get("/v1/metrics/revenue/series?window=1h&by=country&top=1&step=1m");

        JsonNode values = filtered.path("lines").get(0).path("values");
        assertThat(values.get(values.size() - 1).asDouble()).isEqualTo(35.3);
        assertThat(largest.path("lines"))
                .extracting(line -> line.path("segment").asText())
                .containsExactly("France", "other");
        assertThat(largest.path("lines")
                        .get(1)
                        .path("remainder")
                        .path("segments")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aLiveTopicMayBeFiltered() throws Exception {
        try (Stream<String> lines = market.server()
                .client()
                .send(
                        market.server()
                                .request("/v1/live?metric=revenue&window=1h&by=channel&where=country:France&top=1")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines())
                .body()) {
            Iterator<String> each =
                    lines.filter(line -> line.contains("\"snapshot\"")).iterator();
            JsonNode snapshot = TestServer.MAPPER.readTree(each.next().substring("data: ".length()));

            assertThat(snapshot.path("topic").toString())
                    .isEqualTo("{\"metric\":\"revenue\",\"window\":\"1h\",\"by\":\"channel\",\"segment\":null,"
                            + "\"where\":{\"country\":\"France\"},\"top\":1}");
            assertThat(snapshot.path("data").path("segments"))
                    .extracting(node -> node.path("value").asDouble())
                    .containsExactly(25.2, 10.1);
        }
    }
}
