package io.polestar.api.command;

import io.polestar.api.live.LiveLimits;
import io.polestar.api.server.ServerConfig;
import io.polestar.engine.Acks;
import io.polestar.engine.ClockMode;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.TimeLength;
import io.polestar.ingest.wire.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code polestar serve}: runs an engine and its server until a signal ends it. */
@Command(
        name = "serve",
        description = "Takes events, keeps the tree and serves API and dashboard until a signal ends it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:ended cleanly (143 or 130 when a signal ended it, as the JVM reports it)",
            "1:could not start, or failed; stderr says why",
            "2:the command line is wrong"
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
            defaultValue = "data",
            description = "Journal, snapshots, history and tokens (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = ServerConfig.DEFAULT_HOST,
            description = "Where to listen (default: ${DEFAULT-VALUE}); any other than this machine needs tokens.")
    private String host = ServerConfig.DEFAULT_HOST;

    @Option(
            names = "--port",
            defaultValue = "" + ServerConfig.DEFAULT_PORT,
            description = "0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = ServerConfig.DEFAULT_PORT;

    @Option(
            names = "--clock",
            defaultValue = "WALL",
            paramLabel = "wall|stream",
            description = "What moves the clock: the machine's, or the newest event's time, for history"
                    + " (default: wall). Kept in the data directory.")
    private ClockMode clock = ClockMode.WALL;

    @Option(
            names = "--acks",
            defaultValue = "JOURNAL",
            paramLabel = "journal|sync",
            description = "What an accepted batch has survived: the death of the process, or a power cut"
                    + " (default: journal).")
    private Acks acks = Acks.JOURNAL;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Another page that may use the API, such as https://board.example.com; may be repeated.")
    private List<String> allowOrigins = List.of();

    @Option(
            names = "--threads",
            defaultValue = "16",
            description = "Most threads that serve requests (default: ${DEFAULT-VALUE}).")
    private int threads = 16;

    @Option(
            names = "--max-body",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Largest body, also when inflated (default: 8m).")
    private long bodyBytes = Limits.DEFAULTS.bodyBytes();

    @Option(
            names = "--max-event",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Largest event (default: 64k).")
    private long eventBytes = Limits.DEFAULTS.lineBytes();

    @Option(names = "--max-events", description = "Most events of a body (default: 100000).")
    private int events = Limits.DEFAULTS.events();

    @Option(names = "--max-depth", description = "Deepest nesting of an event (default: 8).")
    private int depth = Limits.DEFAULTS.depth();

    @Option(names = "--max-properties", description = "Most properties of an event (default: 64).")
    private int properties = Limits.DEFAULTS.properties();

    @Option(
            names = "--journal-max",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Above this the oldest part of the journal is deleted (default: 20g).")
    private long journalBytes = 20L << 30;

    @Option(
            names = "--disk-free",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Below this the disk counts as full: events are refused, reading goes on (default: 512m).")
    private long freeBytes = 512L << 20;

    @Option(
            names = "--ring-bytes",
            converter = Size.class,
            paramLabel = "SIZE",
            description = "Bytes of events that may wait to be counted; above, senders get 429 (default: 128m).")
    private long ringBytes = 128L << 20;

    @Option(names = "--snapshot-every", paramLabel = "TIME", description = "Time between snapshots (default: 1m).")
    private String snapshotEvery = "1m";

    @Option(names = "--max-live", description = "Most live connections (default: 2000).")
    private int liveConnections = LiveLimits.defaults().subscribers();

    @Option(
            names = "--live-gap",
            paramLabel = "TIME",
            description = "Least time between two changes sent of one metric (default: 5ms; a tree: at least 50ms).")
    private String liveGap = "5ms";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call().
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Definition tree;
        EngineConfig engineConfig;
        ServerConfig serverConfig;
        try {
            tree = DefinitionFile.read(definition);
            engineConfig = engineConfig();
            serverConfig = serverConfig();
        } catch (DefinitionException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Polestar.FAILED;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try (Service service = Service.start(engineConfig, tree, serverConfig)) {
            service.closeAtExit();
            LOG.info("{} is served on {}", tree.name(), service.address());
            service.awaitEnd();
        }
        return Polestar.DONE;
    }

    private EngineConfig engineConfig() {
        SecureRandom random = new SecureRandom();
        EngineConfig defaults = EngineConfig.in(data, clock, System::currentTimeMillis, random::nextLong);
        return defaults.withJournal(defaults.segmentBytes(), journalBytes)
                .withMinFreeBytes(freeBytes)
                .withRing(defaults.ringSlots(), ringBytes)
                .withSnapshotMillis(TimeLength.parseMillis(snapshotEvery));
    }

    private ServerConfig serverConfig() {
        return ServerConfig.defaults()
                .withHost(host)
                .withPort(port)
                .withThreads(threads)
                .withAcks(acks)
                .withAllowOrigins(Set.copyOf(allowOrigins))
                .withLimits(Limits.DEFAULTS
                        .withBodyBytes(Math.toIntExact(bodyBytes))
                        .withLineBytes(Math.toIntExact(eventBytes))
                        .withEvents(events)
                        .withDepth(depth)
                        .withProperties(properties))
                .withLive(LiveLimits.defaults()
                        .withSubscribers(liveConnections)
                        .withMetricGapMillis(TimeLength.parseMillis(liveGap)));
    }

    /** A number of bytes: a whole number, and k, m or g for powers of 1,024. */
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            if (!text.matches("[0-9]{1,12}[kmgKMG]?")) {
                throw new TypeConversionException("a size is a whole number and perhaps k, m or g, size=" + text);
            }
            char unit = Character.toLowerCase(text.charAt(text.length() - 1));
            int shift = unit == 'k' ? 10 : unit == 'm' ? 20 : unit == 'g' ? 30 : 0;
            String number = shift == 0 ? text : text.substring(0, text.length() - 1);
            return Math.multiplyExact(Long.parseLong(number), 1L << shift);
        }
    }
}
