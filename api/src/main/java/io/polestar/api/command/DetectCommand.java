package io.polestar.api.command;

import io.polestar.engine.anomaly.Judgement;
import io.polestar.engine.anomaly.SeasonalDetector;
import io.polestar.engine.anomaly.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code polestar detect}: what an anomaly rule would have said of a series, point for point. Each row is judged before the next is read, by
 * the rows above it only; the memory taken does not depend on the length of the file.
 */
@Command(
        name = "detect",
        description =
                "Judges each value of a CSV file by those above it, and writes timestamp,value,anomaly_score,alert.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every row was judged",
            "1:the file cannot be read, or its header lacks a column",
            "2:the command line is wrong",
            "3:some rows break a rule, said on stderr; they have the score 0, and the others are judged without them"
        })
public final class DetectCommand implements Callable<Integer> {
    static final int SOME_REJECTED = 3;

    /** Bad rows that are told one by one; of the others only the number is. */
    static final int TOLD = 100;

    @Parameters(index = "0", paramLabel = "FILE", description = "A CSV file with the columns timestamp and value.")
    private Path file = Path.of("");

    @Option(
            names = "--false-alarms",
            paramLabel = "N",
            description = "How many alerts a month without anomalies may bring; default ${DEFAULT-VALUE}.")
    private double falseAlarms = Settings.DEFAULT_FALSE_ALARMS;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Where days and weeks begin, and the zone of a time that carries none; default ${DEFAULT-VALUE}.")
    private String zone = "UTC";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call().
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        PrintWriter out = spec.commandLine().getOut();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String header = lines.readLine();
            SeriesLine reader = SeriesLine.ofHeader(header == null ? "" : inUtf8(header), settings.zone());
            out.println("timestamp,value,anomaly_score,alert");
            long bad = judge(lines, reader, new SeasonalDetector(settings), out);
            return bad > 0 ? SOME_REJECTED : Polestar.DONE;
        } catch (NoSuchFileException e) {
            return failed(": there is no such file");
        } catch (IllegalArgumentException e) {
            return failed(":1: " + e.getMessage());
        } finally {
            out.flush();
        }
    }

    private Settings settings() {
        try {
            return new Settings(falseAlarms, ZoneId.of(zone));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Judges the lines as they come; how many broke a rule. */
    private long judge(BufferedReader lines, SeriesLine reader, SeasonalDetector detector, PrintWriter out)
            throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Judgement judgement = new Judgement();
        StringBuilder row = new StringBuilder();
        long number = 1;
        long bad = 0;
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            SeriesLine.Point point = reader.read(inUtf8(line));
            row.setLength(0);
            row.append(point.timestamp()).append(',').append(point.value()).append(',');
            if (point instanceof SeriesLine.Good good) {
                detector.observe(good.millis(), good.number(), judgement);
                row.append(decimal(judgement.score())).append(judgement.isAlert() ? ",1" : ",0");
            } else {
                row.append("0,0");
            }
            out.println(row);
            if (point instanceof SeriesLine.Bad wrong && ++bad <= TOLD) {
                err.println("polestar: " + file + ":" + number + ": " + wrong.field() + ": " + wrong.rule()
                        + ", and is \"" + wrong.found() + "\"");
            }
        }
        if (bad > TOLD) {
            err.printf(Locale.ROOT, "polestar: %s: %,d rows break a rule; these were the first%n", file, bad);
        }
        return bad;
    }

    /** Read byte for byte, since a broken character must spoil no more than its row. */
    private static String inUtf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A score with six decimals. */
    private static String decimal(double score) {
        long millionths = Math.round(score * 1e6);
        String digits = Long.toString(1_000_000 + millionths % 1_000_000);
        return (millionths / 1_000_000) + "." + digits.substring(1);
    }

    private int failed(String reason) {
        spec.commandLine().getErr().println("polestar: " + file + reason);
        return Polestar.FAILED;
    }
}
