package io.polestar.api.channel.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where outgoing calls may go. */
class AddressPolicyTest {
    private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "localhost",
                "::1",
                "[::1]",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "100.100.100.200",
                "169.254.169.254",
                "169.254.0.1",
                "192.0.0.192",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "198.18.0.1",
                "198.19.255.255",
                "192.88.99.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "2130706433",
                "127.1",
                "3232235777",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "2001:0:7f00:1::",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void whatIsNotPublicIsRefused(String host) {
        assertThatThrownBy(() -> new Resolver(PUBLIC_ONLY).resolve(host))
                .as(host)
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageNotContaining(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:1.1.1.1",
                "16843009",
                "2606:4700:4700::1111",
                "2400:3200::1",
                "2001:200::1",
                "2003::1",
                "3ffe::1"
            })
    void whatIsPublicIsCalled(String host) throws Exception {
        assertThat(new Resolver(PUBLIC_ONLY).resolve(host)).hasSize(1);
    }

    @Test
    void whatIsAllowedByNameIsCalled() throws Exception {
        AddressPolicy policy = new AddressPolicy(List.of(
                AddressBlock.parse("10.1.0.0/16"), AddressBlock.parse("fd00:1::/32"), AddressBlock.parse("127.0.0.1")));
        Resolver resolver = new Resolver(policy);

        assertThat(resolver.resolve("10.1.255.255")).hasSize(1);
        assertThat(resolver.resolve("fd00:1::7")).hasSize(1);
        assertThat(resolver.resolve("127.0.0.1")).hasSize(1);
        assertThat(resolver.resolve("::ffff:10.1.0.1")).hasSize(1);
        for (String other : List.of("10.2.0.0", "fd00:2::7", "127.0.0.2", "::1")) {
            assertThatThrownBy(() -> resolver.resolve(other)).as(other).isInstanceOf(RefusedAddressException.class);
        }
    }

    @Test
    void aHostIsRefusedIfAnyOfItsAddressesIs() throws Exception {
        InetAddress[] addresses = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};

        assertThatThrownBy(() -> new Resolver(PUBLIC_ONLY, host -> addresses).resolve("mixed.example.com"))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void anAddressIsLookedUpOnceAndTheCallGoesThere() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        Resolver rebinding = new Resolver(new AddressPolicy(List.of(AddressBlock.parse("127.0.0.1"))), host -> {
            if (lookups.incrementAndGet() > 1) {
                throw new UnknownHostException("asked twice");
            }
            return new InetAddress[] {loopback};
        });
        try (io.polestar.api.channel.Receiver receiver =
                        new io.polestar.api.channel.Receiver(io.polestar.api.channel.Receiver.status(200));
                HttpCaller http = new HttpCaller(rebinding, (SSLSocketFactory) SSLSocketFactory.getDefault(), 5_000)) {
            URI uri = URI.create("http://nowhere.invalid:" + receiver.port() + "/x");
            HttpReply reply = http.post(uri, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(lookups).hasValue(1);
            assertThat(receiver.requests().get(0).header("Host")).isEqualTo("nowhere.invalid:" + receiver.port());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/a", "example.com", "example.com/8", "1", "::/129"})
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("block=" + text);
    }
}
