package io.polestar.api.command;

import io.polestar.api.access.TokenBook;
import io.polestar.api.access.TokenFile;
import io.polestar.api.backend.EngineBackend;
import io.polestar.api.channel.ChannelSettings;
import io.polestar.api.channel.Channels;
import io.polestar.api.channel.TreeBriefer;
import io.polestar.api.server.ServerApp;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.Engine;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.Definition;
import io.polestar.ingest.quarantine.Quarantine;
import io.polestar.ingest.quarantine.QuarantineLimits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine and the server before it, from start to a clean end: a signal closes the server first, so that nobody is half
 * answered, then the engine, which counts what it took and writes a snapshot.
 */
final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final long CLOSE_SECONDS = 30;

    private final Engine engine;
    private final Quarantine quarantine;
    private final Channels channels;
    private final ServerApp server;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Service(Engine engine, Quarantine quarantine, Channels channels, ServerApp server) {
        this.engine = engine;
        this.quarantine = quarantine;
        this.channels = channels;
        this.server = server;
    }

    /**
     * Opens the engine and begins to listen; the recovery goes on in the background.
     *
     * @throws IOException with a message for people when the data directory or the port cannot be had
     * @throws IllegalArgumentException when the address asks for tokens and there are none
     */
    static Service start(EngineConfig engineConfig, Definition definition, ServerConfig serverConfig)
            throws IOException {
        return start(engineConfig, definition, serverConfig, new ChannelOptions().settings(engineConfig.directory()));
    }

    /**
     * The same with channels that may do more.
     *
     * @throws IOException with a message for people when the data directory or the port cannot be had
     * @throws IllegalArgumentException when the address asks for tokens and there are none
     */
    static Service start(
            EngineConfig engineConfig, Definition definition, ServerConfig serverConfig, ChannelSettings channels)
            throws IOException {
        TokenBook tokens = TokenBook.open(new TokenFile(engineConfig.directory()), Clock.systemUTC());
        Engine engine = Engine.open(engineConfig, definition);
        try {
            Path outbox = engineConfig.directory().resolve("outbox");
            return start(engine, quarantine(engineConfig), channels(engine, outbox, channels), serverConfig, tokens);
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Service start(
            Engine engine, Quarantine quarantine, Channels channels, ServerConfig serverConfig, TokenBook tokens)
            throws IOException {
        engine.deliverTo(channels);
        try {
            ServerApp server = new ServerApp(
                    new EngineBackend(engine), quarantine, channels, serverConfig, tokens, Clock.systemUTC());
            server.start();
            return new Service(engine, quarantine, channels, server);
        } catch (IOException | RuntimeException e) {
            channels.close();
            quarantine.close();
            throw e;
        }
    }

    /** To be opened once the engine holds the data directory. */
    private static Channels channels(Engine engine, Path outbox, ChannelSettings settings) throws IOException {
        return Channels.open(
                outbox,
                settings,
                () -> engine.definition().channels(),
                new TreeBriefer(new EngineBackend(engine), settings.publicUrl()),
                Channels.Machine.real());
    }

    /** To be opened once the engine holds the data directory. */
    private static Quarantine quarantine(EngineConfig config) throws IOException {
        return Quarantine.open(
                config.directory().resolve("quarantine"),
                QuarantineLimits.DEFAULT,
                config.wallMillis(),
                failure ->
                        LOG.warn("the quarantine could not be written and is kept in memory: {}", failure.toString()));
    }

    /** The engine served. */
    Engine engine() {
        return engine;
    }

    /** Where a browser on this machine finds the page. */
    String address() {
        return server.address();
    }

    /** Has the end of the process wait for a clean close. */
    void closeAtExit() {
        closeAtExit(() -> {}, () -> {});
    }

    /**
     * Has the end of the process wait for a clean close and what goes with it.
     *
     * @param before stops what uses the service; must return at once
     * @param after clears up what the engine has let go
     */
    void closeAtExit(Runnable before, Closeable after) {
        Runnable exit = () -> {
            before.run();
            closeInTime(after);
        };
        Runtime.getRuntime().addShutdownHook(new Thread(exit, "polestar-exit"));
    }

    /** Waits until the service is closed. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Ends what is under way, then the engine. Safe to call twice. */
    @Override
    public synchronized void close() throws IOException {
        if (ended.getCount() == 0) {
            return;
        }
        try (engine;
                quarantine;
                channels) {
            server.close();
        } finally {
            ended.countDown();
        }
    }

    /** A close that hangs must not keep the process for ever: the journal holds everything that was acknowledged. */
    private void closeInTime(Closeable after) {
        Thread closing = new Thread(() -> closeOrLog(after), "polestar-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOG.warn("closing took longer than {} s and was cut off; the next start replays", CLOSE_SECONDS);
        }
    }

    private void closeOrLog(Closeable after) {
        try {
            close();
            after.close();
            LOG.info("closed");
        } catch (IOException | RuntimeException e) {
            LOG.error("the engine did not close cleanly; the next start replays", e);
        }
    }
}
