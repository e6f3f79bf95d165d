package io.polestar.engine.view;

import io.polestar.engine.anomaly.Forecast;
import io.polestar.engine.anomaly.Horizon;
import io.polestar.engine.anomaly.Judgement;
import io.polestar.engine.anomaly.SeasonalDetector;
import io.polestar.engine.anomaly.Settings;
import io.polestar.engine.tree.Kind;
import io.polestar.engine.tree.Metric;
import io.polestar.engine.window.Catalog;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Forecasts counts and sums from the last 90 days of history, by the hour. Learns anew each time, in milliseconds. Safe from any thread. */
final class ForecastReader {
    private static final long SECOND_MILLIS = 1_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MOST_HOURS = 2_160;
    private static final int FEWEST_HOURS = 24;

    private final Catalog catalog;
    private final Past past;

    ForecastReader(Catalog catalog, Past past) {
        this.catalog = catalog;
        this.past = past;
    }

    /**
     * Forecasts a metric as a whole.
     *
     * @throws IllegalArgumentException if the tree has no such metric, or its values do not add up over time
     */
    ForecastReading read(String id, Trust trust) {
        int number = catalog.metric(id);
        Metric metric = catalog.metric(number);
        boolean total = metric.kind() instanceof Kind.Count || metric.kind() instanceof Kind.Sum;
        if (!total || !catalog.addsUpOverTime(number)) {
            throw new IllegalArgumentException("forecasts are of metrics of kind count and sum, metric=" + id + " kind="
                    + metric.kind().word());
        }
        Sums sums = new Sums(number, catalog.window(metric.windows().get(0).name()), trust.sinceMillis());
        long clock = Math.floorDiv(Math.max(0, trust.clockMillis()), SECOND_MILLIS) * SECOND_MILLIS;
        SeasonalDetector detector = new SeasonalDetector(new Settings(Settings.DEFAULT_FALSE_ALARMS, zone()));
        int hours = learn(detector, sums, clock);
        List<ForecastReading.Period> periods = new ArrayList<>();
        for (Horizon horizon : Horizon.values()) {
            periods.add(period(horizon, detector, sums, clock, hours >= FEWEST_HOURS));
        }
        return new ForecastReading(id, hours, periods, trust);
    }

    private ZoneId zone() {
        return catalog.definition().zone();
    }

    private int learn(SeasonalDetector detector, Sums sums, long clock) {
        if (sums.sinceMillis == 0) {
            return 0;
        }
        long end = Math.floorDiv(clock, HOUR_MILLIS);
        long first = Math.max(Math.floorDiv(sums.sinceMillis, HOUR_MILLIS) + 1, end - MOST_HOURS);
        while (first < end && past.stepMillis(first * HOUR_MILLIS) > HOUR_MILLIS) {
            first++;
        }
        Judgement judgement = new Judgement();
        int count = (int) Math.max(0, end - first);
        PastPanes panes = past.panes(sums.window, first * HOUR_MILLIS, HOUR_MILLIS, count);
        for (int hour = 0; hour < count; hour++) {
            double value = panes.value(sums.metric, Catalog.WHOLE, 0, hour);
            if (Double.isFinite(value)) {
                detector.observe((first + hour) * HOUR_MILLIS, value, judgement);
            }
        }
        return count;
    }

    private ForecastReading.Period period(
            Horizon horizon, SeasonalDetector detector, Sums sums, long clock, boolean known) {
        Span span = new Span(horizon.startMillis(clock, zone()), horizon.endMillis(clock, zone()));
        double soFar = sums.over(span.fromMillis(), clock);
        Forecast forecast = new Forecast();
        detector.forecast(clock, span.toMillis(), HOUR_MILLIS, soFar, forecast);
        return new ForecastReading.Period(
                horizon.name().toLowerCase(Locale.ROOT),
                span,
                soFar,
                known ? forecast.expected() : Double.NaN,
                known ? forecast.low80() : Double.NaN,
                known ? forecast.high80() : Double.NaN,
                known ? forecast.low95() : Double.NaN,
                known ? forecast.high95() : Double.NaN);
    }

    /** What a metric brought over stretches of the past. */
    private final class Sums {
        private final int metric;
        private final int window;
        private final long sinceMillis;

        Sums(int metric, int window, long sinceMillis) {
            this.metric = metric;
            this.window = window;
            this.sinceMillis = sinceMillis;
        }

        /** From a moment, floored to the step of the history that still holds it, to a full second. */
        double over(long fromMillis, long toMillis) {
            long hour = Math.max(fromMillis, Math.floorDiv(toMillis, HOUR_MILLIS) * HOUR_MILLIS);
            return stretch(fromMillis, hour) + stretch(hour, toMillis);
        }

        private double stretch(long fromMillis, long toMillis) {
            return fromMillis >= toMillis
                    ? 0
                    : past.panes(window, fromMillis, toMillis - fromMillis, 1).value(metric, Catalog.WHOLE, 0, 0);
        }
    }
}
