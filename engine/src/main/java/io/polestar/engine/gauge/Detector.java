package io.polestar.engine.gauge;

import io.polestar.engine.tree.Trigger;
import io.polestar.engine.tree.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Learns a series and says what is unusual about its newest value: a state machine over times and values. One thread. */
public interface Detector {
    /**
     * Sees the next value.
     *
     * @param timeMillis not before the last one's
     * @param value NaN for no data
     */
    void observe(long timeMillis, double value);

    /** Whether the newest value is news that is to be told: once of an anomaly, however long it lasts. */
    boolean alert();

    /** Whether the newest value is as unusual as one that is told, be it news or not. */
    boolean unusual();

    /** What would have been usual; the value itself while too little is known. */
    double expected();

    /** The least value that would have been usual; not finite while too little is known. */
    double low();

    /** The greatest value that would have been usual; not finite while too little is known. */
    double high();

    /** Saves what was learnt. */
    void writeTo(DataOutput out) throws IOException;

    /** Takes up what {@link #writeTo} saved. */
    void readFrom(DataInput in) throws IOException;

    /** Makes detectors. */
    @FunctionalInterface
    interface Maker {
        /** Knows none: rules that ask for one see nothing. */
        Maker NONE = (trigger, window, stepMillis, zone) -> null;

        /**
         * A detector that has seen nothing; null when there is none for it.
         *
         * @param stepMillis how far apart the values will be
         * @param zone where days begin
         */
        @Nullable
        Detector make(Trigger.Anomaly trigger, Window window, long stepMillis, ZoneId zone);
    }
}
