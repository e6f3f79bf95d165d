package io.polestar.engine.window;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sorts all values, or all sums by entity, and counts up to the one that is asked for. */
final class NaiveQuantile implements StoreTrial.Naive {
    private static final class Entity {
        private long earliest;
        private long sum;
    }

    private final BigDecimal share;
    private final boolean byEntity;

    NaiveQuantile(double share, boolean byEntity) {
        this.share = BigDecimal.valueOf(share);
        this.byEntity = byEntity;
    }

    @Override
    public long total(List<StoreTrial.Counted> events, long fromMillis, long toMillis, int column) {
        List<Long> values = byEntity ? sums(events, fromMillis, toMillis) : values(events, fromMillis, toMillis);
        if (values.isEmpty()) {
            return Cells.UNKNOWN;
        }
        values.sort(null);
        int rank = share.multiply(BigDecimal.valueOf(values.size()))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
        return told(values.get(Math.max(1, rank) - 1));
    }

    private static List<Long> values(List<StoreTrial.Counted> events, long from, long to) {
        List<Long> values = new ArrayList<>();
        for (StoreTrial.Counted event : events) {
            if (event.timeMillis() >= from && event.timeMillis() < to) {
                values.add(event.value());
            }
        }
        return values;
    }

    private static List<Long> sums(List<StoreTrial.Counted> events, long from, long to) {
        Map<Long, Entity> entities = new HashMap<>();
        for (StoreTrial.Counted event : events) {
            Entity entity = entities.get(event.key());
            if (entity == null || entity.earliest < event.keptFromMillis()) {
                entity = new Entity();
                entity.earliest = event.timeMillis();
                entities.put(event.key(), entity);
            }
            entity.earliest = Math.min(entity.earliest, event.timeMillis());
            entity.sum += event.value();
        }
        List<Long> sums = new ArrayList<>();
        for (Entity entity : entities.values()) {
            if (entity.earliest >= from && entity.earliest < to) {
                sums.add(entity.sum);
            }
        }
        return sums;
    }

    /** The middle of the value's bucket: 256 are one wide, then 128 each twice as wide as those before. */
    static long told(long value) {
        long size = Math.abs(value);
        long width = 1;
        while (size / width >= 256) {
            width *= 2;
        }
        long middle = size / width * width + width / 2;
        return value < 0 ? -middle : middle;
    }
}
