package io.polestar.engine.window.model;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way by which events reach a metric; an event without key or value does not take it.
 *
 * @param events which events
 */
record Way(
        Predicate<RawEvent> events,
        Function<RawEvent, @Nullable Object> key,
        Function<RawEvent, @Nullable Object> value) {
    private static final Object NOTHING = "";

    /** Of events that only count. */
    static Way of(Predicate<RawEvent> events) {
        return new Way(events, event -> NOTHING, event -> NOTHING);
    }

    static Way of(Predicate<RawEvent> events, Function<RawEvent, @Nullable Object> value) {
        return new Way(events, event -> NOTHING, value);
    }

    static Way ofSubjects(Predicate<RawEvent> events, Function<RawEvent, @Nullable Object> subject) {
        return new Way(events, subject, event -> NOTHING);
    }

    @Nullable
    Taken take(RawEvent event, int step) {
        if (!events.test(event)) {
            return null;
        }
        Object itsKey = key.apply(event);
        Object itsValue = value.apply(event);
        return itsKey == null || itsValue == null ? null : new Taken(event, itsKey, itsValue, step);
    }
}
