package io.polestar.engine.view;

import io.polestar.engine.tree.Comparison;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers earlier values for a second, so that a formula that is evaluated with every change reads history once a second. An earlier window
 * moves on by the second, or for segments by the minute: what is remembered is what would be read, but for late events of the last second.
 * Any thread.
 */
final class EarlierMemory {
    /** The most values remembered; beyond them all are forgotten. */
    static final int MAX_VALUES = 200_000;

    private static final long KEPT_MILLIS = 1_000;

    private final Map<Key, Remembered> values = new ConcurrentHashMap<>();
    private final LongSupplier wallMillis;

    EarlierMemory(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    /** Whose value it is. */
    record Key(
            int metric,
            Comparison comparison,
            int window,
            int dimension,
            int segment,
            @Nullable Without without) {}

    private record Remembered(Span span, long readMillis, double value) {}

    /** The value over that span: remembered, or read now. */
    double get(Key key, Span span, DoubleSupplier read) {
        long now = wallMillis.getAsLong();
        Remembered known = values.get(key);
        if (known != null && known.span.equals(span) && Math.abs(now - known.readMillis) < KEPT_MILLIS) {
            return known.value;
        }
        double value = read.getAsDouble();
        if (values.size() >= MAX_VALUES) {
            values.clear();
        }
        values.put(key, new Remembered(span, now, value));
        return value;
    }
}
