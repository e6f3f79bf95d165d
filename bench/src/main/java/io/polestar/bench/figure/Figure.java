package io.polestar.bench.figure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One quantity, measured several times.
 *
 * @param id by which reports and goals find it, such as {@code http.ndjson.1000}
 * @param title what it is, for a person
 * @param runs what each run gave, in order; at least one unless the figure is void
 * @param voidBecause why no run counts, null when they do
 */
public record Figure(
        String id,
        String title,
        Unit unit,
        List<Double> runs,
        @Nullable String voidBecause) {
    public Figure {
        runs = List.copyOf(runs);
        if (runs.isEmpty() && voidBecause == null) {
            throw new IllegalArgumentException("a figure needs a run or a reason why it is void, id=" + id);
        }
    }

    /** A figure whose runs count. */
    public static Figure of(String id, String title, Unit unit, double... runs) {
        return new Figure(id, title, unit, Arrays.stream(runs).boxed().toList(), null);
    }

    /** A figure without a value, and why. */
    public static Figure ofVoid(String id, String title, Unit unit, String because) {
        return new Figure(id, title, unit, List.of(), because);
    }

    public boolean isVoid() {
        return voidBecause != null;
    }

    /** The middle run, the upper one of two. */
    public double median() {
        return runs.stream().sorted().skip(runs.size() / 2).findFirst().orElse(Double.NaN);
    }

    public double least() {
        return runs.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    public double most() {
        return runs.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    /** Median and range in words, or why it is void. */
    public String text() {
        if (voidBecause != null) {
            return "void: " + voidBecause;
        }
        return runs.size() == 1
                ? unit.text(median())
                : unit.text(median()) + " (" + unit.number(least()) + " to " + unit.number(most()) + ")";
    }
}
