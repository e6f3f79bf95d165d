package io.polestar.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do about alerts over HTTP, on a real engine, and that a restart remembers it. */
class OperationsHttpTest {
    private static final String TREE = MarketServer.TREE + """
            alerts:
              any_order: {metric: orders, window: 1h, above: 0, each: country}
              first_order: {metric: orders, window: 1h, above: 0, once: true, tags: {team: growth}}
            """;

    @TempDir
    Path directory;

    private static HttpResponse<String> send(MarketServer market, String method, String path, String body)
            throws Exception {
        HttpRequest.Builder request = market.server().request(path);
        return market.server()
                .send(request.method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private static void done(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    private static JsonNode alert(MarketServer market, String rule) throws Exception {
        for (JsonNode alert : market.get("/v1/alerts").path("alerts")) {
            if (alert.path("rule").asText().equals(rule)) {
                return alert;
            }
        }
        throw new AssertionError("no such alert, rule=" + rule);
    }

    @Test
    void alertsAreAcknowledgedSilencedRearmedAndAnnotatedAndARestartRemembersIt() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            market.post("{'type':'order','data':{'price':1,'country':'France'}}");
            market.pass(1_000);
            JsonNode each = alert(market, "any_order");
            assertThat(each.path("state").asText()).isEqualTo("firing");
            assertThat(each.path("segment").path("value").asText()).isEqualTo("France");
            String episode = each.path("episode").asText();

            done(200, send(market, "POST", "/v1/alerts/" + episode + "/ack", "{'owner':'ann','comment':'on it'}"));
            done(
                    201,
                    send(market, "POST", "/v1/silences", "{'match':{'tag.team':'growth'},'for':'2h','creator':'ann'}"));
            done(201, send(market, "POST", "/v1/annotations", "{'text':'release','author':'ann','metric':'orders'}"));
            done(200, send(market, "POST", "/v1/rules/first_order/rearm", ""));

            assertThat(alert(market, "any_order")
                            .path("acknowledgement")
                            .path("owner")
                            .asText())
                    .isEqualTo("ann");
            assertThat(alert(market, "first_order").path("silencedBy").asText()).startsWith("silence-");
        }
        try (MarketServer market = new MarketServer(directory, TREE)) {
            assertThat(alert(market, "any_order")
                            .path("acknowledgement")
                            .path("comment")
                            .asText())
                    .isEqualTo("on it");
            JsonNode silence = market.get("/v1/silences").path("silences").get(0);
            assertThat(silence.path("state").asText()).isEqualTo("active");
            assertThat(market.get("/v1/annotations")
                            .path("annotations")
                            .get(0)
                            .path("text")
                            .asText())
                    .isEqualTo("release");

            done(
                    200,
                    send(market, "DELETE", "/v1/silences/" + silence.path("id").asText(), ""));
            String episode = alert(market, "any_order").path("episode").asText();
            done(200, send(market, "DELETE", "/v1/alerts/" + episode + "/ack", ""));

            assertThat(market.get("/v1/silences")
                            .path("silences")
                            .get(0)
                            .path("state")
                            .asText())
                    .isEqualTo("over");
            assertThat(alert(market, "first_order").path("silencedBy").isNull()).isTrue();
            assertThat(alert(market, "any_order").path("acknowledgement").isNull())
                    .isTrue();
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedWithItsRule() throws Exception {
        try (MarketServer market = new MarketServer(directory, TREE)) {
            done(404, send(market, "POST", "/v1/alerts/nothing-1/ack", "{'owner':'ann'}"));
            done(400, send(market, "POST", "/v1/alerts/nothing-1/ack", "{}"));
            done(400, send(market, "POST", "/v1/alerts/nothing-1/ack", "{'owner':'ann','colour':'red'}"));
            done(404, send(market, "POST", "/v1/rules/nothing/rearm", "{}"));
            done(400, send(market, "POST", "/v1/silences", "{'match':{'rule':'a'},'creator':'ann'}"));
            done(400, send(market, "POST", "/v1/silences", "{'match':{'colour':'a'},'for':'1h','creator':'ann'}"));
            done(400, send(market, "POST", "/v1/silences", "{'match':{},'for':'1h','creator':'ann'}"));
            done(404, send(market, "DELETE", "/v1/silences/silence-1", ""));
            done(400, send(market, "POST", "/v1/annotations", "{'text':'a','author':'b','metric':'nothing'}"));
            done(400, send(market, "POST", "/v1/annotations", "nonsense"));
        }
    }
}
