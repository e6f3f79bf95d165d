package io.polestar.api.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.polestar.api.access.Gate;
import io.polestar.api.access.Hosts;
import io.polestar.api.access.TokenBook;
import io.polestar.api.backend.Backend;
import io.polestar.api.channel.ChannelBoard;
import io.polestar.api.live.Hub;
import io.polestar.ingest.quarantine.Quarantine;
import io.polestar.ingest.quarantine.QuarantineLimits;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server over one engine. It does not own the engine: whoever opened it closes it, after {@link #close()}.
 *
 * <p>Start and close from one thread.
 */
public final class ServerApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerApp.class);

    private static final int REQUEST_BYTES_A_SECOND = 1_024;
    private static final int IDLE_MILLIS = 60_000;
    private static final int WEBSOCKET_MESSAGE_BYTES = 64 << 10;
    private static final long STOP_MILLIS = 5_000;
    private static final long SHUTDOWN_IDLE_MILLIS = 100;
    private static final int SELECTORS = 2;

    private final ServerConfig config;
    private final Hub hub;
    private final Javalin javalin;

    /** A server that is not listening yet, has no channels, and whose quarantine ends with it. */
    public ServerApp(Backend backend, ServerConfig config, TokenBook tokens, Clock clock) {
        this(
                backend,
                Quarantine.inMemory(QuarantineLimits.DEFAULT, clock::millis),
                ChannelBoard.none(),
                config,
                tokens,
                clock);
    }

    /**
     * A server that is not listening yet.
     *
     * @param quarantine keeps what is rejected; whoever opened it closes it, after {@link #close()}
     * @param channels what sends messages; whoever opened it closes it, after {@link #close()}
     * @param tokens the tokens in force; without any, only an address of this machine may be listened on
     * @throws IllegalArgumentException when the address reaches beyond this machine and there are no tokens
     */
    public ServerApp(
            Backend backend,
            Quarantine quarantine,
            ChannelBoard channels,
            ServerConfig config,
            TokenBook tokens,
            Clock clock) {
        if (!Hosts.isLoopback(config.host()) && !tokens.required()) {
            throw new IllegalArgumentException("listening on " + config.host()
                    + " would let anybody on the network in: add a token first (polestar token add NAME --role …"
                    + " --data DIR), or listen on 127.0.0.1");
        }
        this.config = config;
        this.hub = new Hub(backend, config.live(), clock);
        Gate gate = new Gate(new Hosts(config.host(), config.allowOrigins()), tokens);
        Routes routes = new Routes(backend, config, quarantine, channels, gate, hub);
        this.javalin = Javalin.create(javalinConfig -> configure(javalinConfig, routes));
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the address or port cannot be had
     */
    public void start() throws IOException {
        hub.start();
        try {
            javalin.start();
        } catch (RuntimeException e) {
            hub.close();
            throw new IOException(reason(e), e);
        }
    }

    /** The port listened on. */
    public int port() {
        return javalin.port();
    }

    /** Where a browser on this machine finds the server. */
    public String address() {
        String host = config.host().equals("127.0.0.1") || config.host().equals("0.0.0.0")
                ? "localhost"
                : config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "http://" + host + ":" + port();
    }

    /** Every route as "METHOD path", for those who check a description against the code. */
    List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    /** Closes the live connections, lets requests under way end, and stops listening. */
    @Override
    public void close() {
        hub.close();
        try {
            javalin.stop();
        } catch (JavalinException e) {
            LOG.warn("a connection did not end in time and was cut off: {}", e.getMessage());
        }
    }

    private void configure(JavalinConfig javalinConfig, Routes routes) {
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.startup.showOldJavalinVersionWarning = false;
        javalinConfig.startup.startupWatcherEnabled = false;
        javalinConfig.http.prefer405over404 = true;
        javalinConfig.http.compressionStrategy = CompressionStrategy.NONE;
        javalinConfig.http.asyncTimeout = 0;
        javalinConfig.jetty.threadPool = threadPool(config.threads());
        javalinConfig.jetty.modifyServer(ServerApp::configure);
        javalinConfig.jetty.modifyHttpConfiguration(ServerApp::configure);
        javalinConfig.jetty.addConnector(this::connector);
        javalinConfig.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(WEBSOCKET_MESSAGE_BYTES);
            factory.setMaxBinaryMessageSize(WEBSOCKET_MESSAGE_BYTES);
        });
        routes.addTo(javalinConfig.routes);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, 1, SELECTORS, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        return connector;
    }

    private static QueuedThreadPool threadPool(int threads) {
        QueuedThreadPool pool = new QueuedThreadPool(threads, Math.min(threads, 8));
        pool.setName("polestar-http");
        return pool;
    }

    private static void configure(Server server) {
        server.setStopTimeout(STOP_MILLIS);
        server.setErrorHandler(new PlainErrors());
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setMinRequestDataRate(REQUEST_BYTES_A_SECOND);
        http.setIdleTimeout(IDLE_MILLIS);
    }

    private static String reason(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return String.valueOf(failure.getMessage());
    }
}
