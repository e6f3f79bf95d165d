package io.polestar.engine.gauge;

import io.polestar.engine.alert.Sight;
import io.polestar.engine.tree.Rule;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one rule sees, by segment; a rule about the whole has segment 0. Looking changes nothing; what a gauge remembers changes only in
 * {@link #refresh}. The thread that counts.
 */
interface Gauge {
    /** Looks at a segment now. */
    void look(int place, long clockMillis, Sight sight);

    /** Looks at what is known by now of a moment that has passed; the present where a gauge knows no past. */
    default void lookBack(int place, long momentMillis, Sight sight) {
        look(place, momentMillis, sight);
    }

    /** Whether a look is worth while as soon as a value changes, rather than once a second. */
    default boolean isLive() {
        return false;
    }

    /** Brings what is remembered up to a clock, once a second. */
    default void refresh(int segments, long clockMillis) {}

    /** Whether silent sources make what is seen mean nothing. */
    default boolean needsSources() {
        return true;
    }

    /** Told that what is past has changed. */
    default void reconsider() {}

    /** What that which is remembered depends on: rules of one memory may take over each other's. */
    default String memory(Rule rule) {
        return rule.meaning();
    }

    /** Whether something is remembered between looks. */
    default boolean remembers() {
        return false;
    }

    /** Saves what is remembered of a segment. */
    default void writeTo(int place, DataOutput out) throws IOException {}

    /** Takes up what {@link #writeTo} saved. */
    default void readFrom(int place, DataInput in) throws IOException {}

    /** Makes gauges. */
    @FunctionalInterface
    interface Maker {
        Gauge make(Rule rule, Cut cut, int metric);
    }
}
