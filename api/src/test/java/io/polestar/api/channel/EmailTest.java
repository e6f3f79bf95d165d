package io.polestar.api.channel;

import static io.polestar.api.channel.Notes.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.polestar.api.channel.sender.Outcome;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mails to a real SMTP server. */
class EmailTest {
    @TempDir
    Path directory;

    private static ServerSetup setup(String protocol) {
        return new ServerSetup(0, "127.0.0.1", protocol);
    }

    private Station station(int port, String more) {
        return new Station(directory)
                .with("PASSWORD", "mail-pass")
                .define("ops: {email: {host: 127.0.0.1, port: " + port
                        + ", from: polestar@example.com, to: [a@example.com, b@example.com]" + more
                        + "}, language: zh}");
    }

    @Test
    void anEmailIsTextAndHtmlAndThreadsByEpisode() throws Exception {
        GreenMail server = new GreenMail(setup("smtp"));
        server.start();
        try (Station station =
                station(server.getSmtp().getPort(), ", security: none").open()) {
            station.offer(message("m1", 1, "e1"));
            station.offer(message("r2", 2, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 2);

            assertThat(server.getReceivedMessages()).hasSize(4);
            MimeMessage[] letters = {letter(server, "m1"), letter(server, "r2")};
            assertThat(letters[0].getHeader("Message-ID")).containsExactly("<m1.polestar@example.com>");
            assertThat(letters[1].getHeader("References")).containsExactly(letters[0].getHeader("References"));
            assertThat(letters[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(letters[0].getSubject()).startsWith("【告警触发 · 严重】Few orders");
            Multipart parts = (Multipart) letters[0].getContent();
            assertThat((String) parts.getBodyPart(0).getContent())
                    .contains("当前值: 8 orders", "https://polestar.example.com/");
            assertThat((String) parts.getBodyPart(1).getContent())
                    .contains("&lt;b&gt;*x*&lt;/b&gt;", "<a href=\"https://polestar.example.com/#metric=orders&amp;")
                    .doesNotContain("<b>*x*");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        } finally {
            server.stop();
        }
    }

    private static MimeMessage letter(GreenMail server, String id) throws Exception {
        for (MimeMessage letter : server.getReceivedMessages()) {
            if (letter.getMessageID().startsWith('<' + id + '.')) {
                return letter;
            }
        }
        throw new AssertionError("no letter of " + id);
    }

    @Test
    void aUserLogsIn() throws Exception {
        GreenMail server = new GreenMail(setup("smtp"));
        server.setUser("polestar", "polestar", "mail-pass");
        server.start();
        try (Station station = station(
                        server.getSmtp().getPort(), ", security: none, user: polestar, password: env:PASSWORD")
                .open()) {
            assertThat(station.channels().test("ops")).contains(Outcome.DELIVERED);
            station.with("PASSWORD", "something-else");
            assertThat(station.channels().test("ops")).get().isInstanceOf(Outcome.TryLater.class);
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerWithoutEncryptionIsNotSpokenTo() throws Exception {
        GreenMail server = new GreenMail(setup("smtp"));
        server.start();
        try (Station station =
                station(server.getSmtp().getPort(), ", security: starttls").open()) {
            assertThat(station.channels().test("ops")).get().isInstanceOf(Outcome.TryLater.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerWhoseCertificateNobodyVouchesForIsNotSpokenTo() throws Exception {
        GreenMail server = new GreenMail(setup("smtps"));
        server.start();
        try (Station station =
                station(server.getSmtps().getPort(), ", security: ssl").open()) {
            assertThat(station.channels().test("ops")).get().isInstanceOf(Outcome.TryLater.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void oneReceiverThatIsRefusedKeepsNobodyElseWaiting() throws Exception {
        try (Script server = new Script(List.of("RCPT TO:<a@example.com>", "550 no such user"));
                Station station = station(server.port(), ", security: none").open()) {
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().sent() == 1);
            await().until(() -> station.status("ops").counts().lastError() != null);

            assertThat(station.status("ops").counts().lastError())
                    .contains("1 receivers were reached", "550 no such user");
        }
    }

    @Test
    void anAnswerOfFourIsTriedAgainAndOneOfFiveIsNot() throws Exception {
        try (Script server = new Script(List.of("DATA", "451 try later", "DATA", "554 spam"));
                Station station = station(server.port(), ", security: none").open()) {
            station.offer(message("m1", 1, "e1"));
            await().until(() -> station.status("ops").counts().parked() == 1);

            assertThat(station.status("ops").counts().retried()).isEqualTo(1);
            assertThat(station.channels().parked("ops").get(0).reason()).contains("554 spam");
        }
    }

    @Test
    void aServerThatHangsIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Station station = station(silent.getLocalPort(), ", security: none")
                        .setting(settings -> settings.withTimeoutMillis(200))
                        .open()) {
            assertThat(station.channels().test("ops")).get().isInstanceOf(Outcome.TryLater.class);
        }
    }

    /** An SMTP server that answers some commands as told, each once, and all others well. */
    private static final class Script implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final List<String> answers;
        private final AtomicInteger next = new AtomicInteger();

        Script(List<String> answers) throws IOException {
            this.answers = answers;
            Thread thread = new Thread(this::serve, "smtp-script");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            try {
                while (true) {
                    try (Socket client = socket.accept()) {
                        talk(client);
                    }
                }
            } catch (IOException closed) {
                next.set(Integer.MAX_VALUE);
            }
        }

        private void talk(Socket client) throws IOException {
            say(client, "220 script");
            boolean data = false;
            for (String line = line(client.getInputStream()); line != null; line = line(client.getInputStream())) {
                if (data) {
                    data = !line.equals(".");
                    if (!data) {
                        say(client, "250 taken");
                    }
                    continue;
                }
                int place = next.get();
                if (place < answers.size() && line.startsWith(answers.get(place))) {
                    next.addAndGet(2);
                    say(client, answers.get(place + 1));
                } else {
                    data = line.equals("DATA");
                    say(client, data ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 well");
                }
            }
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    return line.toString().stripTrailing();
                }
                line.append((char) next);
            }
            return null;
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
