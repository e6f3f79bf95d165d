package io.polestar.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HostsTest {
    private final Hosts loopback = new Hosts("127.0.0.1", Set.of("https://board.example.com"));

    @Test
    void aServerOnLoopbackAnswersToThisMachinesNamesOnly() {
        assertThat(loopback.allowsHost("localhost:7070")).isTrue();
        assertThat(loopback.allowsHost("LOCALHOST")).isTrue();
        assertThat(loopback.allowsHost("127.0.0.1:7070")).isTrue();
        assertThat(loopback.allowsHost("[::1]:7070")).isTrue();
        assertThat(loopback.allowsHost("rebound.example:7070")).isFalse();
        assertThat(loopback.allowsHost("localhost.example")).isFalse();
        assertThat(loopback.allowsHost(null)).isFalse();
    }

    @Test
    void aServerBehindAProxyAlsoAnswersToTheNameOfAnAllowedOrigin() {
        assertThat(loopback.allowsHost("board.example.com")).isTrue();
    }

    @Test
    void aServerOnTheNetworkAnswersToAnyName() {
        assertThat(new Hosts("0.0.0.0", Set.of()).allowsHost("metrics.example")).isTrue();
    }

    @Test
    void anOriginMustBeTheRequestsOwnHostOrAllowedByName() {
        assertThat(loopback.allowsOrigin(null, "localhost:7070")).isTrue();
        assertThat(loopback.allowsOrigin("http://localhost:7070", "localhost:7070"))
                .isTrue();
        assertThat(loopback.allowsOrigin("https://board.example.com", "localhost:7070"))
                .isTrue();
        assertThat(loopback.allowsOrigin("http://localhost:8080", "localhost:7070"))
                .isFalse();
        assertThat(loopback.allowsOrigin("http://evil.example", "localhost:7070"))
                .isFalse();
        assertThat(loopback.allowsOrigin("http://board.example.com", "localhost:7070"))
                .isFalse();
        assertThat(loopback.allowsOrigin("null", "localhost:7070")).isFalse();
        assertThat(loopback.allowsOrigin("http://localhost:7070/path", "localhost:7070"))
                .isFalse();
        assertThat(loopback.allowsOrigin("not an origin", "localhost:7070")).isFalse();
    }

    @Test
    void whatIsNotAnOriginCannotBeAllowed() {
        assertThatThrownBy(() -> new Hosts("127.0.0.1", Set.of("board.example.com")))
                .hasMessageContaining("origin=board.example.com");
    }

    @Test
    void loopbackIsWhatReachesOnlyThisMachine() {
        assertThat(Hosts.isLoopback("localhost")).isTrue();
        assertThat(Hosts.isLoopback("127.9.9.9")).isTrue();
        assertThat(Hosts.isLoopback("::1")).isTrue();
        assertThat(Hosts.isLoopback("0.0.0.0")).isFalse();
        assertThat(Hosts.isLoopback("10.0.0.1")).isFalse();
    }
}
