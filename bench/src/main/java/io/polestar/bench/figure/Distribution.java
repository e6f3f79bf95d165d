package io.polestar.bench.figure;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one kind, a histogram for each run.
 *
 * @param id such as {@code latency.value}; its figures are named after it: {@code latency.value.p99}
 * @param title from what to what
 * @param runs latencies in nanoseconds
 */
public record Distribution(String id, String title, List<Histogram> runs) {
    /** The percentiles told of every distribution. */
    public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

    private static final double NANOS_PER_MILLI = 1e6;

    public Distribution {
        runs = List.copyOf(runs);
    }

    /** All runs together. */
    public Histogram whole() {
        Histogram whole = new Histogram(3);
        runs.forEach(whole::add);
        return whole;
    }

    /** A percentile of all runs together, milliseconds. */
    public double millis(double percentile) {
        return whole().getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /** Each percentile as a figure: the percentiles of the runs. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            String name = name(percentile);
            List<Double> values = runs.stream()
                    .map(run -> run.getValueAtPercentile(percentile) / NANOS_PER_MILLI)
                    .toList();
            figures.add(new Figure(id + "." + name, title + ", " + name, Unit.MILLIS, values, null));
        }
        return figures;
    }

    /** {@code p50}, {@code p99.9}, {@code max}. */
    public static String name(double percentile) {
        String number = Double.toString(percentile);
        return percentile == 100
                ? "max"
                : "p" + (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number);
    }
}
