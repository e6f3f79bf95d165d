package io.polestar.api.command;

import io.polestar.api.channel.ChannelSettings;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.ClockMode;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code polestar serve}: runs an engine and its server until a signal ends it. */
@Command(
        name = "serve",
        description = "Takes events, keeps the tree and serves API and dashboard until a signal ends it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "1:could not start; stderr says why",
            "2:the command line is wrong",
            "130, 143:ended cleanly by SIGINT, by SIGTERM"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(
            names = "--definition",
            required = true,
            paramLabel = "FILE",
            description = "The tree (YAML); see polestar check.")
    private Path definition = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Journal, snapshots, history and tokens (default: data).")
    private Path data = Path.of("data");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where to listen (default: 127.0.0.1); an address of the network needs tokens.")
    private String host = ServerConfig.DEFAULT_HOST;

    @Option(names = "--port", paramLabel = "N", description = "0 for any free one (default: 7070).")
    private int port = ServerConfig.DEFAULT_PORT;

    @Option(
            names = "--clock",
            paramLabel = "wall|stream",
            description = "What moves the clock: the machine's, or the newest event's time, for history"
                    + " (default: wall). Chosen when the data directory is made.")
    private ClockMode clock = ClockMode.WALL;

    @Mixin
    private ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private ChannelOptions channelOptions = new ChannelOptions();

    @Mixin
    private EngineOptions engineOptions = new EngineOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call().
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        EngineConfig engineConfig;
        ServerConfig serverConfig;
        ChannelSettings channels;
        try {
            engineConfig = engineOptions.config(data, clock);
            serverConfig = serverOptions.config(host, port);
            channels = channelOptions.settings(data);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Definition tree;
        try {
            tree = DefinitionFile.read(definition);
        } catch (DefinitionException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Polestar.FAILED;
        }
        try (Service service = Service.start(engineConfig, tree, serverConfig, channels)) {
            service.closeAtExit();
            HeapAhead.start();
            LOG.info("{} is served on {}", tree.name(), service.address());
            service.awaitEnd();
        }
        return Polestar.DONE;
    }
}
