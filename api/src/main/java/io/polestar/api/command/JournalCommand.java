package io.polestar.api.command;

import io.polestar.engine.JournalFiles;
import io.polestar.engine.inspect.ExportResult;
import io.polestar.engine.journal.Damage;
import io.polestar.ingest.source.TimeRange;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code polestar journal}: looks into the journal of a data directory, of a running server too. */
@Command(
        name = "journal",
        description = "Looks into the journal of a data directory. Nothing is changed; a server may be running on it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, and the whole journal can be read",
            "1:failed, or some of the journal cannot be read; stderr says what",
            "2:the command line is wrong"
        })
public final class JournalCommand implements Runnable {
    private static final int BUFFER_BYTES = 1 << 16;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run().
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: verify, stats or export");
    }

    @Command(
            name = "verify",
            description = "Reads every record: checksums, gaps, and whether it can be taken apart.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(index = "0", paramLabel = "DIR", description = "The data directory.") Path data)
            throws IOException {
        return JournalReport.print(files(data).verify(), out()) ? Polestar.DONE : Polestar.FAILED;
    }

    @Command(
            name = "stats",
            description = "Says what the journal holds: records, events by type and source, times, definitions.",
            mixinStandardHelpOptions = true)
    int stats(@Parameters(index = "0", paramLabel = "DIR", description = "The data directory.") Path data)
            throws IOException {
        return JournalReport.print(files(data).stats(), out()) ? Polestar.DONE : Polestar.FAILED;
    }

    @Command(
            name = "export",
            description = "Writes the events as NDJSON, in their order, so that they can be imported again.",
            mixinStandardHelpOptions = true)
    int export(
            @Parameters(index = "0", paramLabel = "DIR", description = "The data directory.") Path data,
            @Option(names = "--from", paramLabel = "TIME", description = "Only events at or after this time.") @Nullable
                    String from,
            @Option(
                            names = "--to",
                            paramLabel = "TIME",
                            description = "Only events before this time. A TIME without a zone is in UTC.")
                    @Nullable
                    String to,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "A new file, packed when it ends in .gz (default: stdout).")
                    @Nullable
                    Path file)
            throws IOException {
        TimeRange range = ImportCommand.range(from, to, ZoneOffset.UTC, spec);
        JournalFiles files = files(data);
        ExportResult result;
        if (file == null) {
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES)) {
                result = files.export(range.fromMillis(), range.untilMillis(), out);
            }
        } else {
            result = toFile(files, range, file);
        }
        return report(result) ? Polestar.DONE : Polestar.FAILED;
    }

    /** Writes aside and names the file once it is whole. */
    private ExportResult toFile(JournalFiles files, TimeRange range, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), "--out: " + file + " is there already");
        }
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        ExportResult result;
        try (OutputStream out = packed(file, Files.newOutputStream(aside))) {
            result = files.export(range.fromMillis(), range.untilMillis(), out);
        }
        Files.move(aside, file);
        return result;
    }

    private static OutputStream packed(Path file, OutputStream out) throws IOException {
        boolean gzip = file.toString().endsWith(".gz");
        return gzip ? new GZIPOutputStream(out, BUFFER_BYTES) : new BufferedOutputStream(out, BUFFER_BYTES);
    }

    private boolean report(ExportResult result) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT,
                "events=%d outside=%d leftOut=%d sequence=%d%n",
                result.events(),
                result.outside(),
                result.leftOut(),
                result.lastSequence());
        boolean whole = true;
        for (Damage damage : result.damages()) {
            err.println((damage.tail() ? "tail    " : "DAMAGE  ") + damage);
            whole &= damage.tail();
        }
        err.flush();
        return whole;
    }

    private JournalFiles files(Path data) throws IOException {
        try {
            return new JournalFiles(data);
        } catch (NoSuchFileException missing) {
            throw new ParameterException(spec.commandLine(), missing.getMessage(), missing);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
