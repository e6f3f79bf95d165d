package io.polestar.api.live;

import static io.polestar.engine.tree.Comparison.PREVIOUS;
import static io.polestar.engine.tree.Comparison.WEEKDAY;
import static io.polestar.engine.tree.Comparison.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.ServerConfig;
import io.polestar.api.server.TestServer;
import io.polestar.engine.Readiness;
import io.polestar.engine.tree.Comparison;
import io.polestar.engine.view.AlertState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client of the live socket is sent, and when it is sent nothing. */
class LiveSocketTest {
    private static final String ORDERS = "{'metric':'orders','window':'1d'}";
    private static final LiveLimits LIMITS =
            LiveLimits.defaults().withSubscribers(3).withHeartbeatMillis(100);

    private final FakeBackend engine = new FakeBackend();
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        engine.advance();
        server = TestServer.start(engine, directory, ServerConfig.defaults().withLive(LIMITS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSubscriptionBeginsWithASnapshotAndGoesOnWithChanges() throws Exception {
        try (LiveClient client = LiveClient.open(server).send(subscribe(ORDERS))) {
            JsonNode snapshot = client.next("snapshot");
            assertThat(snapshot.path("topic").path("metric").asText()).isEqualTo("orders");
            assertThat(snapshot.path("sequence").asLong()).isEqualTo(1);
            assertThat(snapshot.path("data").path("value").asInt()).isEqualTo(42);

            engine.set("orders", 43);

            JsonNode change = client.next("change");
            assertThat(change.path("sequence").asLong()).isEqualTo(2);
            assertThat(change.path("dropped").asInt()).isZero();
            assertThat(change.path("data").path("value").asInt()).isEqualTo(43);
        }
    }

    @Test
    void whatHasNotChangedIsNotSent() throws Exception {
        try (LiveClient client = LiveClient.open(server).send(subscribe(ORDERS))) {
            client.next("snapshot");
            int reads = engine.reads();

            engine.advance();
            await().until(() -> engine.reads() > reads);

            assertThat(client.untilPong()).isEmpty();
        }
    }

    @Test
    void aTopicMayBeTheWholeTreeOrOneSegment() throws Exception {
        engine.setCountry("France", 12);
        engine.setCountry("Spain", 5);
        String france = "{'metric':'orders','window':'1d','by':'country','segment':'France'}";

        try (LiveClient client = LiveClient.open(server).send(subscribe(france, "{'tree':'7d'}"))) {
            List<JsonNode> snapshots = List.of(client.next("snapshot"), client.next("snapshot"));

            assertThat(snapshots).anySatisfy(snapshot -> {
                assertThat(snapshot.path("topic").path("segment").asText()).isEqualTo("France");
                assertThat(snapshot.path("data").path("segments").findValuesAsText("segment"))
                        .containsExactly("France");
            });
            assertThat(snapshots).anySatisfy(snapshot -> {
                assertThat(snapshot.path("topic").path("tree").asText()).isEqualTo("7d");
                assertThat(snapshot.path("data").path("nodes").size()).isEqualTo(3);
            });
        }
    }

    @Test
    void aTopicIsComparedWithTheEarlierWindowThatItNames() throws Exception {
        String lastYear = "{'metric':'orders','window':'1d','against':'year'}";
        String tree = "{'tree':'1d','against':'weekday'}";

        try (LiveClient client = LiveClient.open(server).send(subscribe(ORDERS, lastYear, tree))) {
            List<JsonNode> snapshots =
                    List.of(client.next("snapshot"), client.next("snapshot"), client.next("snapshot"));

            assertThat(snapshots)
                    .extracting(snapshot -> snapshot.path("topic").toString())
                    .containsExactlyInAnyOrder(
                            "{\"metric\":\"orders\",\"window\":\"1d\",\"by\":null,\"segment\":null}",
                            "{\"metric\":\"orders\",\"window\":\"1d\",\"by\":null,\"segment\":null,\"against\":\"year\"}",
                            "{\"tree\":\"1d\",\"against\":\"weekday\"}");
            assertThat(snapshots)
                    .extracting(LiveSocketTest::firstPrevious)
                    .containsExactlyInAnyOrder(earlier(PREVIOUS), earlier(YEAR), earlier(WEEKDAY));
        }
    }

    private static int firstPrevious(JsonNode snapshot) {
        return snapshot.path("data").findPath("previous").path("value").asInt();
    }

    /** As the fake has it. */
    private static int earlier(Comparison against) {
        return 40 + against.ordinal();
    }

    @Test
    void previousIsTheSameTopicWhetherItIsNamedOrNot() throws Exception {
        String named = "{'metric':'orders','window':'1d','against':'previous'}";

        try (LiveClient client = LiveClient.open(server).send(subscribe(named))) {
            assertThat(client.next("snapshot").path("topic").has("against")).isFalse();
            client.send("{'op':'unsubscribe','topics':[" + ORDERS + "]}");
            client.next("ack");

            engine.set("orders", 50);

            assertThat(client.untilPong()).isEmpty();
        }
    }

    @Test
    void aTopicNobodyWantsAnyMoreIsNotSent() throws Exception {
        try (LiveClient client = LiveClient.open(server).send(subscribe(ORDERS))) {
            client.next("snapshot");
            client.send("{'op':'unsubscribe','topics':[" + ORDERS + "]}");
            assertThat(client.next("ack").path("op").asText()).isEqualTo("unsubscribe");

            engine.set("orders", 50);

            assertThat(client.untilPong()).isEmpty();
        }
    }

    @Test
    void clientsOfOneTopicShareOneReading() throws Exception {
        try (LiveClient one = LiveClient.open(server).send(subscribe(ORDERS));
                LiveClient other = LiveClient.open(server).send(subscribe(ORDERS))) {
            one.next("snapshot");
            other.next("snapshot");
            int reads = engine.reads();

            engine.set("orders", 44);

            assertThat(one.next("change").path("data").path("value").asInt()).isEqualTo(44);
            assertThat(other.next("change").path("data").path("value").asInt()).isEqualTo(44);
            assertThat(engine.reads()).isEqualTo(reads + 1);
        }
    }

    @Test
    void aResumeBringsOnlyWhatHasChangedSince() throws Exception {
        try (LiveClient before = LiveClient.open(server).send(subscribe(ORDERS))) {
            before.next("snapshot");
        }
        engine.advance();

        try (LiveClient unchanged = LiveClient.open(server).send(resume(2, ORDERS))) {
            assertThat(unchanged.untilPong())
                    .singleElement()
                    .satisfies(ack -> assertThat(ack.path("type").asText()).isEqualTo("ack"));
        }
        engine.set("orders", 99);
        try (LiveClient changed = LiveClient.open(server).send(resume(2, ORDERS))) {
            assertThat(changed.next("snapshot").path("data").path("value").asInt())
                    .isEqualTo(99);
        }
    }

    @Test
    void aResumeFromAnotherJournalBeginsAfresh() throws Exception {
        try (LiveClient client = LiveClient.open(server).send(resume(1_000_000, ORDERS))) {
            assertThat(client.next("snapshot").path("sequence").asLong()).isEqualTo(1);
        }
    }

    @Test
    void alertsComeFirstAsTheyStandThenEachTransitionWithItsTimes() throws Exception {
        try (LiveClient client = LiveClient.open(server).send(subscribe("{'alerts':true}"))) {
            assertThat(client.next("snapshot").path("data").path("alerts").isArray())
                    .isTrue();

            engine.transition(AlertState.PENDING);
            engine.transition(AlertState.FIRING);

            JsonNode pending = client.next("alert");
            JsonNode firing = client.next("alert");
            assertThat(pending.path("data").path("state").asText()).isEqualTo("pending");
            assertThat(firing.path("data").path("state").asText()).isEqualTo("firing");
            assertThat(firing.path("sequence").asLong()).isEqualTo(3);
            assertThat(firing.path("data").path("times").fieldNames())
                    .toIterable()
                    .containsExactly("event", "ingestion", "decision", "push");
        }
    }

    @Test
    void transitionsSinceAResumeAreSentAgain() throws Exception {
        engine.transition(AlertState.PENDING);
        engine.transition(AlertState.FIRING);
        engine.transition(AlertState.RESOLVED);

        try (LiveClient client = LiveClient.open(server).send(resume(3, "{'alerts':true}"))) {
            assertThat(client.next("alert").path("data").path("state").asText()).isEqualTo("firing");
            assertThat(client.next("alert").path("data").path("state").asText()).isEqualTo("resolved");
        }
    }

    @Test
    void aResumeFromBeforeTheOldestTransitionKeptBringsThemAll() throws Exception {
        for (int i = 0; i < 250; i++) {
            engine.transition(AlertState.PENDING);
        }

        try (LiveClient client = LiveClient.open(server).send(resume(2, "{'alerts':true}"))) {
            assertThat(client.next("snapshot").path("data").path("log").size()).isEqualTo(200);
        }
    }

    @Test
    void aQuietConnectionHearsAHeartbeat() throws Exception {
        try (LiveClient client = LiveClient.open(server)) {
            JsonNode heartbeat = client.next("heartbeat");

            assertThat(heartbeat.path("sequence").asLong()).isEqualTo(1);
            assertThat(heartbeat.path("ready").asBoolean()).isTrue();
            assertThat(heartbeat.path("trust").path("clock").asText()).isNotEmpty();
        }
    }

    @Test
    void aSubscriptionWaitsForTheReplayToEnd() throws Exception {
        engine.setReadiness(new Readiness(Readiness.State.REPLAYING, 0, 0.5, "replaying"));
        try (LiveClient client = LiveClient.open(server).send(subscribe(ORDERS))) {
            assertThat(client.next().path("type").asText()).isEqualTo("ack");
            assertThat(client.next("heartbeat").path("ready").asBoolean()).isFalse();

            engine.setReadiness(new Readiness(Readiness.State.READY, 10, 1, "ready"));

            assertThat(client.next("snapshot").path("data").path("value").asInt())
                    .isEqualTo(42);
        }
    }

    @Test
    void whatTheDefinitionDoesNotHaveIsRefusedAndTheConnectionGoesOn() throws Exception {
        List<String> wrong = List.of(
                "{'metric':'nothing'}",
                "{'metric':'orders','window':'3d'}",
                "{'metric':'orders','by':'colour'}",
                "{'metric':'orders','segment':'France'}",
                "{'tree':'28d'}",
                "{'tree':'1d','against':'yesterday'}",
                "{'metric':'orders','against':7}",
                "{'metric':7}",
                "{}");
        try (LiveClient client = LiveClient.open(server)) {
            for (String topic : wrong) {
                client.send(subscribe(topic));
                JsonNode error = client.next();
                assertThat(error.path("type").asText()).as(topic).isEqualTo("error");
                assertThat(error.path("problem").path("status").asInt()).isEqualTo(400);
            }
            for (String message : List.of("not json", "[]", "{'op':'dance'}", "{'op':'subscribe'}")) {
                client.send(message);
                assertThat(client.next().path("type").asText()).as(message).isEqualTo("error");
            }
            client.send(subscribe(ORDERS));
            client.next("snapshot");
        }
    }

    @Test
    void aConnectionHoldsSoManyTopicsAndNoMore() throws Exception {
        String two = ORDERS + ",{'metric':'revenue'}";
        String many = two + (",{'metric':'orders','window':'1d','by':'country','segment':'%d'}").repeat(254);
        String[] segments = many.split("%d", -1);
        StringBuilder topics = new StringBuilder(segments[0]);
        for (int i = 1; i < segments.length; i++) {
            topics.append(i).append(segments[i]);
        }
        try (LiveClient client = LiveClient.open(server).send(subscribe(topics.toString()))) {
            assertThat(client.next("ack").path("topics").asInt()).isEqualTo(256);
            client.send(subscribe("{'alerts':true}"));

            assertThat(client.next("error").path("problem").path("detail").asText())
                    .contains("at most 256 topics");
        }
    }

    @Test
    void aServerHoldsSoManyConnectionsAndNoMore() throws Exception {
        try (LiveClient one = LiveClient.open(server);
                LiveClient two = LiveClient.open(server)) {
            assertThat(one.untilPong()).isEmpty();
            assertThat(two.untilPong()).isEmpty();
            try (LiveClient three = LiveClient.open(server).send(subscribe(ORDERS))) {
                three.next("snapshot");
                try (LiveClient four = LiveClient.open(server)) {
                    assertThat(four.closeStatus()).isEqualTo(1013);
                }
            }
            await().untilAsserted(() -> {
                try (LiveClient again = LiveClient.open(server).send(subscribe(ORDERS))) {
                    again.next("snapshot");
                }
            });
            assertThat(one.untilPong()).isEmpty();
            assertThat(two.untilPong()).isEmpty();
        }
    }

    @Test
    void aServerThatStopsSaysSo() throws Exception {
        try (LiveClient client = LiveClient.open(server).send(subscribe(ORDERS))) {
            client.next("snapshot");

            server.close();

            assertThat(client.closeStatus()).isEqualTo(1001);
        }
    }

    @Test
    void aPageOfAnotherOriginIsNotLetIn() {
        assertThatThrownBy(() -> LiveClient.open(server, builder -> builder.header("Origin", "http://evil.example")))
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
    }

    private static String subscribe(String... topics) {
        return "{'op':'subscribe','topics':[" + String.join(",", topics) + "]}";
    }

    private static String resume(long sequence, String... topics) {
        return "{'op':'subscribe','resume':" + sequence + ",'topics':[" + String.join(",", topics) + "]}";
    }
}
