package io.polestar.engine.view;

import java.util.List;

/**
 * What the hour, the day, the week and the month will have brought at their ends.
 *
 * @param metric the metric's id
 * @param learntHours how many hours of the past the forecasts rest on
 * @param periods the four, the shortest first
 * @param trust how far the values may be trusted
 */
public record ForecastReading(String metric, int learntHours, List<Period> periods, Trust trust) {
    public ForecastReading {
        periods = List.copyOf(periods);
    }

    /**
     * One of the periods, by the tree's zone.
     *
     * @param name {@code hour}, {@code day}, {@code week} or {@code month}
     * @param span the whole of it
     * @param soFar what it has brought until the clock
     * @param expected what it will have brought at its end; NaN, as are the others, while too little is known
     * @param low80 the range that it ends in four times of five begins here
     * @param high80 and ends here
     * @param low95 the same for nineteen times of twenty
     * @param high95 and its end
     */
    public record Period(
            String name,
            Span span,
            double soFar,
            double expected,
            double low80,
            double high80,
            double low95,
            double high95) {}
}
