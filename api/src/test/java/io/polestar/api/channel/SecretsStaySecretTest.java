package io.polestar.api.channel;

import static io.polestar.api.channel.Notes.message;
import static io.polestar.api.channel.Receiver.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.polestar.api.server.FakeBackend;
import io.polestar.api.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Secrets are in no log, no answer, no metric and no file, also when everything goes wrong and receivers repeat what they were sent. */
class SecretsStaySecretTest {
    private static final List<String> SECRETS = List.of(
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "T0PSECRETPATH",
            "t0psecret-token",
            "SECt0psecret-sign",
            "t0psecret-password",
            "dTp0MHBzZWNyZXQtcGFzc3dvcmQ=");

    @TempDir
    Path directory;

    @Test
    void noSecretIsToldAnywhere() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        Receiver.Answer parrot = (exchange, request) -> {
            String known = request.header("webhook-id").isEmpty() ? "" : "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
            String robot = request.path().equals("/robot") && !request.body().contains("content\":\"#")
                    ? "SECt0psecret-sign"
                    : "";
            String text = String.join(
                    " ",
                    request.path(),
                    request.query(),
                    known,
                    robot,
                    request.headers().toString().replace('"', ' '));
            answer(400, "{\"errcode\":1,\"errmsg\":\"no: " + text + "\"}").to(exchange, request);
        };
        try (Receiver receiver = new Receiver(parrot)) {
            Station station = new Station(directory)
                    .with("KEY", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                    .with("HOOK", receiver.url("/services/T0PSECRETPATH"))
                    .with("ROBOT", receiver.url("/robot?access_token=t0psecret-token"))
                    .with("BROKEN", "https://host.invalid:bad port/T0PSECRETPATH")
                    .with("SIGN", "SECt0psecret-sign")
                    .with("PASSWORD", "t0psecret-password")
                    .define("""
                            hook: {webhook: {url: env:HOOK, secret: env:KEY}}
                            chat: {slack: {url: env:HOOK}}
                            broken: {slack: {url: env:BROKEN}}
                            unset: {slack: {url: env:UNSET}}
                            badkey: {webhook: {url: env:HOOK, secret: env:SIGN}}
                            ding: {dingtalk: {url: env:ROBOT, secret: env:SIGN}}
                            feishu: {feishu: {url: env:ROBOT, secret: env:SIGN}}
                            wecom: {wecom: {url: env:ROBOT}}
                            am: {alertmanager: {url: env:HOOK, user: u, password: env:PASSWORD}}
                            mail: {email: {host: 127.0.0.1, port: PORT, security: none, from: a@example.com, to: b@example.com, user: u, password: env:PASSWORD}}
                            """.replace("PORT", Integer.toString(receiver.port())));
            List<String> ids =
                    List.of("hook", "chat", "broken", "unset", "badkey", "ding", "feishu", "wecom", "am", "mail");
            try (station) {
                station.open();
                for (String id : ids) {
                    station.offer(message(id, "m-" + id, 1, "e1"));
                }
                try (TestServer server = TestServer.start(new FakeBackend(), station.channels(), directory)) {
                    for (String id : ids) {
                        await().until(() -> station.status(id).counts().lastError() != null);
                        assertFree(
                                id + " test", String.valueOf(station.channels().test(id)));
                    }
                    assertFree(
                            "reads",
                            server.get("/v1/channels").body()
                                    + server.get("/metrics").body());
                    assertThat(server.get("/v1/channels").body()).contains("***", "env:UNSET is not set");
                }
            }
        } finally {
            root.detachAppender(log);
        }
        log.list.forEach(event -> assertFree("log", event.getFormattedMessage() + trace(event)));
        assertThat(log.list).isNotEmpty();
        for (Path file : files()) {
            assertFree(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
    }

    private static String trace(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? ""
                : String.valueOf(event.getThrowableProxy().getMessage());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static void assertFree(String where, String text) {
        for (String secret : SECRETS) {
            assertThat(text).as(where).doesNotContain(secret);
        }
    }

    @Test
    void aFileOutsideOfTheFoldersForSecretsIsNotRead() throws Exception {
        Path outside = Files.writeString(directory.resolve("outside"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Files.createDirectories(directory.resolve("secrets"));
        Files.createSymbolicLink(directory.resolve("secrets/link"), outside);
        try (Station station = new Station(directory)
                .with("HOOK", "http://127.0.0.1:1/")
                .define("""
                        absolute: {webhook: {url: env:HOOK, secret: "file:OUTSIDE"}}
                        climbing: {webhook: {url: env:HOOK, secret: "file:../outside"}}
                        linked: {webhook: {url: env:HOOK, secret: "file:link"}}
                        missing: {webhook: {url: env:HOOK, secret: "file:missing"}}
                        """.replace("OUTSIDE", outside.toString()))
                .open()) {
            for (String id : List.of("absolute", "climbing", "linked")) {
                assertThat(station.channels().test(id).toString()).contains("in none of the folders for secrets");
            }
            assertThat(station.channels().test("missing").toString()).contains("file:missing cannot be read");
        }
    }

    @Test
    void aFileIsReadAnewForEachMessage() throws Exception {
        Files.createDirectories(directory.resolve("secrets"));
        Path file = directory.resolve("secrets/key");
        try (Receiver receiver = new Receiver(Receiver.status(200));
                Station station = new Station(directory)
                        .with("HOOK", receiver.url("/"))
                        .define("ops: {webhook: {url: env:HOOK, secret: file:key}}")
                        .open()) {
            Files.writeString(file, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ\n");
            station.channels().test("ops");
            Files.writeString(file, "whsec_AAAA9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ\n");
            station.channels().test("ops");

            assertThat(receiver.headers("webhook-signature"))
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }
}
