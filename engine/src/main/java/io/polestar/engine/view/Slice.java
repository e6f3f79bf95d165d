package io.polestar.engine.view;

import io.polestar.engine.tree.Definition;
import io.polestar.engine.tree.Dimension;
import io.polestar.engine.tree.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a metric is read, and by what it is broken down.
 *
 * <pre>
 * where                      by        read are
 * -                          -         the metric as a whole
 * country:France             -         that segment of country
 * country:France,channel:app -         that segment of the declared pair of country and channel
 * -                          channel   the metric as a whole, and each segment of channel
 * country:France             channel   that segment of country, and each segment of channel within it, from the pair
 * </pre>
 *
 * @param where the segment wanted by dimension, of none to {@link #MAX_WHERE} dimensions in any order
 * @param by the dimension whose segments come along, null for none
 * @param top how many segments, the largest first, the others being taken together; 0 for all
 */
public record Slice(Map<String, String> where, @Nullable String by, int top) {
    /** The most dimensions a read may be filtered by. */
    public static final int MAX_WHERE = 2;

    /** The metric as a whole. */
    public static final Slice WHOLE = new Slice(Map.of(), null, 0);

    public Slice {
        where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
        if (top < 0) {
            throw new IllegalArgumentException("top must be 0 or more, top=" + top);
        }
    }

    /** The metric as a whole with all segments of a dimension, or without any for null. */
    public static Slice by(@Nullable String dimension) {
        return dimension == null ? WHOLE : new Slice(Map.of(), dimension, 0);
    }

    /**
     * Id of the dimension that {@code where} is a segment of; null for the metric as a whole.
     *
     * @throws IllegalArgumentException if the metric is not split so; the message lists how it is
     */
    @Nullable
    String filtered(Definition definition, Metric metric) {
        if (where.isEmpty()) {
            return null;
        }
        if (where.size() > MAX_WHERE) {
            throw refused(definition, metric, "where");
        }
        List<String> asked = List.copyOf(where.keySet());
        String found = asked.size() == 1
                ? only(definition, metric, asked.get(0))
                : pair(definition, metric, asked.get(0), asked.get(1));
        if (found == null) {
            throw refused(definition, metric, "where");
        }
        return found;
    }

    /**
     * Id of the dimension whose segments come along: {@code by} itself, or its pair with the dimension filtered by; null for none.
     *
     * @throws IllegalArgumentException if the metric is not split so; the message lists how it is
     */
    @Nullable
    String split(Definition definition, Metric metric) {
        if (by == null) {
            return null;
        }
        if (where.isEmpty()) {
            if (!metric.by().contains(by)) {
                throw refused(definition, metric, "by");
            }
            return by;
        }
        String filter = where.keySet().iterator().next();
        String found = where.size() > 1 ? null : pair(definition, metric, filter, by);
        if (found == null) {
            throw refused(definition, metric, "by and where");
        }
        return found;
    }

    /**
     * Checks that a metric is split so.
     *
     * @throws IllegalArgumentException if it is not; the message lists how it is
     */
    public void check(Definition definition, Metric metric) {
        filtered(definition, metric);
        split(definition, metric);
    }

    private static @Nullable String only(Definition definition, Metric metric, String id) {
        boolean plain = metric.by().contains(id) && !(definition.dimension(id).origin() instanceof Dimension.Pair);
        return plain ? id : null;
    }

    private static @Nullable String pair(Definition definition, Metric metric, String one, String other) {
        for (String id : metric.by()) {
            if (definition.dimension(id).origin() instanceof Dimension.Pair pair
                    && Set.of(pair.first(), pair.second()).equals(Set.of(one, other))) {
                return id;
            }
        }
        return null;
    }

    private IllegalArgumentException refused(Definition definition, Metric metric, String name) {
        List<String> declared = metric.by().stream()
                .map(id -> definition.dimension(id).origin() instanceof Dimension.Pair pair
                        ? id + " (" + pair.first() + ", " + pair.second() + ")"
                        : id)
                .toList();
        String asked = (by == null ? "" : " by=" + by) + (where.isEmpty() ? "" : " where=" + Where.write(where));
        return new IllegalArgumentException(name + " must name a dimension that metric " + metric.id()
                + " is split by, or the two of a pair, declared=" + declared + asked);
    }
}
