package io.polestar.engine.gauge;

/** What the past has taught of metrics, as anomaly rules see them. Safe from any thread. */
@FunctionalInterface
public interface Anomalies {
    /**
     * Judges stretches of the past by what came before each.
     *
     * @throws IllegalArgumentException with the rule and the value when the definition does not have what is asked for, an anomaly rule
     *     does not watch such a metric, or it is too much
     */
    AnomalyReading read(AnomalyQuestion question);
}
