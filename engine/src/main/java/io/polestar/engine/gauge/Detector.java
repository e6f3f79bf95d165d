package io.polestar.engine.gauge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Learns a series and says what is unusual about its newest value: a state machine over times and values. One thread. */
public interface Detector {
    /**
     * Learns what is known of a past in longer stretches only, before the first value.
     *
     * @param past its means
     */
    void prime(Past past);

    /**
     * Sees the next value.
     *
     * @param timeMillis not before the last one's
     * @param value finite
     * @param denominator more than 0: what the value was divided by, 1 if by nothing
     */
    void observe(long timeMillis, double value, double denominator);

    /** How much the newest value is news, from 0 to 1: 1 / (1 + how many such false alarms 30 days would bring); 0 for what was told. */
    double score();

    /** Whether it is news because it is low rather than high. */
    boolean isBelow();

    /** What would have been usual; the value itself while too little is known. */
    double expected();

    /** How far values usually stray from that. */
    double deviation();

    /** The least value that would have been usual; not finite while too little is known. */
    double low();

    /** The greatest value that would have been usual; not finite while too little is known. */
    double high();

    /** Saves what was learnt; it does not depend on the sensitivity. */
    void writeTo(DataOutput out) throws IOException;

    /** Takes up what {@link #writeTo} saved. */
    void readFrom(DataInput in) throws IOException;

    /**
     * Means over stretches of the past.
     *
     * @param firstMillis where the first begins
     * @param stretchMillis how long each is
     * @param means of the values of each; NaN where there is nothing
     * @param denominators what the means were divided by, null if by nothing
     * @param values how many values a stretch stands for
     */
    record Past(long firstMillis, long stretchMillis, double[] means, double @Nullable [] denominators, int values) {}

    /** Makes detectors. One thread. */
    @FunctionalInterface
    interface Maker {
        /**
         * A detector that has seen nothing.
         *
         * @param falseAlarmsPerMonth how many alarms in 30 days are accepted of a series without anomalies
         */
        Detector make(double falseAlarmsPerMonth);
    }
}
