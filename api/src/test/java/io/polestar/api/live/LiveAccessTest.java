package io.polestar.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polestar.api.access.Role;
import io.polestar.api.access.TokenFile;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.ServerConfig;
import io.polestar.api.server.TestServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways a live socket shows its token. */
class LiveAccessTest {
    private static final String TREE = "'op':'subscribe','topics':[{'tree':'1d'}]";
    private static final LiveLimits LIMITS = new LiveLimits(100, 10, 100, 5, 50, 100, 300);

    private TestServer server;
    private String reader;
    private String sender;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        TokenFile file = new TokenFile(directory);
        reader = file.add("reader", Role.READ, new SecureRandom(), Clock.systemUTC());
        sender = file.add("sender", Role.INGEST, new SecureRandom(), Clock.systemUTC());
        server = TestServer.start(
                new FakeBackend(), directory, ServerConfig.defaults().withLive(LIMITS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTokenInTheHeaderLetsIn() throws Exception {
        try (LiveClient client =
                LiveClient.open(server, builder -> builder.header("Authorization", "Bearer " + reader))) {
            client.send("{" + TREE + "}").next("snapshot");
        }
    }

    @Test
    void aBrowsersTokenComesAsAProtocolAndIsNotEchoed() throws Exception {
        try (LiveClient client =
                LiveClient.open(server, builder -> builder.subprotocols("polestar", "bearer." + reader))) {
            assertThat(client.protocol()).isEqualTo("polestar");
            client.send("{" + TREE + "}").next("snapshot");
        }
    }

    @Test
    void aBrowsersTokenMayComeInTheFirstMessage() throws Exception {
        try (LiveClient client = LiveClient.open(server)) {
            client.send("{'token':'" + reader + "'," + TREE + "}").next("snapshot");
            client.send("{'op':'ping'}").next("ack");
        }
    }

    @Test
    void aFirstMessageWithoutAGoodTokenEndsTheConnection() throws Exception {
        for (String message : new String[] {
            "{" + TREE + "}", "{'token':'nonsense'," + TREE + "}", "{'token':'" + sender + "'," + TREE + "}"
        }) {
            try (LiveClient client = LiveClient.open(server)) {
                client.send(message);
                assertThat(client.closeStatus()).isEqualTo(1008);
            }
        }
    }

    @Test
    void aConnectionThatNeverShowsATokenIsClosedAndHearsNothing() throws Exception {
        try (LiveClient client = LiveClient.open(server)) {
            assertThat(client.closeStatus()).isEqualTo(1008);
        }
    }

    @Test
    void aWrongTokenInTheHeaderIsRefusedBeforeTheUpgrade() {
        assertThatThrownBy(
                        () -> LiveClient.open(server, builder -> builder.header("Authorization", "Bearer " + sender)))
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
        assertThatThrownBy(() -> LiveClient.open(server, builder -> builder.header("Authorization", "Bearer x")))
                .hasRootCauseMessage("Unexpected HTTP response status code 401");
    }
}
