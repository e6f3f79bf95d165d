package io.polestar.api.command;

import io.polestar.api.server.ServerConfig;
import io.polestar.engine.ClockMode;
import io.polestar.engine.EngineConfig;
import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.DefinitionException;
import io.polestar.engine.tree.DefinitionReader;
import io.polestar.engine.view.AlertReading;
import io.polestar.ingest.source.FileDigest;
import io.polestar.ingest.source.HttpSink;
import io.polestar.ingest.source.ImportPlan;
import io.polestar.ingest.source.ImportResult;
import io.polestar.ingest.source.Importer;
import io.polestar.ingest.source.Mapping;
import io.polestar.ingest.source.MappingException;
import io.polestar.ingest.source.MappingReader;
import io.polestar.ingest.source.TimeRange;
import io.polestar.ingest.source.WallTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code polestar demo}: a server of its own, to which real orders are replayed over HTTP. */
@Command(
        name = "demo",
        description = {
            "Replays six weeks of a real shop's orders and serves the tree that moves with them.",
            "Without --data nothing is left when it is stopped; after a kill the next demo on that port continues."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:ended cleanly (143 or 130 when a signal ended it, as the JVM reports it)",
            "1:could not start, or failed; stderr says why",
            "2:the command line is wrong"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String TARGET = "demo";

    /** The files that can be written out, as a start for one's own. */
    enum Printable {
        DEFINITION,
        MAPPING
    }

    @Option(
            names = "--file",
            paramLabel = "CSV",
            description = "Another file with the columns of the Online Retail data, such as the whole of it.")
    private @Nullable Path file;

    @Option(
            names = "--speed",
            converter = Speed.class,
            paramLabel = "N|max",
            description = "Seconds of orders in a second, or as fast as it goes (default: 3600).")
    private double speed = 3600;

    @Option(names = "--until", paramLabel = "TIME", description = "Replay only orders before this time.")
    private @Nullable String until;

    @Option(
            names = "--port",
            defaultValue = "" + ServerConfig.DEFAULT_PORT,
            description = "0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = ServerConfig.DEFAULT_PORT;

    @Option(names = "--data", paramLabel = "DIR", description = "Keep the data here, and continue where it ended.")
    private @Nullable Path data;

    @Option(
            names = "--print",
            paramLabel = "definition|mapping",
            description = "Only write the demo's definition or mapping to standard output.")
    private @Nullable Printable print;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, DefinitionException, MappingException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (print != null) {
            out.print(print == Printable.DEFINITION ? DemoFiles.definition() : DemoFiles.mapping());
            out.flush();
            return Polestar.DONE;
        }
        Definition definition = DefinitionReader.read(DemoFiles.definition(), "definition.yaml");
        Mapping mapping = MappingReader.read(DemoFiles.mapping(), "mapping.yaml");
        TimeRange range =
                ImportCommand.range(null, until, mapping.time().format().zone(), spec);
        requireFreePort();
        DemoPlace place = DemoPlace.of(data, port, file == null ? DemoFiles.sampleDigest() : FileDigest.of(file));
        Path csv = file == null ? DemoFiles.unpackSample(place.directory()) : file;
        run(definition, place, ImportPlan.of(csv, mapping).within(range).atSpeed(speed));
        return Polestar.DONE;
    }

    private void run(Definition definition, DemoPlace place, ImportPlan plan) throws IOException, InterruptedException {
        EngineConfig config = EngineConfig.in(
                place.directory(), ClockMode.STREAM, System::currentTimeMillis, new SecureRandom()::nextLong);
        try (Service service =
                Service.start(config, definition, ServerConfig.defaults().withPort(port))) {
            Thread replaying = Thread.currentThread();
            service.closeAtExit(replaying::interrupt, place::leave);
            HeapAhead.start();
            replay(service, definition, plan.resumedFrom(place.progressFile()));
            service.awaitEnd();
        } catch (InterruptedException e) {
            // How a signal, or a test, asks for the end.
            Thread.currentThread().interrupt();
        }
        place.leave();
    }

    private void replay(Service service, Definition definition, ImportPlan plan)
            throws IOException, InterruptedException {
        String address = service.address();
        PrintWriter out = spec.commandLine().getOut();
        out.println("The demo is on " + address);
        out.flush();
        WallTime wallTime = WallTime.system();
        StatusLine status = new StatusLine(spec.commandLine().getErr(), Terminal.isStandardError());
        status.say("Replays " + plan.file().getFileName() + ", " + pace() + ". Ctrl-C ends it.");
        DemoNarrator narrator = new DemoNarrator(status, wallTime, definition, () -> alertLog(service));
        URI loopback = URI.create("http://127.0.0.1:" + URI.create(address).getPort());
        ImportResult result;
        try (HttpSink sink = new HttpSink(loopback, TARGET, null, wallTime)) {
            result = new Importer(plan, sink, narrator, wallTime).run();
        }
        narrator.tellAlerts();
        result.firstRejections().forEach(rejection -> status.say("rejected " + rejection));
        status.say(String.format(
                Locale.ROOT,
                "All is replayed: %,d order lines. The server stays up on %s",
                result.totals().accepted() + result.totals().duplicates(),
                address));
    }

    private static List<AlertReading> alertLog(Service service) {
        return service.engine().readiness().isReady()
                ? service.engine().views().alerts().log()
                : List.of();
    }

    private String pace() {
        return speed == ImportPlan.UNPACED
                ? "as fast as it goes"
                : String.format(Locale.ROOT, "%,.0f seconds of orders in a second", speed);
    }

    /** Asked before anything is written: the data among the temporary files may be another demo's, which is running. */
    private void requireFreePort() throws IOException {
        if (port == 0) {
            return;
        }
        try {
            new ServerSocket(port, 1, InetAddress.getByName(ServerConfig.DEFAULT_HOST)).close();
        } catch (IOException e) {
            throw new IOException("port " + port + " cannot be had, another demo may be running: name another port", e);
        }
    }

    /** A number greater than 0, or max. */
    static final class Speed implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            if (text.equals("max")) {
                return ImportPlan.UNPACED;
            }
            try {
                double speed = Double.parseDouble(text);
                if (speed > 0 && speed < Double.POSITIVE_INFINITY) {
                    return speed;
                }
            } catch (NumberFormatException e) {
                throw new TypeConversionException("must be a number greater than 0, or max, speed=" + text);
            }
            throw new TypeConversionException("must be a number greater than 0, or max, speed=" + text);
        }
    }
}
