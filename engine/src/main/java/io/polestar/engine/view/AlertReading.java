package io.polestar.engine.view;

/**
 * The state of one alert rule at its latest transition.
 *
 * @param rule the rule's id
 * @param state the state entered
 * @param value the metric's value at the decision, NaN when there was no data
 * @param threshold the rule's threshold
 * @param eventMillis time of the event that led to the decision, epoch milliseconds
 * @param ingestMillis when that event was taken in, epoch milliseconds
 * @param decisionMillis the engine's clock at the decision, epoch milliseconds
 * @param sequence journal sequence the decision rests on
 * @param sinceMillis when the state began, epoch milliseconds
 */
public record AlertReading(
        String rule,
        AlertState state,
        double value,
        double threshold,
        long eventMillis,
        long ingestMillis,
        long decisionMillis,
        long sequence,
        long sinceMillis) {}
