package io.polestar.api.command;

import io.polestar.engine.ClockMode;
import io.polestar.engine.Engine;
import io.polestar.ingest.source.EngineSink;
import io.polestar.ingest.source.FileFormat;
import io.polestar.ingest.source.HttpSink;
import io.polestar.ingest.source.ImportPlan;
import io.polestar.ingest.source.ImportResult;
import io.polestar.ingest.source.ImportTotals;
import io.polestar.ingest.source.Importer;
import io.polestar.ingest.source.MappingException;
import io.polestar.ingest.source.MappingReader;
import io.polestar.ingest.source.RowRejection;
import io.polestar.ingest.source.Sink;
import io.polestar.ingest.source.TimeRange;
import io.polestar.ingest.source.WallTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code polestar import}: sends the rows of a CSV or NDJSON file and returns when they are counted. */
@Command(
        name = "import",
        description =
                "Imports a CSV file, or events as NDJSON (.ndjson, .jsonl), packed or not (.gz), and returns when everything is counted.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every row is in the target, is outside --from/--until, or was there before",
            "1:the import failed; the same command continues it, and nothing counts twice",
            "2:the command line or the mapping is wrong; nothing was sent",
            "3:some rows were rejected; the others are in the target"
        })
public final class ImportCommand implements Callable<Integer> {

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int SOME_REJECTED = 3;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The file, plain or gzip: NDJSON when its name says so, else CSV with a header line.")
    private Path file = Path.of("");

    @Option(names = "--map", paramLabel = "MAPPING", description = "How a row of a CSV file becomes an event (YAML).")
    private @Nullable Path map;

    @Option(names = "--from", paramLabel = "TIME", description = "Only events at or after this time.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only events before this time. A TIME without a zone is in the mapping's, or UTC.")
    private @Nullable String until;

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    private static final class Target {

        @Option(names = "--to", paramLabel = "URL", description = "A running server, such as http://localhost:7070.")
        private @Nullable URI to;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The data directory of a server that is not running.")
        private @Nullable Path data;
    }

    @Option(
            names = "--definition",
            paramLabel = "FILE",
            description = "The tree for --data; without it the one that DIR was last run with.")
    private @Nullable Path definition;

    @Option(
            names = "--clock",
            paramLabel = "wall|stream",
            description = "What moves the clock of a new DIR; an existing one keeps its own.")
    private @Nullable ClockMode clock;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds the bearer token for --to.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--backfill",
            description = "These are events of the past: count them, but let no rule fire at them.")
    private boolean backfill;

    @Option(
            names = "--resume",
            description = "Keep the last acknowledged row in FILE.polestar-import and continue there next time.")
    private boolean resume;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return run(err);
        } catch (MappingException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (NoSuchFileException e) {
            err.println("polestar: no such file: " + e.getFile());
            return WRONG_USAGE;
        } catch (IOException e) {
            err.println("polestar: " + (e.getMessage() == null ? e : e.getMessage()));
            return FAILED;
        }
    }

    private int run(PrintWriter err) throws IOException, MappingException, InterruptedException {
        FileFormat format = format();
        ZoneId zone = format instanceof FileFormat.Csv csv
                ? csv.mapping().time().format().zone()
                : ZoneOffset.UTC;
        ImportPlan plan = ImportPlan.of(file, format).within(range(from, until, zone, spec));
        if (resume) {
            String name = Objects.requireNonNull(file.getFileName()) + ".polestar-import";
            plan = plan.resumedFrom(file.resolveSibling(name));
        }
        WallTime wallTime = WallTime.system();
        ProgressLine progress = new ProgressLine(new StatusLine(err, Terminal.isStandardError()), wallTime);
        Path directory = target.data;
        ImportResult result;
        try {
            result = directory == null
                    ? over(server(wallTime), plan, progress, wallTime)
                    : into(directory, plan, progress, wallTime);
        } finally {
            progress.end();
        }
        return report(result, err);
    }

    private FileFormat format() throws IOException, MappingException {
        boolean lines = FileFormat.isNamedAsLines(file);
        Path mapping = map;
        if (lines == (mapping != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    lines
                            ? "--map is for CSV files: the lines of " + file + " are events"
                            : "--map is needed: " + file + " is taken for CSV");
        }
        return mapping == null
                ? new FileFormat.Ndjson()
                : new FileFormat.Csv(MappingReader.read(Files.readString(mapping), mapping.toString()));
    }

    private static ImportResult over(Sink sink, ImportPlan plan, ProgressLine progress, WallTime wallTime)
            throws IOException, InterruptedException {
        try (sink) {
            return new Importer(plan, sink, progress, wallTime).run();
        }
    }

    private ImportResult into(Path directory, ImportPlan plan, ProgressLine progress, WallTime wallTime)
            throws IOException, InterruptedException {
        try (Engine engine = StoppedEngine.open(directory, definition, clock)) {
            return over(
                    new EngineSink(
                            engine,
                            directory.toString(),
                            wallTime,
                            backfill,
                            plan.format().limits()),
                    plan,
                    progress,
                    wallTime);
        } catch (StoppedEngine.UsageException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Sink server(WallTime wallTime) throws IOException {
        URI to = target.to;
        if (to == null || to.getHost() == null || !("http".equals(to.getScheme()) || "https".equals(to.getScheme()))) {
            throw new ParameterException(
                    spec.commandLine(), "--to must be the address of a server, such as http://localhost:7070");
        }
        String token = tokenFile == null ? null : Files.readString(tokenFile).strip();
        return new HttpSink(to, to.toString(), token, wallTime, backfill);
    }

    /** The range that two options state; a bound that is not given is open. */
    static TimeRange range(@Nullable String from, @Nullable String until, ZoneId zone, CommandSpec spec) {
        try {
            return new TimeRange(
                    from == null ? TimeRange.ALL.fromMillis() : TimeRange.boundMillis(from, zone),
                    until == null ? TimeRange.ALL.untilMillis() : TimeRange.boundMillis(until, zone));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--from, --until: " + e.getMessage(), e);
        }
    }

    private int report(ImportResult result, PrintWriter err) {
        for (RowRejection rejection : result.firstRejections()) {
            err.println("rejected " + rejection);
        }
        ImportTotals totals = result.totals();
        if (totals.rejected() > result.firstRejections().size()) {
            err.printf(Locale.ROOT, "rejected %,d rows in all; these were the first%n", totals.rejected());
        }
        err.flush();
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "rows=%d accepted=%d duplicates=%d rejected=%d skipped=%d sequence=%d%n",
                        totals.rows(),
                        totals.accepted(),
                        totals.duplicates(),
                        totals.rejected(),
                        totals.skipped(),
                        result.sequence());
        spec.commandLine().getOut().flush();
        return totals.rejected() > 0 ? SOME_REJECTED : 0;
    }
}
