package io.polestar.api.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.channel.outgoing.AddressBlock;
import io.polestar.api.server.MarketServer;
import io.polestar.engine.tree.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an event that is posted to the request that a receiver gets, with everything real between them. */
class AlertPathTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("KEY", Station.WEBHOOK_KEY);

    @TempDir
    Path directory;

    private Receiver receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = new Receiver(Receiver.status(200));
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void anEventThatCrossesAThresholdReachesTheOwnerOnceWithItsCause() throws Exception {
        try (MarketServer market = new MarketServer(directory, tree());
                Channels channels = open(market)) {
            market.engine().deliverTo(channels);
            sell(market, "Spain");
            market.pass(3 * 3_600_000);
            sell(market, "France", "Spain", "France");
            market.pass(1_100);
            heard(1);

            JsonNode data = receiver.requests().get(0).json().path("data");
            assertThat(data.path("cause").asText()).isEqualTo("fired");
            JsonNode alert = data.path("alerts").path(0);
            assertThat(alert.path("rule").asText()).isEqualTo("many");
            assertThat(alert.path("value").asDouble()).isEqualTo(3);
            assertThat(alert.path("briefing").path("path"))
                    .extracting(JsonNode::asText)
                    .containsExactly("Orders", "Revenue");
            assertThat(alert.path("briefing").path("movers").toString()).contains("France");
        }
    }

    @Test
    void aRestartTellsNothingAgainAndTheEndIsToldToThoseWhoKnow() throws Exception {
        try (MarketServer market = new MarketServer(directory, tree());
                Channels channels = open(market)) {
            market.engine().deliverTo(channels);
            sell(market, "France", "Spain", "France");
            market.pass(1_100);
            heard(1);
        }
        try (MarketServer market = new MarketServer(directory, tree());
                Channels channels = open(market)) {
            market.engine().deliverTo(channels);
            market.pass(2 * 3_600_000);
            heard(2);

            assertThat(receiver.requests())
                    .extracting(request -> request.json().path("type").asText())
                    .containsExactly("alert.fired", "alert.resolved");
            assertThat(receiver.headers("webhook-id")).doesNotHaveDuplicates();
        }
    }

    @Test
    void messagesWaitForATakerThatComesLate() throws Exception {
        try (MarketServer market = new MarketServer(directory, tree())) {
            sell(market, "France", "Spain", "France");
            market.pass(1_100);
            try (Channels channels = open(market)) {
                market.engine().deliverTo(channels);
                heard(1);
            }
        }
    }

    private void heard(int requests) {
        await().atMost(Duration.ofSeconds(60)).until(() -> receiver.requests().size() >= requests);
        assertThat(receiver.requests()).hasSize(requests);
    }

    private static void sell(MarketServer market, String... countries) throws Exception {
        for (String country : countries) {
            market.post("{'type':'order','data':{'price':30,'country':'" + country + "'}}");
        }
    }

    private String tree() {
        return MarketServer.TREE + """
                alerts:
                  many: {metric: orders, window: 1h, above: 2, severity: critical}
                channels:
                  ops: {webhook: {url: "URL", secret: env:KEY}}
                """.replace("URL", receiver.url("/ops"));
    }

    private Channels open(MarketServer market) throws IOException {
        return Channels.open(
                directory.resolve("outbox"),
                ChannelSettings.withSecretsIn(directory.resolve("secrets"))
                        .withAllowed(List.of(AddressBlock.parse("127.0.0.0/8"))),
                () -> channels(market),
                new TreeBriefer(new EngineBackend(market.engine()), null),
                new Channels.Machine(
                        Clock.systemUTC(), ENVIRONMENT::get, (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }

    private static List<Channel> channels(MarketServer market) {
        return market.engine().definition().channels();
    }
}
