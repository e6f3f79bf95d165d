package io.polestar.bench.figure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Keeps distributions as files: every run in a log of HdrHistogram's, tagged, and their percentiles as a plot. */
public final class PercentileFiles {
    private static final double MOST_INVERSE = 100_000;
    private static final int STEPS = 200;

    private final Path directory;

    /** @param directory made when it is not there */
    public PercentileFiles(Path directory) {
        this.directory = directory;
    }

    /** Writes {@code NAME.hlog} and {@code NAME.svg}. */
    public void write(String name, List<Distribution> distributions) throws IOException {
        Files.createDirectories(directory);
        writeLog(directory.resolve(name + ".hlog"), distributions);
        Files.writeString(
                directory.resolve(name + ".svg"), plot(name, distributions).svg());
    }

    private static void writeLog(Path file, List<Distribution> distributions) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(out);
            log.outputComment("[Latencies in nanoseconds; one line a run]");
            log.outputLogFormatVersion();
            log.outputLegend();
            for (Distribution distribution : distributions) {
                for (Histogram run : distribution.runs()) {
                    run.setTag(distribution.id());
                    log.outputIntervalHistogram(run);
                }
            }
        }
    }

    /** Latency by percentile, the percentile's axis stretched towards 100 %. */
    private static Chart plot(String name, List<Distribution> distributions) {
        List<Chart.Line> lines = new ArrayList<>();
        for (Distribution distribution : distributions) {
            Histogram whole = distribution.whole();
            double most = Math.min(MOST_INVERSE, Math.max(10, (double) whole.getTotalCount()));
            List<Chart.Point> points = IntStream.rangeClosed(0, STEPS)
                    .mapToDouble(step -> Math.pow(most, (double) step / STEPS))
                    .mapToObj(inverse -> new Chart.Point(
                            inverse, Math.max(1e-3, whole.getValueAtPercentile(100 - 100 / inverse) / 1e6)))
                    .toList();
            lines.add(new Chart.Line(distribution.title(), points));
        }
        return new Chart(
                "Latency by percentile: " + name,
                new Chart.Axis("percentile", inverse -> percentileName(inverse)),
                new Chart.Axis("milliseconds", Chart::plain),
                lines);
    }

    private static String percentileName(double inverse) {
        return inverse <= 1 ? "0" : Distribution.name(100 - 100 / inverse).substring(1);
    }
}
