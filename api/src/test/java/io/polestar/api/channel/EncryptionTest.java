package io.polestar.api.channel;

import static io.polestar.api.channel.Receiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.polestar.api.channel.sender.Outcome;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over https a receiver shows a certificate of its own name, or is told nothing. */
class EncryptionTest {
    @TempDir
    Path directory;

    private SSLContext context(String certifiedFor) throws Exception {
        Path file = directory.resolve("keys-" + certifiedFor.hashCode());
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=" + certifiedFor,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Outcome test(SSLContext server, SSLSocketFactory client) throws Exception {
        try (Receiver receiver = new Receiver(server, status(200));
                Station station = new Station(directory)
                        .webhook(receiver.url("/"))
                        .tls(client)
                        .open()) {
            Outcome outcome = station.channels().test("ops").orElseThrow();
            assertThat(receiver.requests()).hasSize(outcome instanceof Outcome.Delivered ? 1 : 0);
            return outcome;
        }
    }

    @Test
    void aReceiverOfTheRightNameIsTold() throws Exception {
        SSLContext context = context("ip:127.0.0.1");

        assertThat(test(context, context.getSocketFactory())).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void aReceiverOfAnotherNameIsToldNothing() throws Exception {
        SSLContext context = context("dns:other.example.com");

        assertThat(test(context, context.getSocketFactory())).isInstanceOf(Outcome.TryLater.class);
    }

    @Test
    void aReceiverThatNobodyVouchesForIsToldNothing() throws Exception {
        SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();

        assertThat(test(context("ip:127.0.0.1"), usual)).isInstanceOf(Outcome.TryLater.class);
    }
}
