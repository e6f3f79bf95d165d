package io.polestar.api.server;

import io.polestar.api.live.LiveLimits;
import io.polestar.engine.Acks;
import io.polestar.ingest.wire.Limits;
import java.util.Set;

/**
 * How a server listens and what it holds its clients to.
 *
 * @param host address or name to listen on
 * @param port port to listen on, 0 for any free one
 * @param threads most threads that serve requests
 * @param acks what a batch gets that does not ask
 * @param limits bounds of a body and its events
 * @param live bounds and pace of the live API
 * @param allowOrigins origins of other pages that may open a WebSocket or send events
 * @param readWaitMillis longest wait for a {@code minSequence}, milliseconds
 */
public record ServerConfig(
        String host,
        int port,
        int threads,
        Acks acks,
        Limits limits,
        LiveLimits live,
        Set<String> allowOrigins,
        long readWaitMillis) {
    /** The port a server listens on unless told otherwise. */
    public static final int DEFAULT_PORT = 7070;

    /** The address a server listens on unless told otherwise: this machine only. */
    public static final String DEFAULT_HOST = "127.0.0.1";

    private static final int LEAST_THREADS = 8;
    private static final int DEFAULT_THREADS = 16;
    private static final long READ_WAIT_MILLIS = 5_000;

    public ServerConfig {
        allowOrigins = Set.copyOf(allowOrigins);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, port=" + port);
        }
        if (threads < LEAST_THREADS) {
            throw new IllegalArgumentException("threads must be at least " + LEAST_THREADS + ", threads=" + threads);
        }
    }

    /** This machine only, the default port and all default limits. */
    public static ServerConfig defaults() {
        return new ServerConfig(
                DEFAULT_HOST,
                DEFAULT_PORT,
                DEFAULT_THREADS,
                Acks.JOURNAL,
                Limits.DEFAULTS,
                LiveLimits.defaults(),
                Set.of(),
                READ_WAIT_MILLIS);
    }

    /** The same on another address. */
    public ServerConfig withHost(String value) {
        return new ServerConfig(value, port, threads, acks, limits, live, allowOrigins, readWaitMillis);
    }

    /** The same on another port. */
    public ServerConfig withPort(int value) {
        return new ServerConfig(host, value, threads, acks, limits, live, allowOrigins, readWaitMillis);
    }

    /** The same with that many threads at most. */
    public ServerConfig withThreads(int value) {
        return new ServerConfig(host, port, value, acks, limits, live, allowOrigins, readWaitMillis);
    }

    /** The same with another default ack. */
    public ServerConfig withAcks(Acks value) {
        return new ServerConfig(host, port, threads, value, limits, live, allowOrigins, readWaitMillis);
    }

    /** The same with other bounds of a body. */
    public ServerConfig withLimits(Limits value) {
        return new ServerConfig(host, port, threads, acks, value, live, allowOrigins, readWaitMillis);
    }

    /** The same with other bounds of the live API. */
    public ServerConfig withLive(LiveLimits value) {
        return new ServerConfig(host, port, threads, acks, limits, value, allowOrigins, readWaitMillis);
    }

    /** The same with other origins. */
    public ServerConfig withAllowOrigins(Set<String> value) {
        return new ServerConfig(host, port, threads, acks, limits, live, value, readWaitMillis);
    }

    /** The same with another wait for a sequence. */
    public ServerConfig withReadWaitMillis(long value) {
        return new ServerConfig(host, port, threads, acks, limits, live, allowOrigins, value);
    }
}
