package io.polestar.engine.window;

import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a cell say about a metric: one of them, or one divided by another.
 *
 * @param above column of the value, or of what stands above the line
 * @param units how many units of that column make one
 * @param below column of what stands below the line, {@link #NOTHING} if the value is no quotient
 * @param absent the value where there is no cell
 */
record CellValue(int above, double units, int below, double absent) {
    private static final int NOTHING = -1;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double MILLIS_PER_MINUTE = 60_000;

    /** How a metric that reads events is read from its cells. */
    static CellValue of(Metric metric) {
        double units = FixedPoint.unitsOfOne(metric.decimals());
        Kind kind = metric.kind();
        if (kind instanceof Kind.Count || kind instanceof Kind.Distinct) {
            return number(0, 1);
        }
        if (kind instanceof Kind.Gauge || kind instanceof Kind.Cumulative) {
            return number(0, units);
        }
        if (kind instanceof Kind.Sum) {
            return number(1, units);
        }
        if (kind instanceof Kind.Average) {
            return quotient(1, units, 0);
        }
        if (kind instanceof Kind.Repeat || kind instanceof Kind.Retention) {
            return quotient(1, 1, 0);
        }
        if (kind instanceof Kind.Conversion conversion) {
            boolean overall = conversion.step() == 0;
            int reached = overall ? conversion.steps().size() : conversion.step();
            return quotient(reached - 1, 1, overall ? 0 : reached - 2);
        }
        if (kind instanceof Kind.Session session) {
            return switch (session.measure()) {
                case COUNT -> number(0, 1);
                case HOURS -> number(1, MILLIS_PER_HOUR);
                case AVERAGE_MINUTES -> quotient(1, MILLIS_PER_MINUTE, 0);
            };
        }
        return new CellValue(0, units, NOTHING, Double.NaN);
    }

    private static CellValue number(int column, double units) {
        return new CellValue(column, units, NOTHING, 0);
    }

    private static CellValue quotient(int above, double units, int below) {
        return new CellValue(above, units, below, Double.NaN);
    }

    boolean isQuotient() {
        return below != NOTHING;
    }

    /** The metric's value over a window; NaN when there is no data. */
    double of(Cells cells, Cells.@Nullable Place place, int window) {
        if (place == null) {
            return absent;
        }
        double numerator = numerator(cells, place, window);
        if (!isQuotient()) {
            return numerator;
        }
        double denominator = denominator(cells, place, window);
        return denominator == 0 ? Double.NaN : numerator / denominator;
    }

    double numerator(Cells cells, Cells.Place place, int window) {
        long number = cells.read(place, window, above);
        return number == Cells.UNKNOWN ? Double.NaN : number / units;
    }

    double denominator(Cells cells, Cells.Place place, int window) {
        long number = cells.read(place, window, below);
        return number == Cells.UNKNOWN ? Double.NaN : number;
    }
}
